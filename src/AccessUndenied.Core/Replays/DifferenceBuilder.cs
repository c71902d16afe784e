using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Replays;

/// <summary>Makes the difference that is told of a call.</summary>
internal static class DifferenceBuilder
{
    /// <summary>Two decisions on <paramref name="one"/>, of which <paramref name="reasons"/> tell the second.</summary>
    public static CallDifference Of(ReplayedRequest one, Decision before, Decision after, SimulationResult reasons)
    {
        var (layer, trace) = Decisive(after, reasons);
        return new CallDifference(Of(one, before, after, layer, trace))
        {
            MissingContextKeys = after == Decision.Indeterminate ? reasons.UnknownContextKeys : [],
        };
    }

    /// <summary>The same, where the statement that makes the difference is known.</summary>
    public static CallDifference Of(ReplayedRequest one, Decision before, Decision after, PolicyLayer? layer, StatementTrace? trace)
    {
        var principal = one.Request.Principal;
        return new()
        {
            Principal = principal.EntityId ?? principal.Id,
            Action = one.Request.Action,
            Resource = one.Request.Resource.ToString(),
            Before = before,
            After = after,
            Layer = layer,
            Policy = trace is null ? null : NameOf(trace.Policy),
            Sid = trace?.Statement.Sid,
        };
    }

    private static string? NameOf(AttachedPolicy policy) => policy.Name.Length > 0 ? policy.Name : policy.Id ?? policy.AttachedTo;

    private static (PolicyLayer? Layer, StatementTrace? Trace) Decisive(Decision decision, SimulationResult reasons)
    {
        if (decision == Decision.Indeterminate)
        {
            var open = reasons.Layers.Where(layer => layer.Decision == Decision.Indeterminate).ToList();
            var first = open.Find(layer => layer.Statements.Any(IsOpen)) ?? open.FirstOrDefault();
            return (first?.Layer, first?.Statements.FirstOrDefault(IsOpen));
        }

        if (reasons.DecisiveLayer is not { } decisive)
        {
            return (null, null);
        }

        return (decisive, decision == Decision.ExplicitDeny ? reasons.Find(decisive)?.DecidingStatements.FirstOrDefault() : null);
    }

    private static bool IsOpen(StatementTrace trace) => trace.Applies == Truth.Unknown;
}
