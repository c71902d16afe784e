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

    // The keys that AWS keeps for its services are told by their aliases (RCP-04).
    private static bool IsAwsManagedKey(Evaluation evaluation) => ServiceRules.IsService(evaluation.Action, "kms")
        && (evaluation.Request.Resource.Value.Contains(":alias/aws/", StringComparison.Ordinal)
            || HasReservedAlias(evaluation, "kms:RequestAlias") || HasReservedAlias(evaluation, "kms:ResourceAliases"));

    private static bool HasReservedAlias(Evaluation evaluation, string key)
    {
        var aliases = evaluation.Request.Context[key];
        for (var i = 0; i < aliases.Count; i++)
        {
            if (aliases[i].StartsWith("alias/aws/", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsExempt(Evaluation evaluation)
    {
        // An action without a resource is under the policies of the caller's own account (RCP-05).
        var inManagementAccount = evaluation.Policies.ResourceInManagementAccount
            || (evaluation.TakesNoResource && evaluation.Policies.PrincipalInManagementAccount);
        return inManagementAccount
            || (evaluation.TakesNoResource && evaluation.Caller.AccountId is null && !(evaluation.Caller.IsAnonymous && ServiceRules.NeedsNoSignature(evaluation.Action)))
            || evaluation.Caller.IsServiceLinkedRole
            || IsAwsManagedKey(evaluation)
            || !ServiceRules.IsResourceControlled(evaluation.Action)
            || (evaluation.IsRoleTrust && evaluation.Request.Resource.Value.Contains(ServiceLinkedRole, StringComparison.Ordinal));
    }
}
