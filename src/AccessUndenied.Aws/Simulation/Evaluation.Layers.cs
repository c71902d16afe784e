using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Simulation;

/// <summary>What the layers share.</summary>
internal sealed partial class Evaluation
{
    /// <summary>A layer that applies, with nothing said yet; unknown from the start where its policies could not be read.</summary>
    public LayerOutcome StartLayer(PolicyLayer layer)
    {
        var policies = Policies;
        var unavailable = policies.Unavailable.Count > 0
            && (policies.IsUnavailable(layer) || (layer == PolicyLayer.RoleTrust && policies.IsUnavailable(PolicyLayer.Resource)));
        return unavailable ? LayerOutcome.Unreadable : LayerOutcome.Silent;
    }
}
