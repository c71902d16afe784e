using System.Text;
using System.Text.Json.Nodes;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Remediations.Opening;

/// <summary>Writes a request with its policies in the <c>simulate</c> format, as the plain evaluator reads it.</summary>
internal static class PlainQuestion
{
    private static readonly string[] s_derived = ["aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalType", "aws:userid", "aws:username", "aws:ResourceAccount"];

    public static JsonObject Of(AuthorizationRequest request, PolicySet policies)
    {
        var (known, unknown) = Keys(request, policies);
        var question = new JsonObject
        {
            ["principal"] = request.Principal.Id,
            ["action"] = request.Action,
            ["resource"] = request.Resource.ToString(),
            ["resourceAccount"] = request.Resource.AccountId ?? policies.ResourceAccountId,
            ["context"] = known,
            ["unknownContextKeys"] = unknown,
            ["identityPolicies"] = Documents(policies.Identity),
            ["permissionsBoundaries"] = Documents(policies.PermissionsBoundaries),
            ["sessionPolicies"] = Documents(policies.SessionPolicies),
            ["serviceControlPolicies"] = Levels(policies.ServiceControl),
            ["resourceControlPolicies"] = Levels(policies.ResourceControl),
            ["vpcEndpointPolicies"] = Documents(policies.VpcEndpoint),
            ["principalInManagementAccount"] = policies.PrincipalInManagementAccount,
            ["resourceInManagementAccount"] = policies.ResourceInManagementAccount,
            ["s3BlockPublicAccess"] = policies.RestrictsPublicPolicies,
        };
        if (policies.ResourcePolicy is { Document: not null } resource)
        {
            question["resourcePolicy"] = Document(resource);
        }

        return question;
    }

    private static (JsonObject Known, JsonArray Unknown) Keys(AuthorizationRequest request, PolicySet policies)
    {
        var keys = All(policies).SelectMany(policy => policy.Document!.Statements).SelectMany(KeysOf).Concat(s_derived).Distinct(StringComparer.OrdinalIgnoreCase);
        var known = new JsonObject();
        var unknown = new JsonArray();
        foreach (var key in keys)
        {
            if (!request.Context.TryGet(key, out var value))
            {
                policies.Facts.TryGet(key, out value);
            }

            if (value.IsUnknown)
            {
                unknown.Add((JsonNode?)key);
            }
            else if (value.Count == 1)
            {
                known[key] = value[0];
            }
            else if (value.Count > 1)
            {
                known[key] = new JsonArray([.. value.ToList().Select(text => (JsonNode?)text)]);
            }
        }

        return (known, unknown);
    }

    private static IEnumerable<AttachedPolicy> All(PolicySet policies) => policies.Identity.Concat(policies.PermissionsBoundaries).Concat(policies.SessionPolicies).Concat(policies.VpcEndpoint)
        .Concat(policies.ServiceControl.Concat(policies.ResourceControl).SelectMany(node => node.Policies)).Append(policies.ResourcePolicy!).Where(policy => policy?.Document is not null);

    private static IEnumerable<string> KeysOf(Statement statement) =>
    [
        .. statement.Conditions.Select(condition => condition.Key),
        .. (statement.Resources?.Values ?? []).Concat(statement.Conditions.SelectMany(condition => condition.Values)).SelectMany(Variables),
    ];

    private static IEnumerable<string> Variables(string text)
    {
        for (var at = text.IndexOf("${", StringComparison.Ordinal); at >= 0; at = text.IndexOf("${", at + 2, StringComparison.Ordinal))
        {
            if (text.IndexOf('}', at) is var end and > 0 && text[(at + 2)..end].Split(',')[0].Trim() is { Length: > 1 } name)
            {
                yield return name;
            }
        }
    }

    private static JsonArray Documents(IReadOnlyList<AttachedPolicy> policies) => [.. policies.Where(policy => policy.Document is not null).Select(policy => (JsonNode?)Document(policy))];

    private static JsonArray Levels(IReadOnlyList<PolicyNode> nodes) =>
        [.. nodes.Select(node => (JsonNode?)new JsonObject { ["target"] = node.Id, ["policies"] = Documents(node.Policies) })];

    // An edited document keeps the text that it started from, so the statements are taken one by one.
    private static JsonNode Document(AttachedPolicy policy) => new JsonObject
    {
        ["Version"] = policy.Document!.Version,
        ["Statement"] = new JsonArray([.. policy.Document.Statements.Select(statement => JsonNode.Parse(Encoding.UTF8.GetString(statement.Json.Span)))]),
    };
}
