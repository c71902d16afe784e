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
    private readonly Lazy<Task<SessionIndex>> _index;

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
        _index = new(() => Task.Run(ReadAsync));
    }

    /// <inheritdoc/>
    public async ValueTask<SessionFacts?> FindAsync(CloudTrailEvent record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Told is not null || (record.Identity?.AccessKeyId is { } key && !key.StartsWith("ASIA", StringComparison.Ordinal)))
        {
            return null;
        }

        var index = await _index.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        return index.Find(record) is { } found && (found.Session.Found || _tellsWhenMissing || CloudTrailRequestResolver.BlamesSession(record)) ? found : null;
    }

    private async Task<SessionIndex> ReadAsync()
    {
        var index = new SessionIndex();
        var reader = new TrailReader(new CloudTrailReaderOptions { Formats = _formats, AllRecords = true, Filter = IssuedSessionReader.MayBe }) { MaxKnownEvents = 0 };
        try
        {
            await foreach (var record in reader.ReadAsync(_sources, new ReadSummary()).ConfigureAwait(false))
            {
                index.Add(record);
            }
        }
        catch (Exception exception) when (exception is CloudTrailFormatException or IOException or UnauthorizedAccessException)
        {
            index.Problem = exception.Message;
        }

        return index;
    }
}
