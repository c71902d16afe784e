using AccessUndenied.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Simulation.Layers;

/// <summary>The permissions boundary of the user or role; of several, all must allow (EVAL-06, LAY-02).</summary>
internal static class BoundaryLayer
{
    public static LayerOutcome Evaluate(Evaluation evaluation)
    {
        var unavailable = evaluation.Policies.IsUnavailable(PolicyLayer.PermissionsBoundary);
        if (!evaluation.Caller.HasIdentity || (!evaluation.HasBoundary && !unavailable))
        {
            return default;
        }

        var all = evaluation.StartLayer(PolicyLayer.PermissionsBoundary);
        all.Direct = unavailable ? Truth.Unknown : Truth.True;
        var boundaries = evaluation.Policies.PermissionsBoundaries;
        for (var i = 0; i < boundaries.Count; i++)
        {
            var one = LayerOutcome.Silent;
            evaluation.Scan(boundaries[i], LayerRules.CompletesArns, ref one);
            all.Deny = all.Deny.Or(one.Deny);
            all.Direct = all.Direct.And(one.Direct);
        }

        return all;
    }
}
