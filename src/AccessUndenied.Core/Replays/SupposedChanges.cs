using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Replays;

/// <summary>Proposed changes of which nobody can tell whether they concern a request, since it was not read where its policies are attached.</summary>
/// <remarks>
/// An account whose way to the organization's root could not be read may stand below the node of a change; a user whose policies were not read may be in its group, or have the
/// managed policy. What such a change would do is never left unsaid.
/// </remarks>
internal sealed class SupposedChanges
{
    private readonly ProposedChange[] _changes;

    public SupposedChanges(IEnumerable<ProposedChange> changes) => _changes = [.. changes];

    /// <summary>The layer whose policies were not read and in which a change may concern the request; null where all is known.</summary>
    public PolicyLayer? UnreadIn(AuthorizationRequest request, PolicySet policies)
    {
        if (policies.Unavailable.Count == 0)
        {
            return null;
        }

        foreach (var change in _changes)
        {
            if (MayConcern(change, request, policies))
            {
                return change.Layer;
            }
        }

        return null;
    }

    /// <summary>Whether a change of a layer takes something away, of which nobody knows what it says.</summary>
    public bool TakesAway(PolicyLayer layer) => Array.Exists(_changes, change => change.Layer == layer && (!change.Adds || change.Target is null));

    /// <summary>The policies as they would be if the changes of <paramref name="layer"/> that may concern the request did.</summary>
    public PolicySet Over(AuthorizationRequest request, PolicySet policies, PolicyLayer layer)
    {
        var added = _changes.Where(change => change.Layer == layer && change is { Adds: true, Target: not null } && MayConcern(change, request, policies)).ToList();
        if (added.Count == 0)
        {
            return policies;
        }

        return layer switch
        {
            PolicyLayer.ServiceControl => policies with { ServiceControl = [.. policies.ServiceControl, .. added.Select(NodeOf)] },
            PolicyLayer.ResourceControl => policies with { ResourceControl = [.. policies.ResourceControl, .. added.Select(NodeOf)] },
            _ => policies with { Identity = [.. policies.Identity, .. added.Select(ProposedPolicies.New)] },
        };
    }

    private static bool MayConcern(ProposedChange change, AuthorizationRequest request, PolicySet policies) => change.Layer switch
    {
        PolicyLayer.ServiceControl => IsUnread(policies, EvidenceKind.ServiceControlPolicies) && policies.CallerNodes.Count <= 1 && !policies.CallerNodes.Contains(change.Target ?? ""),
        PolicyLayer.ResourceControl => IsUnread(policies, EvidenceKind.ResourceControlPolicies) && policies.ResourceNodes.Count <= 1 && !policies.ResourceNodes.Contains(change.Target ?? ""),
        PolicyLayer.Identity => policies.IsUnavailable(PolicyLayer.Identity) && (IsOfCallers(change.Target, policies.ResolvedPrincipal ?? request.Principal) is var isOwn && (isOwn ? !change.Adds
            : change.Target is null || change.Target.Contains(":group/", StringComparison.Ordinal))),
        _ => false,
    };

    private static bool IsUnread(PolicySet policies, EvidenceKind kind) => policies.Unavailable.Any(item => item.Kind == kind);

    private static bool IsOfCallers(string? target, Principal caller) => target is not null && (target == caller.EntityId || target == caller.Id);

    // What stands beside it at that node does not matter: it is known not to be read.
    private static PolicyNode NodeOf(ProposedChange change) => new(change.Target!, null, [ProposedPolicies.FullAccessOf(change), ProposedPolicies.New(change)]);
}
