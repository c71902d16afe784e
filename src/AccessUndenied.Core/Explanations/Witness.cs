using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Explanations;

/// <summary>Takes the refusal itself as evidence: where the policies leave open what happened, the outcome tells.</summary>
/// <remarks>
/// First what could not be read is left out (ANL-03), then the statements that hang on unknown values: if the rest refuses, the
/// missing allow is the cause; if the rest allows, one of the hanging denies must have applied.
/// </remarks>
internal static class Witness
{
    /// <summary>What the refusal says of <paramref name="result"/>, which is indeterminate.</summary>
    public static async ValueTask<WitnessedResult> HearAsync(
        ISimulator simulator, AuthorizationRequest request, PolicySet policies, SimulationResult result, CancellationToken cancellationToken)
    {
        var readable = policies.Unavailable.Count == 0 ? policies : policies with { Unavailable = [] };
        if (!ReferenceEquals(readable, policies))
        {
            result = await simulator.SimulateAsync(request, readable, cancellationToken).ConfigureAwait(false);
        }

        if (result.Decision != Decision.Indeterminate)
        {
            return new(result, [], []);
        }

        var hanging = result.Layers.SelectMany(layer => layer.Statements.Select(trace => (layer.Layer, Trace: trace)))
            .Where(item => item.Trace.Applies == Truth.Unknown).ToList();
        var certain = await simulator.SimulateAsync(
            request, PolicySubset.Without(readable, hanging.Select(item => item.Trace.Statement)), cancellationToken).ConfigureAwait(false);
        return certain.Decision == Decision.Allowed
            ? new(result, [.. hanging.Where(item => item.Trace.Statement.Effect != Effect.Allow)], [])
            : new(certain, [], [.. hanging.Where(item => item.Trace.Statement.Effect == Effect.Allow)]);
    }
}
