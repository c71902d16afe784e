using System.CommandLine;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Fetching;
using AccessUndenied.Aws.Policies.History;
using AccessUndenied.Cli.Output;
using AccessUndenied.Formats;

namespace AccessUndenied.Cli.Commands;

/// <summary>The trails that are read as evidence of how things were, and not for denials.</summary>
internal sealed class EvidenceOptions
{
    private const string AtEvent = "event";
    private const string AtNow = "now";

    // Source: STS API Reference, "GetFederationToken", DurationSeconds.
    private static readonly TimeSpan s_longestSession = TimeSpan.FromHours(36);

    private readonly Option<string[]> _trails = new("--trail")
    {
        Description = "A trail (a file, a folder or s3://bucket/prefix) that is read for the calls that made the callers' sessions and those that changed policies, "
            + "and not for denials; may be repeated. The events' own sources are read for them too.",
        HelpName = "SOURCE",
    };

    private readonly Option<string> _policiesAt = new("--policies-at")
    {
        Description = "Decides by the policies as they were at the event, where the trail tells with dated snapshots or the accounts, or by those of now.",
        HelpName = "event|now",
        DefaultValueFactory = static _ => AtEvent,
    };

    private readonly Option<string[]> _committed = new("--snapshot-history")
    {
        Description = "A snapshot that is kept in Git: each committed version with a date tells the policies of its time; may be repeated.",
        HelpName = "F",
    };

    private readonly Option<bool> _spool = new("--spool")
    {
        Description = "Reads what is piped in to its end first, into a temporary file that only you can read, so that a call anywhere in it explains its denials, as in a file.",
    };

    public void AddTo(Command command) => command.Options.Add(_trails);

    /// <summary>Adds the choice between the policies of the event and those of now.</summary>
    public void AddMomentTo(Command command)
    {
        _policiesAt.AcceptOnlyFromAmong(AtEvent, AtNow);
        command.Options.Add(_policiesAt);
        command.Options.Add(_committed);
        command.Options.Add(_spool);
    }

    /// <summary>Whether the policies of the event are asked for.</summary>
    public bool IsAtEvent(ParseResult parsed) => parsed.GetValue(_policiesAt) != AtNow;

    /// <summary>The snapshots that are kept in Git.</summary>
    public IReadOnlyList<string> Committed(ParseResult parsed) => parsed.GetValue(_committed) ?? [];

    /// <summary>Whether what is piped in is set aside first.</summary>
    public bool Spools(ParseResult parsed) => parsed.GetValue(_spool);

    /// <summary>The trails, in the order given.</summary>
    /// <exception cref="CommandFailedException">One of them is not there.</exception>
    public IReadOnlyList<string> Read(ParseResult parsed)
    {
        var trails = parsed.GetValue(_trails) ?? [];
        return Array.Find(trails, trail => !S3TrailSource.IsLocation(trail) && !Path.Exists(trail)) is { } missing
            ? throw new CommandFailedException(CommandMessages.NoSuchTrail(missing))
            : trails;
    }

    /// <summary>The reading of the trails that were named as evidence, and of those sources of events that can be read twice.</summary>
    /// <param name="options">Where they are, and what of the events is read; evidence is read from longer before, and up to now where it is compared with the accounts of now.</param>
    /// <param name="connection">How AWS is reached, where one of them lies there.</param>
    /// <param name="spool">What was piped in and set aside; null where it is read as it comes.</param>
    public static TrailPass PassOf(IEvidenceChoice options, AwsConnection? connection, InputSpool? spool = null) =>
        new([.. TrailsOf(options.Evidence, options.Sources, options.Trail, connection), .. spool is null ? [] : new[] { spool.Source }], EventFormats.All)
        {
            Range = HasHistory(options) ? TrailRange.All
                : new() { From = options.Trail.Range.From - s_longestSession, To = HasLiveHistory(options) && options.Evidence.Count > 0 ? null : options.Trail.Range.To },
        };

    /// <summary>The reading of all of some sources of events, for sessions alone.</summary>
    public static TrailPass PassOf(IReadOnlyList<string> sources, AwsConnection? connection) => new(TrailsOf([], sources, TrailChoice.All, connection), EventFormats.All)
    {
        Range = new() { From = TrailChoice.All.Range.From - s_longestSession, To = TrailChoice.All.Range.To },
    };

    /// <summary>Whether a source can be read only once, such as what is piped in.</summary>
    public static bool IsReadOnce(string source) => source == EventsInput.StandardInput || (File.Exists(source) && new FileInfo(source).Length == 0);

    /// <summary>The policies as they were, by dated snapshots and what <paramref name="pass"/> reads; null where no snapshot is read.</summary>
    /// <exception cref="CommandFailedException">Versions of a snapshot are asked for, and no snapshot is read.</exception>
    public static PolicyHistory? HistoryOf(IEvidenceChoice options, TrailPass pass) => !HasHistory(options)
        ? options.CommittedSnapshots.Count == 0 ? null : throw new CommandFailedException(CommandMessages.HistoryWithoutSnapshot)
        : new(options.Policies.Snapshots, options.Policies.ScpFile, pass)
        {
            IsAtEvent = options.PoliciesAtEvent,
            TellsGaps = options.Evidence.Count > 0,
            CommittedSnapshots = options.CommittedSnapshots,
        };

    /// <summary>Whether policies as they were are looked for.</summary>
    public static bool HasHistory(IEvidenceChoice options) => options.Policies.Snapshots.Count > 0;

    /// <summary>Whether the policies as they were are looked for while those of now are read of the accounts.</summary>
    public static bool HasLiveHistory(IEvidenceChoice options) => !options.Policies.IsOffline;

    private static IEnumerable<TrailSource> TrailsOf(IReadOnlyList<string> trails, IReadOnlyList<string> sources, TrailChoice trail, AwsConnection? connection) =>
        trails.Concat(sources)
            .Where(source => IsBucket(source, connection) || (!IsReadOnce(source) && Path.Exists(source)))
            .Distinct(StringComparer.Ordinal)
            .Select(source => IsBucket(source, connection) ? new S3TrailSource(connection!, source, trail.PaysForRequests) : TrailSource.OfPath(source));

    private static bool IsBucket(string source, AwsConnection? connection) => connection is not null && S3TrailSource.IsLocation(source);
}
