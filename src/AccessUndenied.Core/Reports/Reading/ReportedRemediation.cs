using AccessUndenied.Remediations;

namespace AccessUndenied.Reports.Reading;

/// <summary>Changes that together let a request through, as a report has them.</summary>
/// <param name="Summary">What they do, in one sentence.</param>
/// <param name="Verified">Whether simulating with them allows the request.</param>
/// <param name="Changes">The changes.</param>
/// <param name="Assumptions">What the verification took for granted.</param>
public sealed record ReportedRemediation(string Summary, bool Verified, IReadOnlyList<ReportedChange> Changes, IReadOnlyList<string> Assumptions)
{
    /// <summary>What else the changes let through, a sentence each.</summary>
    public IReadOnlyList<string> Opens { get; init; } = [];

    /// <summary>Who has to do what: <c>callerChange</c>, <c>grant</c>, <c>guardrailChange</c> or <c>keep</c>; null in a report from before it was told.</summary>
    public string? Kind { get; init; }

    /// <summary>Exactly what the changes let through that was refused before; empty where nothing is opened or it was not computed.</summary>
    public IReadOnlyList<OpenedAccess> OpensExactly { get; init; } = [];

    /// <summary>What whoever signs it has to know first.</summary>
    public IReadOnlyList<RemediationWarning> Warnings { get; init; } = [];
}
