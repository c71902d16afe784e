using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Replays;

/// <summary>Says why a decision is not certain, or why the simulator and the record differ.</summary>
internal static class Reasons
{
    /// <summary>Why <paramref name="reasons"/>, which decide nothing, do not.</summary>
    public static string OfUndecided(ReplayedRequest one, IReadOnlyList<string> keys, SimulationResult reasons)
    {
        if (reasons.Error is { } error)
        {
            return OutcomeMessages.UndecidedByGrammar(error);
        }

        if (keys.Count > 0)
        {
            return OutcomeMessages.UndecidedByKeys(keys);
        }

        var open = reasons.Layers.FirstOrDefault(layer => layer.Decision == Decision.Indeterminate && one.Policies.IsUnavailable(layer.Layer))?.Layer;
        open ??= one.Policies.Unavailable.FirstOrDefault(item => item.Layer is not null)?.Layer;
        return open is { } layer ? OutcomeMessages.UndecidedByLayer(layer) : OutcomeMessages.HangsOnUnknown;
    }

    public static string OfMismatch(CallOutcome outcome, ReplayedRequest one, SimulationResult reasons, DenialHint hint)
    {
        if (one.Before == Decision.Indeterminate)
        {
            return OfUndecided(one, reasons.UnknownContextKeys, reasons);
        }

        return outcome == CallOutcome.Succeeded ? OutcomeMessages.DeniedThoughSucceeded(one.Before, reasons.DecisiveLayer) : OutcomeMessages.AllowedThoughDenied(hint.Layer);
    }
}
