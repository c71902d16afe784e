using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Remediations;

/// <summary>Applies changes to a policy set, so that the request can be simulated again; nothing that is shared is changed.</summary>
internal static class PolicyEdits
{
    /// <summary>The name of a policy that is not there yet.</summary>
    public const string Proposed = "(proposed)";

    private const int NotThereYet = -1;

    public static PolicySet Apply(PolicySet policies, IEnumerable<PolicyChange> changes, AuthorizationRequest request) =>
        changes.Aggregate(policies, (changed, change) => Apply(changed, change, request));

    /// <summary>Whether <paramref name="statement"/> was put in by a change and stands in no policy.</summary>
    public static bool IsAdded(Statement statement) => statement.Index == NotThereYet;

    private static PolicySet Apply(PolicySet policies, PolicyChange change, AuthorizationRequest request) =>
        change is { Replaces: { } narrowed, Policy: { } holder, AddedStatements.Count: > 0 } ? Extend(Replace(policies, change, narrowed), change.Layer, holder, change.AddedStatements)
        : change.Replaces is { } statement ? Replace(policies, change, statement)
        : change.Policy is { } policy ? Extend(policies, change.Layer, policy, change.AddedStatements)
        : Add(policies, change, request);

    private static PolicySet Add(PolicySet policies, PolicyChange change, AuthorizationRequest request)
    {
        var document = PolicyDocument.Parse(change.Json);
        var added = new AttachedPolicy
        {
            Name = Proposed,
            Document = document.With([.. change.AddedStatements.Select(json => Parse(document, json, NotThereYet))]),
            AttachedTo = change.AttachmentTarget,
        };
        return change.Layer switch
        {
            PolicyLayer.Identity => policies with { Identity = [.. policies.Identity, added] },
            PolicyLayer.Session => policies with { SessionPolicies = [.. policies.SessionPolicies, added] },
            PolicyLayer.VpcEndpoint => policies with { VpcEndpoint = [.. policies.VpcEndpoint, added] },
            PolicyLayer.ServiceControl => policies with { ServiceControl = Add(policies.ServiceControl, change, added) },
            PolicyLayer.ResourceControl => policies with { ResourceControl = Add(policies.ResourceControl, change, added) },
            PolicyLayer.PermissionsBoundary => policies,
            _ => IsElsewhere(change, request) ? policies
                : policies.ResourcePolicy is { Name: Proposed } same ? Extend(policies, change.Layer, same, change.AddedStatements)
                : policies with { ResourcePolicy = added with { AttachedTo = change.AttachmentTarget ?? request.Resource.Value } },
        };
    }

    // Several requests of one event may be for resources with a policy each.
    private static bool IsElsewhere(PolicyChange change, AuthorizationRequest request) =>
        change.For.Count > 0 && change.For.All(other => other.Resource.Value != request.Resource.Value);

    private static IReadOnlyList<PolicyNode> Add(IReadOnlyList<PolicyNode> nodes, PolicyChange change, AttachedPolicy added) =>
        [.. nodes.Select(node => node.AttachmentTarget == change.AttachmentTarget ? node with { Policies = [.. node.Policies, added] } : node)];

    private static PolicySet Extend(PolicySet policies, PolicyLayer layer, AttachedPolicy extended, IReadOnlyList<string> statements)
    {
        AttachedPolicy Change(AttachedPolicy policy) => IsSame(policy, extended) && policy.Document is { } document
            ? policy with { Document = document.With([.. document.StatementArray, .. statements.Select(json => Parse(document, json, NotThereYet))]) }
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

    // The policies of another request of the event may be read anew, so that the text tells and not the object.
    private static PolicySet Replace(PolicySet policies, PolicyChange change, Statement replaced) => PolicySubset.Map(policies, policy =>
    {
        if (policy.Document is not { } document || Array.FindIndex(document.StatementArray, statement => IsReplaced(policy, change, statement, replaced)) is not (>= 0 and var at))
        {
            return policy;
        }

        var statements = document.StatementArray.ToArray();
        statements[at] = Parse(document, change.StatementJson, replaced.Index);
        return policy with { Document = document.With(statements) };
    });

    private static bool IsReplaced(AttachedPolicy policy, PolicyChange change, Statement statement, Statement replaced) =>
        ReferenceEquals(statement, replaced) || (statement.Index == replaced.Index && policy.Name == change.Policy?.Name && policy.Id == change.Policy.Id
            && (policy.Origin != PolicyOrigin.Inline || policy.AttachedTo == change.Policy.AttachedTo) && statement.Json.Span.SequenceEqual(replaced.Json.Span));

    private static Statement Parse(PolicyDocument document, string statementJson, int index)
    {
        var read = PolicyDocument.Parse($$"""{"Version":"{{document.Version}}","Statement":[{{statementJson}}]}""").StatementArray[0];
        return new()
        {
            Index = index,
            Sid = read.Sid,
            Effect = read.Effect,
            Principals = read.Principals,
            Actions = read.Actions,
            Resources = read.Resources,
            ConditionArray = read.ConditionArray,
            Problem = read.Problem,
            Json = read.Json,
        };
    }
}
