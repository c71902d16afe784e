using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Explanations;

/// <summary>Turns an evaluation of a refused request into the reasons of its refusal.</summary>
internal static class Explainer
{
    /// <summary>Explains a request that alone stands for its event.</summary>
    public static ValueTask<Explanation> ExplainAsync(
        AuthorizationRequest request,
        PolicySet policies,
        SimulationResult result,
        DenialHint hint,
        ISimulator simulator,
        INearMissHints? hints,
        AccessDeniedEvent? deniedEvent,
        CancellationToken cancellationToken) =>
        ExplainAsync(new(request, policies, result), [], hint, simulator, hints, deniedEvent, cancellationToken);

    /// <summary>Explains why a request was refused, or may have been.</summary>
    /// <param name="evaluated">The request, the policies that have a say, and what they say.</param>
    /// <param name="suspects">What else may be behind the refusal, because the call may have needed it.</param>
    /// <param name="hint">What the error text says.</param>
    /// <param name="simulator">Asked again where the result is indeterminate.</param>
    /// <param name="hints">Recognizes well-known mistakes; null for no hints.</param>
    /// <param name="deniedEvent">The record of the refusal; null where there is none.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static async ValueTask<Explanation> ExplainAsync(
        EvaluatedRequest evaluated,
        IReadOnlyList<EvaluatedRequest> suspects,
        DenialHint hint,
        ISimulator simulator,
        INearMissHints? hints,
        AccessDeniedEvent? deniedEvent,
        CancellationToken cancellationToken)
    {
        var result = evaluated.Result;
        var heard = result.Decision == Decision.Indeterminate && result.Error is null
            ? await Witness.HearAsync(simulator, evaluated.Request, evaluated.Policies, result, cancellationToken).ConfigureAwait(false)
            : new WitnessedResult(result, [], []);
        var query = new HintQuery { Request = evaluated.Request, Policies = evaluated.Policies, Result = heard.Result, Event = deniedEvent };
        if (hints is not null && heard.Result.Decision == Decision.Allowed)
        {
            query = query with { Probes = await ProbeAsync(query, hints, simulator, cancellationToken).ConfigureAwait(false) };
        }

        return new Explaining(query, result, suspects, heard, hint, hints).Run();
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
