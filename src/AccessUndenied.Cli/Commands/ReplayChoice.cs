using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary>What <c>replay</c> was asked to do.</summary>
internal sealed record ReplayChoice : IEvidenceChoice
{
    /// <summary>The records: files, folders, or <c>-</c> for stdin; at least one.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>What of them is read.</summary>
    public required TrailChoice Trail { get; init; }

    /// <summary>The trails that are read as evidence, and not replayed.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }

    /// <summary>Whether calls are decided by the policies of their moment, where their history is at hand; else by those of now.</summary>
    public required bool PoliciesAtEvent { get; init; }

    /// <summary>The snapshots whose versions are read from Git.</summary>
    public required IReadOnlyList<string> CommittedSnapshots { get; init; }

    /// <summary>Where the policies as they are come from.</summary>
    public required PolicyChoice Policies { get; init; }

    /// <summary>The files of proposed changes; none compares the simulator with what was recorded.</summary>
    public required IReadOnlyList<string> Changes { get; init; }

    /// <summary>The user or role for which a policy is suggested; null for nobody.</summary>
    public required string? Suggest { get; init; }

    /// <summary>The file that gets the distinct calls as a fixture; null for none.</summary>
    public required string? Record { get; init; }

    /// <summary>Where the result goes.</summary>
    public required OutputChoice Output { get; init; }
}
