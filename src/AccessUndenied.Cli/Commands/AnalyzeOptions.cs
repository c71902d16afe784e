using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary>What <c>analyze</c> was asked to do.</summary>
internal sealed record AnalyzeOptions : IEvidenceChoice
{
    /// <summary>The events: files, folders, parts of buckets, or <c>-</c> for stdin; at least one; or one queue.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Whether a queue that is empty is waited on.</summary>
    public bool Follows { get; init; }

    /// <summary>What of them is read.</summary>
    public required TrailChoice Trail { get; init; }

    /// <summary>The trails that are read as evidence, and not for denials.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }

    /// <summary>The recorded calls on which remedies are tried; none where they are not.</summary>
    public IReadOnlyList<string> Replay { get; init; } = [];

    /// <summary>Whether requests are decided by the policies of their moment, where their history is at hand; else by those of now.</summary>
    public bool PoliciesAtEvent { get; init; } = true;

    /// <summary>The snapshots whose versions are read from Git.</summary>
    public IReadOnlyList<string> CommittedSnapshots { get; init; } = [];

    /// <summary>Whether what is piped in is read to its end before anything is explained.</summary>
    public bool Spools { get; init; }

    /// <summary>The ids of the events that are explained; empty for all.</summary>
    public required IReadOnlyList<string> EventIds { get; init; }

    /// <summary>Where the policies come from.</summary>
    public required PolicyChoice Policies { get; init; }

    /// <summary>Where the results go.</summary>
    public required OutputChoice Output { get; init; }
}
