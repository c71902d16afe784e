using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Reports;

/// <summary>Tells how much care a denial asks for.</summary>
internal static class FindingSeverity
{
    public static Severity Of(AnalysisResult result)
    {
        if (result.Causes.Count == 0)
        {
            return Severity.Low;
        }

        var isGuardrail = result.Causes.Any(cause => cause.Decision == Decision.ExplicitDeny
            && cause.Layer is PolicyLayer.ServiceControl or PolicyLayer.ResourceControl or PolicyLayer.PermissionsBoundary);
        return isGuardrail || result.Remediations.Any(remediation => remediation.Kind == RemediationKind.GuardrailChange || remediation.Warnings.Count > 0)
            ? Severity.High
            : Severity.Medium;
    }

    public static string ToText(Severity severity) => severity switch
    {
        Severity.High => "high",
        Severity.Medium => "medium",
        _ => "low",
    };

    /// <summary>Why it is of that severity, behind its name.</summary>
    public static string Reason(Severity severity) => severity switch
    {
        Severity.High => "a guardrail denies it, or a change that lets it through comes with a warning",
        Severity.Medium => "an Allow is missing, or a policy of the caller or the resource denies it",
        _ => "no policy is known to be in the way",
    };
}
