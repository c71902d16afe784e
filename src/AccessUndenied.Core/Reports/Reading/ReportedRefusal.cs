namespace AccessUndenied.Reports.Reading;

/// <summary>A further request of the same event that is refused too, as a report has it.</summary>
public sealed record ReportedRefusal
{
    /// <summary>The request.</summary>
    public required ReportedRequest Request { get; init; }

    /// <summary>The conclusion for it, in one of the fixed texts.</summary>
    public required string AssessmentResult { get; init; }

    /// <summary>Why the call needs it, in one clause; null where the report does not say.</summary>
    public string? Reason { get; init; }

    /// <summary>Every layer that blocks it, the decisive one first.</summary>
    public IReadOnlyList<ReportedCause> Causes { get; init; } = [];

    /// <summary>Allows that almost applied to it.</summary>
    public IReadOnlyList<ReportedNearMiss> NearMisses { get; init; } = [];
}
