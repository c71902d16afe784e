using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Simulation.Layers;

/// <summary>The policies that were passed when the session was made; one Allow among them is enough (EVAL-06, LAY-03).</summary>
internal static class SessionLayer
{
    public static LayerOutcome Evaluate(Evaluation evaluation)
    {
        var kind = evaluation.Caller.Kind;
        var policies = evaluation.Policies.SessionPolicies;
        var isSession = kind is PrincipalKind.RoleSession or PrincipalKind.Role or PrincipalKind.FederatedSession
            // A session of the root user is bounded by its task policy (EVAL-15).
            or PrincipalKind.Root;

        // Without a policy a federated session has no permissions of its own; any other session has all of its role's (LAY-04).
        var bounded = policies.Count > 0 || kind == PrincipalKind.FederatedSession || evaluation.Policies.IsUnavailable(PolicyLayer.Session);
        if (!isSession || !bounded)
        {
            return default;
        }

        var outcome = evaluation.StartLayer(PolicyLayer.Session);
        evaluation.Scan(policies, LayerRules.RefusesIncompleteArns, ref outcome);
        return outcome;
    }
}
