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
}
