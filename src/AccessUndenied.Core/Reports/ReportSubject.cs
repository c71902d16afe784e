using AccessUndenied.Results;

namespace AccessUndenied.Reports;

/// <summary>What a report that has room for one of each names.</summary>
internal static class ReportSubject
{
    /// <summary>The remediation that comes first; null where there is none.</summary>
    public static Remediation? RemedyOf(AnalysisResult result) => result.Remediations is [var first, ..] ? first : null;

    /// <summary>Where the decision fell: the policy that denies, else what lacks the allow, else the resource, else the caller; null where none is known.</summary>
    public static string? PlaceOf(AnalysisResult result) => Decisive(result) is { } cause && (cause.Policy?.Id ?? cause.PolicyId ?? cause.AttachedTo) is { Length: > 0 } place
        ? place
        : result.Request is { } request ? (request.Resource.Value == "*" ? request.Principal.Id : request.Resource.Value) : null;

    /// <summary>The cause that decided; null where there is none.</summary>
    public static Cause? Decisive(AnalysisResult result) => result.Causes is [var first, ..] ? first : null;
}
