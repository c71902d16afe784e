using System.Text.Json.Nodes;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Tests.Policies.Live;

/// <summary>Records of denied requests, one line each.</summary>
internal static class DenialRecords
{
    /// <summary>A record whose message names caller, action and resource.</summary>
    /// <param name="entity">The ARN of a user, or of a role, which then called in a session.</param>
    /// <param name="action">The action.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="extra">Members beside the usual ones, or instead of them.</param>
    public static string Of(string entity, string action, string resource, params (string Name, JsonNode? Value)[] extra)
    {
        Arn.TryParse(entity, out var arn).Should().BeTrue();
        var account = arn.AccountId.ToString();
        var name = entity[(entity.LastIndexOf('/') + 1)..];
        var isRole = arn.ResourceType is "role";
        var caller = isRole ? $"arn:aws:sts::{account}:assumed-role/{name}/session" : entity;
        var identity = isRole
            ? new JsonObject
            {
                ["type"] = "AssumedRole",
                ["arn"] = caller,
                ["accountId"] = account,
                ["sessionContext"] = new JsonObject { ["sessionIssuer"] = new JsonObject { ["type"] = "Role", ["arn"] = entity, ["accountId"] = account, ["userName"] = name } },
            }
            : new JsonObject { ["type"] = "IAMUser", ["arn"] = entity, ["accountId"] = account, ["userName"] = name };
        var record = new JsonObject
        {
            ["eventVersion"] = "1.11",
            ["userIdentity"] = identity,
            ["eventTime"] = "2026-05-05T05:44:12Z",
            ["eventSource"] = action.Split(':')[0] + ".amazonaws.com",
            ["eventName"] = action.Split(':')[1],
            ["awsRegion"] = "eu-west-1",
            ["sourceIPAddress"] = "198.51.100.23",
            ["userAgent"] = "example",
            ["errorCode"] = "AccessDenied",
            ["errorMessage"] = $"User: {caller} is not authorized to perform: {action} on resource: {resource} because no identity-based policy allows the {action} action",
            ["requestParameters"] = new JsonObject(),
            ["eventID"] = $"{name} {action} {resource}",
            ["recipientAccountId"] = account,
        };
        foreach (var (member, value) in extra)
        {
            record[member] = value;
        }

        return record.ToJsonString();
    }
}
