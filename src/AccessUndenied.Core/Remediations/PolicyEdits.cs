using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Remediations;

/// <summary>Applies changes to a policy set, so that the request can be simulated again; nothing that is shared is changed.</summary>
internal static class PolicyEdits
{
    public static PolicySet Apply(PolicySet policies, IEnumerable<PolicyChange> changes, AuthorizationRequest request) =>
        changes.Aggregate(policies, (changed, change) => Apply(changed, change, request));

    private static PolicySet Apply(PolicySet policies, PolicyChange change, AuthorizationRequest request) =>
        (change.Replaces ?? change.Widens) is { } statement ? Replace(policies, statement, change.StatementJson)
        : change.Policy is { } policy ? Extend(policies, change.Layer, policy, change.StatementJson)
        : Add(policies, change, request);

    private static PolicySet Add(PolicySet policies, PolicyChange change, AuthorizationRequest request)
    {
        var added = new AttachedPolicy { Name = "proposed", Document = PolicyDocument.Parse(change.Json), AttachedTo = change.AttachmentTarget };
        return change.Layer switch
        {
            PolicyLayer.Identity => policies with { Identity = [.. policies.Identity, added] },
            PolicyLayer.Session => policies with { SessionPolicies = [.. policies.SessionPolicies, added] },
            PolicyLayer.VpcEndpoint => policies with { VpcEndpoint = [.. policies.VpcEndpoint, added] },
            PolicyLayer.ServiceControl => policies with { ServiceControl = Add(policies.ServiceControl, change, added) },
            PolicyLayer.ResourceControl => policies with { ResourceControl = Add(policies.ResourceControl, change, added) },
            PolicyLayer.PermissionsBoundary => policies,
            _ => policies with { ResourcePolicy = added with { AttachedTo = request.Resource.Value } },
        };
    }

    private static IReadOnlyList<PolicyNode> Add(IReadOnlyList<PolicyNode> nodes, PolicyChange change, AttachedPolicy added) =>
        [.. nodes.Select(node => node.AttachmentTarget == change.AttachmentTarget ? node with { Policies = [.. node.Policies, added] } : node)];

    private static PolicySet Extend(PolicySet policies, PolicyLayer layer, AttachedPolicy extended, string statementJson)
    {
        AttachedPolicy Change(AttachedPolicy policy) => IsSame(policy, extended) && policy.Document is { } document
            ? policy with { Document = document.With([.. document.StatementArray, Parse(document, statementJson)]) }
            : policy;
        return layer switch
        {
            PolicyLayer.Identity => policies with { Identity = [.. policies.Identity.Select(Change)] },
            PolicyLayer.PermissionsBoundary => policies with { PermissionsBoundaries = [.. policies.PermissionsBoundaries.Select(Change)] },
            PolicyLayer.Session => policies with { SessionPolicies = [.. policies.SessionPolicies.Select(Change)] },
            PolicyLayer.VpcEndpoint => policies with { VpcEndpoint = [.. policies.VpcEndpoint.Select(Change)] },
            PolicyLayer.Resource or PolicyLayer.RoleTrust => policies with { ResourcePolicy = policies.ResourcePolicy is { } policy ? Change(policy) : null },
            _ => PolicySubset.Map(policies, Change),
        };
    }

    private static bool IsSame(AttachedPolicy policy, AttachedPolicy other) =>
        policy.Name == other.Name && policy.Id == other.Id && policy.AttachedTo == other.AttachedTo && policy.Origin == other.Origin;

    private static PolicySet Replace(PolicySet policies, Statement replaced, string statementJson) => PolicySubset.Map(policies, policy =>
    {
        if (policy.Document is not { } document || !document.StatementArray.Contains(replaced))
        {
            return policy;
        }

        var other = Parse(document, statementJson);
        return policy with
        {
            Document = document.With([.. document.StatementArray.Select(statement => ReferenceEquals(statement, replaced) ? other : statement)]),
        };
    });

    private static Statement Parse(PolicyDocument document, string statementJson) =>
        PolicyDocument.Parse($$"""{"Version":"{{document.Version}}","Statement":[{{statementJson}}]}""").StatementArray[0];
}
