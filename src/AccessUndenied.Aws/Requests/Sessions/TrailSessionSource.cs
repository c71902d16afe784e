using System.Text.Json;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;

namespace AccessUndenied.Aws.Requests.Sessions;

/// <summary>Finds sessions in trails: by the calls that made them.</summary>
/// <remarks>Trails are read when the first session is asked for, unless they were before. What cannot be read of them is no exception; what is then not found says so.</remarks>
public sealed class TrailSessionSource : ISessionSource
{
    // Some 60 MB; sessions last 36 hours at most.
    private const int MostKept = 100_000;

    private readonly TrailPass _pass;
    private readonly bool _tellsWhenMissing;
    private readonly SessionIndex _found = new();
    private bool _isStillMet;

    /// <summary>A source over trails.</summary>
    /// <param name="pass">The reading of the trails, which has not begun; as long from before the refusals as sessions last (36 hours at most).</param>
    /// <param name="tellsWhenMissing">Whether a session that is not found is told of; else only one that the refusal hangs on is.</param>
    public TrailSessionSource(TrailPass pass, bool tellsWhenMissing)
    {
        ArgumentNullException.ThrowIfNull(pass);
        _pass = pass;
        _tellsWhenMissing = tellsWhenMissing;
        pass.Observe(new Observer(_found));
    }

    /// <summary>Has what is read with <paramref name="options"/> give the calls that make sessions too, for <see cref="Take"/>: of an input that can be read only once.</summary>
    public static void Observe(CloudTrailReaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.AllRecords, options.Filter) = (true, static (in ScannedRecord record) => record.Outcome == ScanOutcome.Denied || IssuedSessionReader.MayBe(in record));
    }

    /// <summary>Takes a record that was not denied, so that sessions of later ones are found by it; false for a denied one, which is left to be explained.</summary>
    public bool Take(CloudTrailEvent record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Problem is not null || record.Outcome == ScanOutcome.Denied)
        {
            return false;
        }

        Volatile.Write(ref _isStillMet, true);
        _found.Add(record);
        return true;
    }

    /// <summary>Takes what <paramref name="store"/> kept; before the first record is asked for.</summary>
    /// <exception cref="FormatException">What it kept is none of this library's.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    public async ValueTask LoadAsync(ISessionStore store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        await foreach (var kept in store.LoadAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                _found.Add(JsonSerializer.Deserialize(kept.Span, SessionJson.Default.IssuedSession) ?? throw new FormatException(SessionMessages.NotKeptHere));
            }
            catch (JsonException exception)
            {
                throw new FormatException(SessionMessages.NotKeptHere, exception);
            }
        }
    }

    /// <summary>Has <paramref name="store"/> keep the calls that were found, up to 100,000 of them, the latest.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    public async ValueTask SaveAsync(ISessionStore store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (!_pass.HasBegun && !Volatile.Read(ref _isStillMet))
        {
            // Nobody asked for a session: what was kept stays.
            return;
        }

        await _pass.ReadAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        await store.SaveAsync(
            _found.Calls.Take(MostKept).Select(issued => (ReadOnlyMemory<byte>)JsonSerializer.SerializeToUtf8Bytes(issued, SessionJson.Default.IssuedSession)), cancellationToken)
            .ConfigureAwait(false);
    }

    async ValueTask<SessionFacts?> ISessionSource.FindAsync(CloudTrailEvent record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Told is not null || (record.Identity?.AccessKeyId is { } key && !key.StartsWith("ASIA", StringComparison.Ordinal)))
        {
            return null;
        }

        await _pass.ReadAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return _found.Find(record) is { } found && (found.Session.Found || found.Session.IsDisputed || _tellsWhenMissing || CloudTrailRequestResolver.BlamesSession(record)) ? found : null;
    }

    /// <summary>Whether the answer for <paramref name="record"/>, once given, is the same for the same call at any other time.</summary>
    internal bool IsFixedFor(CloudTrailEvent record) => !Volatile.Read(ref _isStillMet) && !_found.KnowsSwitchOf(record);

    private sealed class Observer(SessionIndex found) : ITrailObserver
    {
        public bool Wants(in ScannedRecord record) => IssuedSessionReader.MayBe(in record);

        public void Take(CloudTrailEvent record) => found.Add(record);

        public void Miss(string why) => found.Problem ??= why;
    }
}
