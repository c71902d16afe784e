using AccessUndenied.Events;

namespace AccessUndenied.Reports.Reading;

/// <summary>A result as a JSON report has it: what <see cref="JsonReport"/> wrote, read back.</summary>
/// <remarks>Two are equal when their JSON is.</remarks>
public sealed record ReportedResult
{
    /// <summary>The id of the event; empty when it has none.</summary>
    public required string EventId { get; init; }

    /// <summary>The conclusion, in one of the fixed texts.</summary>
    public required string AssessmentResult { get; init; }

    /// <summary>Why there is no conclusion; null when there is one.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The policies that are missing.</summary>
    public IReadOnlyList<PolicyToAdd> PoliciesToAdd { get; init; } = [];

    /// <summary>The statements that deny.</summary>
    public IReadOnlyList<ExplicitDenyPolicy> ExplicitDenyPolicies { get; init; } = [];

    /// <summary>The request as it was understood; null where none could be made of the event.</summary>
    public ReportedRequest? Request { get; init; }

    /// <summary>Every layer that blocks, the decisive one first.</summary>
    public IReadOnlyList<ReportedCause> Causes { get; init; } = [];

    /// <summary>Allows that almost applied.</summary>
    public IReadOnlyList<ReportedNearMiss> NearMisses { get; init; } = [];

    /// <summary>Changes that let the request through.</summary>
    public IReadOnlyList<ReportedRemediation> Remediations { get; init; } = [];

    /// <summary>What the conclusion rests on.</summary>
    public ReportedEvidence Evidence { get; init; } = new();

    /// <summary>When the request was made, in UTC; null when the event does not tell.</summary>
    public DateTimeOffset? EventTime { get; init; }

    /// <summary>The error text of the refusal as the provider wrote it; null when the event has none.</summary>
    public string? ErrorText { get; init; }

    /// <summary>What refuses where that is no policy; null where policies refuse.</summary>
    public ServiceRefusal? Refusal { get; init; }

    /// <summary>The layers that had a say, in the order of evaluation.</summary>
    public IReadOnlyList<ReportedLayer> Layers { get; init; } = [];

    /// <summary>Further requests of the same event that are refused too.</summary>
    public IReadOnlyList<ReportedRefusal> AlsoRefused { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(ReportedResult? other) =>
        other is not null && (ReferenceEquals(this, other) || JsonReport.ToJson(this, indented: false) == JsonReport.ToJson(other, indented: false));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(EventId, AssessmentResult, Causes.Count, Remediations.Count);
}
