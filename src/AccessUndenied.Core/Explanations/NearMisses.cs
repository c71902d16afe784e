using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Explanations;

/// <summary>Finds the Allows that almost applied in the layers that lack one.</summary>
internal static class NearMisses
{
    private const int Most = 10;

    public static IReadOnlyList<NearMiss> Of(AuthorizationRequest request, SimulationResult result)
    {
        List<NearMiss>? found = null;
        foreach (var layer in result.Layers)
        {
            if (!layer.Blocks || layer.Decision == Decision.ExplicitDeny)
            {
                continue;
            }

            foreach (var trace in layer.Statements)
            {
                if (trace.Statement.Effect == Effect.Allow && trace.Applies != Truth.True && Closeness(trace.FailedElement) > 0)
                {
                    (found ??= []).Add(Describe(request, layer.Layer, trace));
                }
            }
        }

        return found is null ? [] : [.. found.OrderByDescending(miss => Closeness(miss.Element)).Take(Most)];
    }

    // A condition is tested last, so that a statement that fails by one came nearest.
    private static int Closeness(StatementElement element) => element switch
    {
        StatementElement.Condition => 3,
        StatementElement.Resource => 2,
        StatementElement.Principal => 1,
        _ => 0,
    };

    private static NearMiss Describe(AuthorizationRequest request, PolicyLayer layer, StatementTrace trace) => new()
    {
        Layer = layer,
        Policy = trace.Policy,
        Statement = trace.Statement,
        Element = trace.FailedElement,
        Sentence = Messages.NearMiss(request, layer, trace),
    };
}
