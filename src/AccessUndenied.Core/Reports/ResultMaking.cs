using System.Text;
using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Reports;

/// <summary>Puts what the stages found into one result.</summary>
internal static class ResultMaking
{
    public static AnalysisResult Unusable(AccessDeniedEvent deniedEvent, string problem) => new()
    {
        EventId = deniedEvent.Id,
        EventTime = deniedEvent.Time,
        Assessment = Assessment.Error,
        ErrorMessage = problem,
        Evidence = new() { Complete = false },
    };

    public static AnalysisResult Of(
        AccessDeniedEvent deniedEvent,
        AuthorizationRequest request,
        SimulationResult simulation,
        Explanation explanation,
        IReadOnlyList<Remediation> remediations) => new()
    {
        EventId = deniedEvent.Id,
        EventTime = deniedEvent.Time,
        Assessment = explanation.Assessment,
        ErrorMessage = explanation.Assessment == Assessment.InvalidAction ? deniedEvent.ErrorMessage : explanation.Error,
        PoliciesToAdd = remediations is [var best, ..]
            ? [.. best.Changes.Where(change => change.IsAddition).Select(change => new PolicyToAdd(TargetOf(change), change.Json))]
            : [],
        ExplicitDenyPolicies = [.. explanation.Causes.Where(cause => cause.Decision == Decision.ExplicitDeny).Select(Deny)],
        Request = request,
        Layers = simulation.Layers,
        Causes = explanation.Causes,
        NearMisses = explanation.NearMisses,
        Remediations = remediations,
        Evidence = explanation.Evidence,
    };

    // Other programs expect the identifier of what lacks the allow, also where it must be changed by other means, which the plan names.
    private static string? TargetOf(PolicyChange change) =>
        change.Layer == PolicyLayer.Identity ? change.CauseTarget ?? change.AttachmentTarget : change.AttachmentTarget;

    private static ExplicitDenyPolicy Deny(Cause cause) => new(
        cause.PolicyId,
        cause.Policy is { Name.Length: > 0 } policy ? policy.Name : null,
        cause.AttachedTo,
        cause.Statement is { } statement ? Encoding.UTF8.GetString(statement.Json.Span) : null);
}
