using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Simulation.Layers;

/// <summary>The policy of the VPC endpoint that the request came through; of several, one Allow is enough (LAY-09, TYPE-15).</summary>
internal static class VpcEndpointLayer
{
    public static LayerOutcome Evaluate(Evaluation evaluation)
    {
        var policies = evaluation.Policies.VpcEndpoint;
        var caller = evaluation.Caller;
        if (caller.IsService || caller.IsOutsideIdentity || (policies.Count == 0 && !evaluation.Policies.IsUnavailable(PolicyLayer.VpcEndpoint)))
        {
            return default;
        }

        var outcome = evaluation.StartLayer(PolicyLayer.VpcEndpoint);
        evaluation.Scan(policies, LayerRules.NamesPrincipals, ref outcome);
        return outcome;
    }
}
