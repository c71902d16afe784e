using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Simulation.Layers;

/// <summary>The policies of the user, its groups, or the role: one Allow anywhere among them is enough (EVAL-05, LAY-01).</summary>
internal static class IdentityLayer
{
    public static LayerOutcome Evaluate(Evaluation evaluation)
    {
        var caller = evaluation.Caller;
        if (caller.IsRoot)
        {
            return LayerOutcome.AllowsAll;
        }

        if (!caller.HasIdentity && !caller.IsObscure)
        {
            return default;
        }

        var outcome = evaluation.StartLayer(PolicyLayer.Identity);
        evaluation.Scan(evaluation.Policies.Identity, LayerRules.CompletesArns, ref outcome);
        return outcome;
    }
}
