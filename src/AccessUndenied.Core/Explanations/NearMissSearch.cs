using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Explanations;

/// <summary>Finds the Allows that almost applied in the layers that lack one, the nearest first.</summary>
internal sealed class NearMissSearch : IContextLookup
{
    private const int Most = 10;

    // More than any closeness of a statement that certainly does not apply.
    private const int Perhaps = 6;

    // More than any closeness: what failed twice comes after all that failed once.
    private const int FarOff = 10;

    private readonly AuthorizationRequest _request;
    private readonly PolicySet _policies;
    private readonly AccessDeniedEvent? _event;
    private readonly SimulationResult _result;
    private readonly INearMissHints? _hints;
    private readonly List<Candidate> _found = [];

    private NearMissSearch(HintQuery query, SimulationResult result, INearMissHints? hints)
    {
        _request = query.Request;
        _policies = query.Policies;
        _event = query.Event;
        _result = result;
        _hints = hints;
    }

    public static IReadOnlyList<NearMiss> Of(
        HintQuery query,
        SimulationResult result,
        IReadOnlyList<(PolicyLayer Layer, StatementTrace Trace)> hanging,
        INearMissHints? hints) =>
        result.Decision == Decision.ImplicitDeny || result.Layers.Any(IsSilent) ? new NearMissSearch(query, result, hints).Find(hanging) : [];

    private IReadOnlyList<NearMiss> Find(IReadOnlyList<(PolicyLayer Layer, StatementTrace Trace)> hanging)
    {
        foreach (var (layer, trace) in hanging)
        {
            Add(layer, trace, onlyHinted: false);
        }

        foreach (var layer in _result.Layers)
        {
            if (IsSilent(layer))
            {
                FindIn(layer, onlyHinted: false);
            }
            else if (layer is { Layer: PolicyLayer.Resource, Decision: Decision.ImplicitDeny } && _result.Decision == Decision.ImplicitDeny)
            {
                // The resource's policy need not allow, but would have been enough.
                FindIn(layer, onlyHinted: true);
            }
        }

        return [.. _found.OrderByDescending(item => item.Closeness).Take(Most).Select(Tell)];
    }

    private static bool IsSilent(LayerResult layer) => layer.Blocks && layer.Decision != Decision.ExplicitDeny;

    private void FindIn(LayerResult layer, bool onlyHinted)
    {
        var silent = CauseFinder.NodesWithoutAllow(_policies, layer);
        foreach (var trace in layer.Statements)
        {
            if (trace.Statement.Effect == Effect.Allow && trace.Applies != Truth.True && IsOfInterest(trace.FailedElement)
                && (trace.Node is null || silent.Contains(trace.Node)))
            {
                Add(layer.Layer, trace, onlyHinted && trace.FailedElement == StatementElement.Principal);
            }
        }

        if (_hints is not null)
        {
            FindOtherActions(layer, silent);
        }
    }

    private static bool IsOfInterest(StatementElement element) =>
        element is StatementElement.Condition or StatementElement.Resource or StatementElement.Principal;

    // A statement that speaks of other actions is of interest only where one of them looks like a slip of the pen.
    private void FindOtherActions(LayerResult layer, IReadOnlyList<PolicyNode?> silent)
    {
        foreach (var (policy, node) in PoliciesOf(layer.Layer, silent))
        {
            foreach (var statement in policy.Document?.StatementArray ?? [])
            {
                if (statement is { Effect: Effect.Allow, Problem: null } && statement.Actions?.Covers(_request.Action) != true)
                {
                    Add(layer.Layer, Failed(policy, node, statement), onlyHinted: true);
                }
            }
        }
    }

    private StatementTrace Failed(AttachedPolicy policy, PolicyNode? node, Statement statement) => new()
    {
        Policy = policy,
        Node = node,
        Statement = statement,
        Applies = Truth.False,
        FailedElement = StatementElement.Action,
        RequestValue = ContextValue.Of(_request.Action),
    };

