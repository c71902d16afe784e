using System.Runtime.CompilerServices;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Replays;

/// <summary>The policies of requests as proposed changes would make them.</summary>
/// <remarks>Safe for use by several threads. A set that no change touches comes back as it is, so that it is known by its reference.</remarks>
internal sealed class ProposedPolicies
{
    // Where policies of the kind were not switched on, switching them on attaches one to every node that allows everything.
    private static readonly PolicyDocument s_everything =
        PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""");

    private static readonly PolicyDocument s_everythingOfCallers =
        PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");

    private readonly Dictionary<PolicyLayer, ProposedChange[]> _changes;
    private readonly NodeChanges _serviceControl;
    private readonly NodeChanges _resourceControl;
    private readonly bool _touchLists;
    private readonly bool _touchResources;

    public ProposedPolicies(IReadOnlyCollection<ProposedChange> changes)
    {
        Supposed = new(changes);
        _changes = changes.GroupBy(change => change.Layer).ToDictionary(group => group.Key, group => group.ToArray());
        _serviceControl = new(Of(PolicyLayer.ServiceControl));
        _resourceControl = new(Of(PolicyLayer.ResourceControl));
        _touchLists = _changes.Keys.Any(layer => layer is PolicyLayer.Identity or PolicyLayer.PermissionsBoundary or PolicyLayer.Session or PolicyLayer.VpcEndpoint);
        _touchResources = _changes.Keys.Any(layer => layer is PolicyLayer.Resource or PolicyLayer.RoleTrust);
    }

    /// <summary>The changes of which nobody can tell whether they concern a request.</summary>
    public SupposedChanges Supposed { get; }

    /// <summary>The set as proposed; <paramref name="policies"/> itself where nothing of it changes.</summary>
    public PolicySet Apply(AuthorizationRequest request, PolicySet policies)
    {
        var set = _touchLists ? ApplyToLists(request, policies.ResolvedPrincipal ?? request.Principal, policies) : policies;
        set = _touchResources ? ApplyToResource(set) : set;
        if (_serviceControl.Apply(set.ServiceControl, set.CallerNodes) is var service && service != set.ServiceControl)
        {
            set = set with { ServiceControl = service };
        }

        if (_resourceControl.Apply(set.ResourceControl, set.ResourceNodes) is var resource && resource != set.ResourceControl)
        {
            set = set with { ResourceControl = resource };
        }

        return set;
    }

    private PolicySet ApplyToLists(AuthorizationRequest request, Principal caller, PolicySet set)
    {
        if (Change(PolicyLayer.Identity, set.Identity, target => IsCaller(target, caller) || set.CallerGroups.Contains(target)) is { } identity)
        {
            set = set with { Identity = identity };
        }

        if (Change(PolicyLayer.Session, set.SessionPolicies, target => IsCaller(target, caller)) is { } session)
        {
            set = set with { SessionPolicies = session };
        }

        if (Change(PolicyLayer.PermissionsBoundary, set.PermissionsBoundaries, target => IsCaller(target, caller), holdsOne: true) is { } boundary)
        {
            set = Known(set with { PermissionsBoundaries = boundary }, PolicyLayer.PermissionsBoundary);
        }

        return request.NetworkEndpointId is { } endpoint && Change(PolicyLayer.VpcEndpoint, set.VpcEndpoint, target => target == endpoint, holdsOne: true) is { } policies
            ? Known(set with { VpcEndpoint = policies }, PolicyLayer.VpcEndpoint)
            : set;
    }

    private PolicySet ApplyToResource(PolicySet set)
    {
        if (set.ResourceCarrierId is not { } carrier)
        {
            return set;
        }

        foreach (var layer in (ReadOnlySpan<PolicyLayer>)[PolicyLayer.Resource, PolicyLayer.RoleTrust])
        {
            IReadOnlyList<AttachedPolicy> current = set.ResourcePolicy is { } policy ? [policy] : [];
            if (Change(layer, current, target => target == carrier || target == set.ResourcePolicy?.AttachedTo, holdsOne: true) is { } changed)
            {
                set = Known(set with { ResourcePolicy = changed.Count > 0 ? changed[0] : null }, PolicyLayer.Resource, PolicyLayer.RoleTrust);
            }
        }

        return set;
    }

    private static bool IsCaller(string target, Principal caller) => target == caller.EntityId || target == caller.Id;

    private ProposedChange[] Of(PolicyLayer layer) => _changes.TryGetValue(layer, out var changes) ? changes : [];

    // Null: nothing changes.
    private List<AttachedPolicy>? Change(PolicyLayer layer, IReadOnlyList<AttachedPolicy> current, Func<string, bool> isHere, bool holdsOne = false)
    {
        List<AttachedPolicy>? changed = null;
        foreach (var change in Of(layer))
        {
            if (change.Target is not { } target ? (changed ?? current).Any(change.Names) : isHere(target))
            {
                Apply(change, changed ??= [.. current], holdsOne);
            }
        }

        return changed;
    }

    /// <summary>The policy that every node of an organization has where policies of a change's kind are switched on.</summary>
    public static AttachedPolicy FullAccessOf(ProposedChange change) => new()
    {
        Name = OutcomeMessages.ImpliedPolicy(change.Layer),
        Document = change.Layer == PolicyLayer.ServiceControl ? s_everythingOfCallers : s_everything,
        AttachedTo = change.Target,
        Origin = PolicyOrigin.Organization,
    };

    /// <summary>Makes one change in the policies of one carrier.</summary>
    public static void Apply(ProposedChange change, List<AttachedPolicy> policies, bool holdsOne)
    {
        bool IsMeant(AttachedPolicy policy) => holdsOne || (change.Names(policy) && (change.Target is null || policy.AttachedTo is null || IsOn(policy, change.Target)));
        if (!change.Adds)
        {
            policies.RemoveAll(IsMeant);
            return;
        }

        var index = policies.FindIndex(IsMeant);
        if (change.Target is null)
        {
            for (var i = 0; i < policies.Count; i++)
            {
                policies[i] = change.Names(policies[i]) ? policies[i] with { Document = change.Document, Problem = null } : policies[i];
            }
        }
        else if (index >= 0)
        {
            policies[index] = policies[index] with
            {
                Document = change.Document,
                Problem = null,
                Name = change.PolicyName ?? policies[index].Name,
                Id = change.PolicyArn ?? policies[index].Id,
            };
        }
        else
        {
            policies.Add(New(change));
        }
    }

    private static bool IsOn(AttachedPolicy policy, string target) => policy.AttachedTo == target || policy.Origin == PolicyOrigin.Organization;

    /// <summary>The policy that a change adds to its target.</summary>
    public static AttachedPolicy New(ProposedChange change) => new()
    {
        Name = change.PolicyName ?? "",
        Id = change.PolicyArn,
        Document = change.Document,
        AttachedTo = change.Target,
        Origin = change.Layer switch
        {
            PolicyLayer.ServiceControl or PolicyLayer.ResourceControl => PolicyOrigin.Organization,
            PolicyLayer.Resource or PolicyLayer.RoleTrust or PolicyLayer.VpcEndpoint => PolicyOrigin.Resource,
            PolicyLayer.Session => PolicyOrigin.Given,
            _ => change.PolicyArn is null ? PolicyOrigin.Inline : PolicyOrigin.Managed,
        },
    };

    // What is proposed is known, whatever could not be read of what is there.
    private static PolicySet Known(PolicySet set, params PolicyLayer[] layers)
    {
        var unavailable = new List<UnavailableEvidence>(set.Unavailable.Count);
        foreach (var item in set.Unavailable)
        {
            if (item.Layer is not { } layer || Array.IndexOf(layers, layer) < 0)
            {
                unavailable.Add(item);
            }
        }

        return unavailable.Count == set.Unavailable.Count ? set : set with { Unavailable = unavailable };
    }

    /// <summary>The changes of the policies of an organization's nodes; each way from root to account is changed once.</summary>
    private sealed class NodeChanges
    {
        private readonly ProposedChange[] _changes;
        private readonly ConditionalWeakTable<object, IReadOnlyList<PolicyNode>> _known = [];

        public NodeChanges(ProposedChange[] changes) => _changes = changes;

        public IReadOnlyList<PolicyNode> Apply(IReadOnlyList<PolicyNode> nodes, IReadOnlyList<string> way)
        {
            if (_changes.Length == 0 || (nodes.Count == 0 && way.Count == 0))
            {
                return nodes;
            }

            return nodes.Count > 0 ? _known.GetValue(nodes, _ => Changed(nodes, nodes)) : _known.GetValue(way, _ => Changed([.. way.Select(NodeOf)], nodes));
        }

        private PolicyNode NodeOf(string id) => new(id, null, [FullAccessOf(_changes[0]) with { AttachedTo = id }]);

        private IReadOnlyList<PolicyNode> Changed(IReadOnlyList<PolicyNode> nodes, IReadOnlyList<PolicyNode> unchanged)
        {
            var touched = false;
            var changed = nodes.ToArray();
            foreach (var change in _changes)
            {
                for (var i = 0; i < changed.Length; i++)
                {
                    var node = changed[i];
                    if (change.Target is { } target ? target == node.Id || target == node.AttachmentTarget : node.Policies.Any(change.Names))
                    {
                        var policies = node.Policies.ToList();
                        ProposedPolicies.Apply(change, policies, holdsOne: false);
                        changed[i] = node with { Policies = policies };
                        touched = true;
                    }
                }
            }

            return touched ? changed : unchanged;
        }
    }
}
