using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Simulation.Layers;

/// <summary>The service control policies from the organization's root to the caller's account: every node must allow (SCP-02, LAY-07).</summary>
internal static class ServiceControlLayer
{
    public static LayerOutcome Evaluate(Evaluation evaluation)
    {
        var caller = evaluation.Caller;
        var nodes = evaluation.Policies.ServiceControl;
        var unavailable = evaluation.Policies.IsUnavailable(PolicyLayer.ServiceControl);
        var bound = caller.AccountId is not null && (caller.HasIdentity || caller.IsRoot || caller.IsObscure) && !caller.IsServiceLinkedRole;
        if (!bound || (nodes.Count == 0 && !unavailable) || evaluation.Policies.PrincipalInManagementAccount)
        {
            return default;
        }

        var all = evaluation.StartLayer(PolicyLayer.ServiceControl);
        all.Direct = unavailable ? Truth.Unknown : Truth.True;
        for (var i = 0; i < nodes.Count; i++)
        {
            var one = EvaluateNode(evaluation, nodes[i]);
            all.Deny = all.Deny.Or(one.Deny);
            all.Direct = all.Direct.And(one.Direct);
        }

        return all;
    }

    /// <summary>What one node says; without any policy it allows nothing (SCP-04).</summary>
    public static LayerOutcome EvaluateNode(Evaluation evaluation, PolicyNode node)
    {
        var outcome = LayerOutcome.Silent;
        evaluation.Scan(node.Policies, LayerRules.CompletesArns, ref outcome, node);
        return outcome;
    }
}
