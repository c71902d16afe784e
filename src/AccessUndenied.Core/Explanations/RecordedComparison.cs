using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Explanations;

/// <summary>Holds what the provider recorded to have decided against what the policies at hand say.</summary>
internal static class RecordedComparison
{
    /// <summary>The record, with whether each of its decisions is confirmed.</summary>
    public static RecordedAuthorization? Of(RecordedAuthorization? recorded, IReadOnlyList<EvaluatedRequest> evaluated) => recorded is null or { Evaluations.Count: 0 } ? recorded : recorded with
    {
        Evaluations = [.. recorded.Evaluations.Select(evaluation => evaluation.With(Agrees(evaluation, evaluated)))],
    };

    /// <summary>What the record says of the refusal of <paramref name="request"/>, completed by the error text; null where it says nothing of it.</summary>
    public static DenialHint? HintOf(RequestResolution resolution, AuthorizationRequest request)
    {
        if (request.RecordedEffect is not (RecordedEffect.ExplicitDeny or RecordedEffect.ImplicitDeny)
            || resolution.Authorization?.Evaluations.FirstOrDefault(evaluation => IsOf(evaluation, request)) is not { } recorded)
        {
            return null;
        }

        var isExplicit = recorded.Outcome == RecordedEffect.ExplicitDeny;
        var denying = recorded.Matched.FirstOrDefault(statement => statement is { Denies: true, Layer: not null });
        if (isExplicit && denying is { Layer: { } layer })
        {
            var isInline = resolution.Authorization.Policies.Any(policy => policy.Id == denying.Policy && policy.IsInline);
            return resolution.Hint with { Layer = layer, IsExplicitDeny = true, PolicyId = isInline ? null : denying.Policy, Sid = denying.Sid, IsRecorded = true };
        }

        // Which kind of policy lacks the allow the record does not tell, and the text may.
        return resolution.Hint.IsExplicitDeny is { } said && said != isExplicit ? new() { IsExplicitDeny = isExplicit } : resolution.Hint with { IsExplicitDeny = isExplicit };
    }

    private static bool IsOf(RecordedEvaluation evaluation, AuthorizationRequest request) =>
        request.Resource.ToString() == evaluation.Resource && request.Action.Equals(evaluation.Action, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether <paramref name="result"/> is what the provider recorded; null where one of both says nothing.</summary>
    public static bool? Agrees(RecordedEffect? recorded, SimulationResult result) => recorded is not { } effect || result.Error is not null ? null : result.Decision switch
    {
        Decision.Allowed => effect == RecordedEffect.Allowed,
        Decision.ImplicitDeny => effect == RecordedEffect.ImplicitDeny,
        Decision.ExplicitDeny => effect == RecordedEffect.ExplicitDeny,
        _ => null,
    };

    private static bool? Agrees(RecordedEvaluation evaluation, IReadOnlyList<EvaluatedRequest> evaluated) =>
        evaluated.FirstOrDefault(one => IsOf(evaluation, one.Request)) is { } ours
            ? Agrees(evaluation.Outcome, ours.Result) : null;
}
