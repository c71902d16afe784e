using AccessUndenied.Policies;
using AccessUndenied.Results;

namespace AccessUndenied.Remediations;

/// <summary>The advice to change nothing, where the refusal may have been meant.</summary>
internal static class KeptPlan
{
    /// <summary>The advice; null where a missing allow is all there is, for something harmless.</summary>
    public static Remediation? Of(IReadOnlyList<PlannedRequest> requests, IReadOnlyList<Remediation> plans)
    {
        foreach (var planned in requests)
        {
            // Whoever wrote a Deny meant to deny something, in whichever kind of policy; and so with a condition of an Allow.
            if (planned.Explanation.Causes.FirstOrDefault(cause => cause.Decision == Decision.ExplicitDeny && !cause.IsFromMessage) is { } guardrail)
            {
                return Keep(RemedyMessages.KeepGuardrail(guardrail));
            }

            if (planned.Explanation.Causes.FirstOrDefault(cause => StepFinder.IsBound(cause, planned.Result)) is { } bound)
            {
                var trace = StepFinder.TracesOf(bound, planned.Result).First(item => item.FailedElement == StatementElement.Condition);
                return Keep(RemedyMessages.KeepBound(bound.Layer, trace));
            }

            if (planned.Explanation.Causes.FirstOrDefault(cause => cause.Decision == Decision.ImplicitDeny && !cause.IsFromMessage && PolicyWriter.IsLimit(cause.Layer)) is { } limit)
            {
                return Keep(RemedyMessages.KeepLimit(limit, planned.Request));
            }
        }

        return plans.SelectMany(plan => plan.Warnings).FirstOrDefault() is { } warning ? Keep(RemedyMessages.KeepWarned(warning)) : null;
    }

    private static Remediation Keep(string sentence) =>
        new() { Sentence = sentence, Kind = RemediationKind.Keep, Changes = [], Opens = [OpensMessages.OpensNothing] };
}
