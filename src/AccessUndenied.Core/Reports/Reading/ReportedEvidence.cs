namespace AccessUndenied.Reports.Reading;

/// <summary>What a conclusion rests on, as a report has it.</summary>
public sealed record ReportedEvidence
{
    /// <summary>Whether everything that had a say was read and every value that mattered is known.</summary>
    public bool Complete { get; init; }

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<ReportedUnavailable> Unavailable { get; init; } = [];

    /// <summary>Condition keys without a known value.</summary>
    public IReadOnlyList<string> MissingContextKeys { get; init; } = [];

    /// <summary>Whether the error text agrees; null when it says nothing of it.</summary>
    public bool? MessageAgrees { get; init; }

    /// <summary>What its reader should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
