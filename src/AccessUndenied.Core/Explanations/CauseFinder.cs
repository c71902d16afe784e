using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Explanations;

/// <summary>Makes the causes of an evaluation that denies.</summary>
internal static class CauseFinder
{
    /// <summary>How many statements of one layer are told of; what follows is counted. Nobody reads more, and each costs as much as a policy.</summary>
    public const int MostStatements = 20;

    // The order in which denies are reported; implicit ones follow in the order of evaluation (ANL-01, EVAL-03).
    private static readonly PolicyLayer[] s_order =
    [
        PolicyLayer.ResourceControl, PolicyLayer.ServiceControl, PolicyLayer.VpcEndpoint, PolicyLayer.Resource, PolicyLayer.RoleTrust,
        PolicyLayer.Identity, PolicyLayer.PermissionsBoundary, PolicyLayer.Session,
    ];

    /// <summary>Every layer that blocks, the decisive one first: the one that the error text blames, if it denies at all, else the first in order.</summary>
    public static IReadOnlyList<Cause> Of(AuthorizationRequest request, PolicySet policies, SimulationResult result, PolicyLayer? blamed) =>
        Of(new() { Request = request, Policies = policies, Result = result }, blamed, hints: null);

    /// <summary>The same, with the hints that fit.</summary>
    public static IReadOnlyList<Cause> Of(HintQuery query, PolicyLayer? blamed, INearMissHints? hints)
    {
        var result = query.Result;
        var causes = result.Layers.Where(layer => layer.Blocks).SelectMany(layer => OfLayer(query, layer, hints))
            .OrderBy(cause => cause.Decision == Decision.ExplicitDeny ? 0 : 1)
            .ThenBy(cause => cause.Layer == blamed && (cause.Decision == Decision.ExplicitDeny || !result.IsCrossAccount) ? 0 : 1)
            .ThenBy(cause => cause.Layer == result.DecisiveLayer ? 0 : 1)
            .ThenBy(cause => Array.IndexOf(s_order, cause.Layer)).ToList();
        if (causes.Count == 0 && result.DecisiveLayer is { } layer)
        {
            causes.Add(Missing(query, layer, node: null, hints));
        }

        return causes;
    }

    public static Cause OfStatement(HintQuery query, PolicyLayer layer, StatementTrace trace, bool isInferred, INearMissHints? hints) => new()
    {
        Layer = layer,
        Decision = Decision.ExplicitDeny,
        Sentence = CauseMessages.ExplicitDeny(query.Request, layer, trace, isInferred),
        Hint = hints?.HintFor(new HintQuery(query) { Layer = layer, Statement = trace, Node = trace.Node }),
        Policy = trace.Policy,
        Statement = trace.Statement,
        PolicyId = trace.Policy.Id,
        FoundIn = trace.Policy.FoundIn,
        AttachedTo = trace.Node?.AttachmentTarget ?? trace.Policy.AttachedTo,
        AttachedToName = trace.Node?.Name ?? trace.Policy.AttachedToName,
        IsInferred = isInferred,
    };

    /// <summary>What a policy of <paramref name="layer"/> is attached to, as far as the request tells; null where it does not.</summary>
    public static string? TargetOf(AuthorizationRequest request, PolicyLayer layer) => layer switch
    {
        PolicyLayer.Resource or PolicyLayer.RoleTrust => request.Resource.Value,
        PolicyLayer.Identity => request.Principal.EntityId ?? request.Principal.Id,
        PolicyLayer.VpcEndpoint => request.NetworkEndpointId,
        _ => null,
    };

    private static IEnumerable<Cause> OfLayer(HintQuery query, LayerResult layer, INearMissHints? hints)
    {
        if (layer.Decision != Decision.ExplicitDeny)
        {
            foreach (var node in NodesWithoutAllow(query.Policies, layer))
            {
                yield return Missing(query, layer.Layer, node, hints);
            }

            yield break;
        }

        foreach (var trace in layer.DecidingStatements.Take(MostStatements))
        {
            yield return OfStatement(query, layer.Layer, trace, isInferred: false, hints);
        }

        if (layer.DecidingStatements.Count == 0)
        {
            yield return new()
            {
                Layer = layer.Layer,
                Decision = Decision.ExplicitDeny,
                Sentence = layer.Reason ?? CauseMessages.DeniedBySetting(layer.Layer),
                Hint = hints?.HintFor(new HintQuery(query) { Layer = layer.Layer }),
                AttachedTo = query.Policies.ResourcePolicy?.AttachedTo ?? query.Request.Resource.Value,
            };
        }
    }

    // Each level must allow, so that each that does not is a cause of its own; the topmost comes first (SCP-11).
    public static IReadOnlyList<PolicyNode?> NodesWithoutAllow(PolicySet policies, LayerResult layer)
    {
        if (layer.NodeWithoutAllow is not { } first || layer.Statements.Count == 0)
        {
            return [layer.NodeWithoutAllow];
        }

        var silent = policies.ServiceControl.Where(node => !layer.Statements.Any(
            trace => ReferenceEquals(trace.Node, node) && trace.Applies == Truth.True && trace.Statement.Effect == Effect.Allow)).ToList<PolicyNode?>();
        return silent.Contains(first) ? silent : [first];
    }

    /// <summary>That nothing of a layer allows.</summary>
    public static Cause Missing(HintQuery query, PolicyLayer layer, PolicyNode? node, INearMissHints? hints) => new()
    {
        Layer = layer,
        Decision = Decision.ImplicitDeny,
        Sentence = CauseMessages.MissingAllow(query.Request, query.Policies, layer, node),
        Hint = hints?.HintFor(new HintQuery(query) { Layer = layer, Node = node }),
        AttachedTo = node?.AttachmentTarget ?? TargetOf(query.Request, layer),
        AttachedToName = node?.Name,
    };
}
