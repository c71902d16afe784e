namespace AccessUndenied.Remediations;

/// <summary>Changes that together let the request through.</summary>
public sealed record Remediation
{
    /// <summary>What it does, in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>The changes, all of which are needed; none where the advice is to change nothing.</summary>
    public required IReadOnlyList<PolicyChange> Changes { get; init; }

    /// <summary>Whether the request, simulated again with the changes, is allowed.</summary>
    public bool Verified { get; init; }

    /// <summary>What else the changes let through, a sentence each.</summary>
    public IReadOnlyList<string> Opens { get; init; } = [];

    /// <summary>What the verification took for granted, a sentence each.</summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];
}
