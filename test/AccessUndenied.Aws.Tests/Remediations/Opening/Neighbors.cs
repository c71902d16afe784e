using AccessUndenied.Aws.Requests;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Remediations.Opening;

/// <summary>Requests beside the refused one, which a change for it should not touch: other callers, sibling resources, other actions.</summary>
internal static class Neighbors
{
    private const string Stranger = "arn:aws:iam::999999999999:user/stranger";
    private static readonly AttachedPolicy s_all = new() { Document = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""") };

    /// <summary>The neighbors, each with what of the policies is its own.</summary>
    public static IEnumerable<(AuthorizationRequest Request, Func<PolicySet, PolicySet> Own)> Of(AuthorizationRequest request)
    {
        foreach (var action in OtherActions(request.Action))
        {
            yield return (request with { Action = action }, set => set);
        }

        if (!request.Resource.IsAny)
        {
            foreach (var sibling in new[] { request.Resource.Value + "-sibling", request.Resource.Value + "/sibling", request.Resource.Value[..^1] })
            {
                yield return (request with { Resource = request.Resource with { Value = sibling } }, set => set with { ResourcePolicy = IsOf(set.ResourcePolicy?.AttachedTo, sibling) ? set.ResourcePolicy : null });
            }
        }

        foreach (var other in Others(request))
        {
            var asked = request with { Principal = other, Context = Without(request.Context) };
            yield return (asked, set => Theirs(set, other, request.Principal, []));
            yield return (asked, set => Theirs(set, other, request.Principal, [s_all]));
            yield return (asked with { Action = OtherActions(request.Action).First() }, set => Theirs(set, other, request.Principal, [s_all]));
        }
    }

    // A policy speaks of the resource that carries it, whatever its statements say; that of a bucket of its objects too.
    private static bool IsOf(string? carrier, string resource) =>
        carrier is not null && (resource == carrier || (carrier.Contains(":s3:::", StringComparison.Ordinal) && resource.StartsWith(carrier + "/", StringComparison.Ordinal)));

    private static IEnumerable<string> OtherActions(string action)
    {
        var service = action.Split(':')[0];
        return new[] { "Get*", "Put*", "Delete*", "List*" }.Select(name => $"{service}:{name.TrimEnd('*')}SomethingElse").Append("iam:PassRole").Append("s3:GetObject")
            .Where(other => !other.Equals(action, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<Principal> Others(AuthorizationRequest request)
    {
        var account = request.Principal.AccountId ?? "111111111111";
        foreach (var text in new[] { $"arn:aws:iam::{account}:role/neighbor", $"arn:aws:iam::{account}:user/neighbor", Stranger, "anonymous", "events.amazonaws.com" })
        {
            if (AwsPrincipal.TryParse(text, out var principal) && principal.Id != request.Principal.Id)
            {
                yield return principal;
            }
        }
    }

    private static PolicySet Theirs(PolicySet set, Principal other, Principal caller, IReadOnlyList<AttachedPolicy> identity) => set with
    {
        Identity = other.AccountId is null ? [] : [.. identity],
        PermissionsBoundaries = [],
        SessionPolicies = [],
        ServiceControl = other.AccountId == caller.AccountId ? set.ServiceControl : [],
        ResolvedPrincipal = null,
        Facts = ContextFacts.None,
    };

    private static RequestContext Without(RequestContext context) => RequestContext.Of(context.Where(pair =>
        !pair.Key.StartsWith("aws:Principal", StringComparison.OrdinalIgnoreCase) && !pair.Key.StartsWith("aws:user", StringComparison.OrdinalIgnoreCase)));
}