    private IEnumerable<(AttachedPolicy Policy, PolicyNode? Node)> PoliciesOf(PolicyLayer layer, IReadOnlyList<PolicyNode?> silent)
    {
        IEnumerable<AttachedPolicy> policies = layer switch
        {
            PolicyLayer.Identity => _policies.Identity,
            PolicyLayer.PermissionsBoundary => _policies.PermissionsBoundaries,
            PolicyLayer.Session => _policies.SessionPolicies,
            PolicyLayer.VpcEndpoint => _policies.VpcEndpoint,
            PolicyLayer.Resource or PolicyLayer.RoleTrust => _policies.ResourcePolicy is { } policy ? [policy] : [],
            _ => [],
        };
        return layer == PolicyLayer.ServiceControl
            ? _policies.ServiceControl.Where(node => silent.Contains(node)).SelectMany(node => node.Policies.Select(policy => (policy, (PolicyNode?)node)))
            : policies.Select(policy => (policy, (PolicyNode?)null));
    }

    private void Add(PolicyLayer layer, StatementTrace trace, bool onlyHinted)
    {
        var hint = _hints?.HintFor(new() { Request = _request, Policies = _policies, Result = _result, Event = _event, Layer = layer, Statement = trace, Node = trace.Node });
        if (hint is null && onlyHinted)
        {
            return;
        }

        var second = SecondFailure(trace);
        var closeness = Closeness(trace) + (hint is null ? 0 : 2) + (trace.Applies == Truth.Unknown && trace.FailedCondition is not null ? Perhaps : 0) - (second is null ? 0 : FarOff);
        _found.Add(new(layer, trace, hint, second, closeness));
    }

    // Of thousands of statements ten are told of, and only those are put into words.
    private NearMiss Tell(Candidate found) => new()
    {
        Layer = found.Layer,
        Policy = found.Trace.Policy,
        Statement = found.Trace.Statement,
        Element = found.Trace.FailedElement,
        Sentence = CauseMessages.NearMiss(_request, found.Layer, found.Trace, found.Second, found.Second is null ? default : Lookup(found.Second.Key)),
        Hint = found.Hint,
        UnknownKey = found.Trace.Applies == Truth.Unknown ? found.Trace.FailedCondition?.Key : null,
    };

    // Elements are tested in order and the first that fails ends it; what would fail next keeps the reader from mending half.
    private Condition? SecondFailure(StatementTrace trace)
    {
        foreach (var condition in trace.Statement.ConditionArray)
        {
            if (!ReferenceEquals(condition, trace.FailedCondition) && ConditionEvaluator.Evaluate(condition, this) == Truth.False)
            {
                return condition;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public ContextValue Lookup(string key)
    {
        if (!_request.Context.TryGet(key, out var value))
        {
            _policies.Facts.TryGet(key, out value);
        }

        return value;
    }

    // Would only keep a policy variable from having a value, and then nothing is said of its condition.
    bool IContextLookup.IsMultivalued(string key) => false;

    // A condition is tested last, so that a statement that fails by one came nearest; a recognized mistake outweighs one element.
    private double Closeness(StatementTrace trace) => trace.FailedElement switch
    {
        StatementElement.Condition => 3,
        StatementElement.Resource => 2 + Resemblance(trace.Statement.Resources!.Values, _request.Resource.ToString()),
        StatementElement.Principal => 1,
        _ => 0,
    };

    // The part of the resource's name, up to 1, with which one of the entries starts too.
    private static double Resemblance(IReadOnlyList<string> values, string resource)
    {
        var longest = 0;
        foreach (var value in values)
        {
            longest = Math.Max(longest, value.AsSpan().CommonPrefixLength(resource));
        }

        return (double)longest / (resource.Length + 1);
    }

    private sealed record Candidate(PolicyLayer Layer, StatementTrace Trace, Note? Hint, Condition? Second, double Closeness);
}
