using AccessUndenied.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Simulation.Layers;

/// <summary>The resource control policies of the resource owner's organization: they only deny (RCP-01, LAY-08).</summary>
internal static class ResourceControlLayer
{
    private const string ServiceLinkedRole = ":role/aws-service-role/";

    public static LayerOutcome Evaluate(Evaluation evaluation)
    {
        var nodes = evaluation.Policies.ResourceControl;
        var unavailable = evaluation.Policies.IsUnavailable(PolicyLayer.ResourceControl);
        if ((nodes.Count == 0 && !unavailable) || IsExempt(evaluation))
        {
            return default;
        }

        var all = evaluation.StartLayer(PolicyLayer.ResourceControl);
        for (var i = 0; i < nodes.Count; i++)
        {
            evaluation.Scan(nodes[i].Policies, LayerRules.NamesPrincipals, ref all, nodes[i]);
        }

        // RCPFullAWSAccess is attached to every node and cannot be detached.
        all.Direct = Truth.True;
        return all;
    }

    private static bool IsExempt(Evaluation evaluation)
    {
        // An action without a resource is under the policies of the caller's own account (RCP-05).
        var inManagementAccount = evaluation.TakesNoResource
            ? evaluation.Policies.PrincipalInManagementAccount
            : evaluation.Policies.ResourceInManagementAccount;
        return inManagementAccount
            || evaluation.Caller.IsServiceLinkedRole
            || !ServiceRules.IsResourceControlled(evaluation.Action)
            || (evaluation.IsRoleTrust && evaluation.Request.Resource.Value.Contains(ServiceLinkedRole, StringComparison.Ordinal));
    }
}
