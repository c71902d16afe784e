using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Replays;

namespace AccessUndenied.Cluster.Runs;

/// <summary>What this process has for the work itself, made by the command whose work it is.</summary>
internal sealed record OwnMeans
{
    /// <summary>Takes the counts.</summary>
    public required ReadSummary Summary { get; init; }

    /// <summary>Explains denials; null where none are.</summary>
    public IAccessDeniedAnalyzer? Analyzer { get; init; }

    /// <summary>The reading that explains them, which gives the denials that it met.</summary>
    public TrailPass? Pass { get; init; }

    /// <summary>Replays calls; null where none are.</summary>
    public IReplay? Replay { get; init; }

    /// <summary>How it does.</summary>
    public ReplayOptions ReplayOptions { get; init; } = new();

    /// <summary>How AWS is reached; null where nothing lies there.</summary>
    public AwsConnection? Connection { get; init; }

    /// <summary>The file that keeps the results of partitions, where none else does; null for none.</summary>
    public string? Checkpoint { get; init; }
}
