using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Remediations;

/// <summary>Applies changes to a policy set, so that the request can be simulated again; nothing that is shared is changed.</summary>
internal static class PolicyEdits
{
    public static PolicySet Apply(PolicySet policies, PolicyChange change, AuthorizationRequest request) =>
        change.IsAddition ? Add(policies, change, request) : Replace(policies, change);

    private static PolicySet Add(PolicySet policies, PolicyChange change, AuthorizationRequest request)
    {
        var added = new AttachedPolicy { Name = "proposed", Document = PolicyDocument.Parse(change.Json), AttachedTo = change.AttachmentTarget };
        return change.Layer switch
        {
            PolicyLayer.Identity => policies with { Identity = [.. policies.Identity, added] },
            PolicyLayer.Session => policies with { SessionPolicies = [.. policies.SessionPolicies, added] },
            PolicyLayer.VpcEndpoint => policies with { VpcEndpoint = [.. policies.VpcEndpoint, added] },
            PolicyLayer.PermissionsBoundary => policies with { PermissionsBoundaries = [.. policies.PermissionsBoundaries.Select(boundary => Extend(boundary, added))] },
            PolicyLayer.ServiceControl => policies with { ServiceControl = Extend(policies.ServiceControl, change, added) },
            PolicyLayer.ResourceControl => policies with { ResourceControl = Extend(policies.ResourceControl, change, added) },
            _ => policies with { ResourcePolicy = policies.ResourcePolicy is { Document: not null } policy ? Extend(policy, added) : added with { AttachedTo = request.Resource.Value } },
        };
    }

    private static AttachedPolicy Extend(AttachedPolicy policy, AttachedPolicy added) => policy.Document is not { } document ? policy : policy with
    {
        Document = document.With([.. document.StatementArray, .. added.Document!.StatementArray]),
    };

    private static IReadOnlyList<PolicyNode> Extend(IReadOnlyList<PolicyNode> nodes, PolicyChange change, AttachedPolicy added) =>
        [.. nodes.Select(node => node.AttachmentTarget == change.AttachmentTarget ? node with { Policies = [.. node.Policies, added] } : node)];

    private static PolicySet Replace(PolicySet policies, PolicyChange change) => PolicySubset.Map(policies, policy =>
    {
        if (policy.Document is not { } document || !document.StatementArray.Contains(change.Replaces))
        {
            return policy;
        }

        var narrower = PolicyDocument.Parse($$"""{"Version":"{{document.Version}}","Statement":[{{change.Json}}]}""").StatementArray[0];
        return policy with
        {
            Document = document.With([.. document.StatementArray.Select(statement => ReferenceEquals(statement, change.Replaces) ? narrower : statement)]),
        };
    });
}
