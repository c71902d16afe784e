using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;

namespace AccessUndenied.Aws.Requests.Sessions;

/// <summary>Finds sessions in trails, which are read once, when the first session is asked for: the calls that make sessions alone are looked at.</summary>
/// <remarks>What cannot be read of the trails is no exception; what is then not found says so.</remarks>
public sealed class TrailSessionSource : ISessionSource
{
    private readonly IReadOnlyList<TrailSource> _sources;
    private readonly IReadOnlyList<IEventFormat> _formats;
    private readonly bool _tellsWhenMissing;
    private readonly SessionIndex _found = new();
    private readonly Lazy<Task> _reading;
    private bool _isStillMet;

    /// <summary>A source over trails.</summary>
    /// <param name="sources">The trails; none that can be read only once.</param>
    /// <param name="formats">The forms that are read besides JSON.</param>
    /// <param name="tellsWhenMissing">Whether a session that is not found is told of; else only one that the refusal hangs on is.</param>
    public TrailSessionSource(IEnumerable<TrailSource> sources, IEnumerable<IEventFormat> formats, bool tellsWhenMissing)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(formats);
        _sources = [.. sources];
        _formats = [.. formats];
        _tellsWhenMissing = tellsWhenMissing;
        _reading = new(() => _sources.Count == 0 ? Task.CompletedTask : Task.Run(ReadAsync));
    }

    /// <summary>What of the trails is read, which should begin as long before the refusals as sessions last (36 hours at most).</summary>
    /// <value>Default all of it.</value>
    public TrailRange Range { get; init; } = TrailRange.All;

    /// <summary>Has what is read with <paramref name="options"/> give the calls that make sessions too, for <see cref="Take"/>: of an input that can be read only once.</summary>
    public static void Observe(CloudTrailReaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.AllRecords, options.Filter) = (true, IssuedSessionReader.MayBe);
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

        await _reading.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        return _found.Find(record) is { } found && (found.Session.Found || _tellsWhenMissing || CloudTrailRequestResolver.BlamesSession(record)) ? found : null;
    }

    /// <summary>Whether the answer for <paramref name="record"/>, once given, is the same for the same call at any other time.</summary>
    internal bool IsFixedFor(CloudTrailEvent record) => !Volatile.Read(ref _isStillMet) && !_found.KnowsSwitchOf(record);

    private async Task ReadAsync()
    {
        var reader = new TrailReader(new CloudTrailReaderOptions { Formats = _formats, AllRecords = true, Filter = IssuedSessionReader.MayBe }) { MaxKnownEvents = 0, Range = Range };
        try
        {
            await foreach (var record in reader.ReadAsync(_sources, new ReadSummary()).ConfigureAwait(false))
            {
                _found.Add(record);
            }
        }
        catch (Exception exception) when (exception is CloudTrailFormatException or IOException or UnauthorizedAccessException)
        {
            _found.Problem = exception.Message;
        }
    }
}
