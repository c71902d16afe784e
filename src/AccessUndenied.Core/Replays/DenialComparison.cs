using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Replays;

/// <summary>Compares a recorded denial with what the policies at hand say.</summary>
internal static class DenialComparison
{
    /// <summary>The comparison of a denial with <paramref name="reasons"/>.</summary>
    /// <param name="hint">What the record tells of it.</param>
    /// <param name="decided">The decision here.</param>
    /// <param name="reasons">What the policies say of the request that decides.</param>
    public static CallComparison Of(DenialHint hint, Decision decided, SimulationResult reasons)
    {
        var isDenied = ReplayedRequest.IsDenial(decided);
        var isSameReason = isDenied && hint.IsExplicitDeny is { } isExplicit ? isExplicit == (decided == Decision.ExplicitDeny) : (bool?)null;
        var isSameLayer = isDenied && hint.Layer is { } layer ? Denies(reasons, layer, isSameReason == false ? null : decided) : (bool?)null;
        return new()
        {
            Recorded = hint.IsExplicitDeny is { } kind ? kind ? Decision.ExplicitDeny : Decision.ImplicitDeny : null,
            RecordedLayer = hint.Layer,
            Decided = decided,
            DecidedLayer = decided == Decision.Allowed ? null : isSameLayer == true ? hint.Layer : reasons.DecisiveLayer ?? Open(reasons),
            IsSameLayer = isSameLayer,
            IsSameReason = isSameReason,
        };
    }

    /// <summary>The comparison of a call that succeeded, and is not allowed here.</summary>
    public static CallComparison OfSuccess(Decision decided, SimulationResult reasons) =>
        new() { Recorded = Decision.Allowed, Decided = decided, DecidedLayer = reasons.DecisiveLayer ?? Open(reasons) };

    private static PolicyLayer? Open(SimulationResult reasons) => reasons.Layers.FirstOrDefault(layer => layer.Decision == Decision.Indeterminate)?.Layer;

    // A role's trust policy is its resource-based policy, and texts call it so.
    private static bool Denies(SimulationResult reasons, PolicyLayer layer, Decision? how) => reasons.Layers.Any(one =>
        (one.Layer == layer || (IsOfResource(one.Layer) && IsOfResource(layer))) && (how is null ? ReplayedRequest.IsDenial(one.Decision) : one.Decision == how));

    private static bool IsOfResource(PolicyLayer layer) => layer is PolicyLayer.Resource or PolicyLayer.RoleTrust;
}
