using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Explanations;

/// <summary>Turns an evaluation of a refused request into the reasons of its refusal.</summary>
internal static class Explainer
{
    /// <summary>Explains <paramref name="request"/>.</summary>
    /// <param name="request">The request, with its context.</param>
    /// <param name="policies">The policies that have a say.</param>
    /// <param name="result">What they say.</param>
    /// <param name="hint">What the error text says.</param>
    /// <param name="simulator">Asked again where the result is indeterminate.</param>
    /// <param name="hints">Recognizes well-known mistakes; null for no hints.</param>
    /// <param name="time">When the request was made; null when that is not known.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static async ValueTask<Explanation> ExplainAsync(
        AuthorizationRequest request,
        PolicySet policies,
        SimulationResult result,
        DenialHint hint,
        ISimulator simulator,
        INearMissHints? hints,
        DateTimeOffset? time,
        CancellationToken cancellationToken)
    {
        var heard = result.Decision == Decision.Indeterminate && result.Error is null
            ? await Witness.HearAsync(simulator, request, policies, result, cancellationToken).ConfigureAwait(false)
            : new WitnessedResult(result, []);
        return new Explaining(request, policies, result, heard, hint, hints, time).Run();
    }
}
