using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
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
    /// <param name="deniedEvent">The record of the refusal; null where there is none.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static async ValueTask<Explanation> ExplainAsync(
        AuthorizationRequest request,
        PolicySet policies,
        SimulationResult result,
        DenialHint hint,
        ISimulator simulator,
        INearMissHints? hints,
        AccessDeniedEvent? deniedEvent,
        CancellationToken cancellationToken)
    {
        var heard = result.Decision == Decision.Indeterminate && result.Error is null
            ? await Witness.HearAsync(simulator, request, policies, result, cancellationToken).ConfigureAwait(false)
            : new WitnessedResult(result, [], []);
        var query = new HintQuery { Request = request, Policies = policies, Result = heard.Result, Event = deniedEvent };
        if (hints is not null && (heard.Result.Decision == Decision.Allowed || heard.HangingAllows.Count > 0))
        {
            query = new HintQuery(query) { Probes = await ProbeAsync(query, hints, simulator, cancellationToken).ConfigureAwait(false) };
        }

        return new ExplanationBuilder(query, result, heard, hint, hints).Run();
    }

    private static async ValueTask<IReadOnlyList<(AuthorizationRequest Request, SimulationResult Result)>> ProbeAsync(
        HintQuery query, INearMissHints hints, ISimulator simulator, CancellationToken cancellationToken)
    {
        var probed = new List<(AuthorizationRequest, SimulationResult)>();
        foreach (var probe in hints.ProbesFor(query))
        {
            probed.Add((probe, await simulator.SimulateAsync(probe, query.Policies, cancellationToken).ConfigureAwait(false)));
        }

        return probed;
    }
}
