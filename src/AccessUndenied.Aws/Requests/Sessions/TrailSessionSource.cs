using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;

namespace AccessUndenied.Aws.Requests.Sessions;

/// <summary>Finds sessions in trails: by the calls that made them.</summary>
/// <remarks>Trails are read when the first session is asked for, unless they were before. What cannot be read of them is no exception; what is then not found says so.</remarks>
public sealed class TrailSessionSource : ISessionSource
{
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
