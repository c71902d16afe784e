using System.Text;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Requests.Sessions;
using AccessUndenied.Reports;

namespace AccessUndenied.Aws.Tests.Requests.Sessions;

/// <summary>Records of calls that make sessions, and of refusals in them.</summary>
internal static class SessionRecords
{
    public const string Account = "123456789012";
    public const string Jane = "arn:aws:iam::123456789012:user/jane";

    public static async Task<SessionIndex> IndexAsync(params string[] records)
    {
        var index = new SessionIndex();
        foreach (var record in records)
        {
            index.Add(await ReadAsync(record));
        }

        return index;
    }

    public static async Task<CloudTrailEvent> ReadAsync(string record)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(record));
        return await CloudTrailReader.ReadAsync(stream, new CloudTrailReaderOptions { AllRecords = true }, new ReadSummary()).FirstAsync();
    }

    public static JsonObject Tags(params (string Key, string Value)[] tags) =>
        new() { ["tags"] = new JsonArray([.. tags.Select(tag => new JsonObject { ["key"] = tag.Key, ["value"] = tag.Value })]) };

    public static string Assume(
        string caller, string? callerKey, string role, string session, string key, JsonObject? parameters = null, string? transitive = null, DateTimeOffset? time = null)
    {
        parameters ??= [];
        parameters["roleArn"] = $"arn:aws:iam::{Account}:role/{role}";
        parameters["roleSessionName"] = session;
        if (transitive is not null)
        {
            parameters["transitiveTagKeys"] = new JsonArray(transitive);
        }

        var made = (time ?? DateTimeOffset.Parse("2026-05-05T05:44:02Z", System.Globalization.CultureInfo.InvariantCulture)).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["eventVersion"] = "1.11",
            ["userIdentity"] = new JsonObject { ["type"] = caller.Contains(":user/") ? "IAMUser" : "AssumedRole", ["arn"] = caller, ["accountId"] = Account, ["accessKeyId"] = callerKey },
            ["eventTime"] = made,
            ["eventSource"] = "sts.amazonaws.com",
            ["eventName"] = "AssumeRole",
            ["awsRegion"] = "us-east-1",
            ["sourceIPAddress"] = "198.51.100.23",
            ["requestParameters"] = parameters,
            ["responseElements"] = new JsonObject
            {
                ["credentials"] = new JsonObject { ["accessKeyId"] = key, ["sessionToken"] = "example", ["expiration"] = "May 5, 2026, 6:44:02 AM" },
                ["assumedRoleUser"] = new JsonObject { ["assumedRoleId"] = $"AROA{role}:{session}", ["arn"] = $"arn:aws:sts::{Account}:assumed-role/{role}/{session}" },
            },
            ["eventID"] = $"assume {key}",
            ["eventType"] = "AwsApiCall",
            ["recipientAccountId"] = Account,
        }.ToJsonString();
    }

    public static string Denied(string role, string session, string? key, string action = "s3:GetObject", string created = "2026-05-05T05:44:02Z") => new JsonObject
    {
        ["eventVersion"] = "1.11",
        ["userIdentity"] = new JsonObject
        {
            ["type"] = "AssumedRole",
            ["principalId"] = $"AROA{role}:{session}",
            ["arn"] = $"arn:aws:sts::{Account}:assumed-role/{role}/{session}",
            ["accountId"] = Account,
            ["accessKeyId"] = key,
            ["sessionContext"] = new JsonObject
            {
                ["sessionIssuer"] = new JsonObject { ["type"] = "Role", ["principalId"] = $"AROA{role}", ["arn"] = $"arn:aws:iam::{Account}:role/{role}", ["accountId"] = Account, ["userName"] = role },
                ["attributes"] = new JsonObject { ["creationDate"] = created, ["mfaAuthenticated"] = "false" },
            },
        },
        ["eventTime"] = "2026-05-05T05:50:12Z",
        ["eventSource"] = action.Split(':')[0] + ".amazonaws.com",
        ["eventName"] = action.Split(':')[1],
        ["awsRegion"] = "eu-west-1",
        ["sourceIPAddress"] = "198.51.100.23",
        ["errorCode"] = "AccessDenied",
        ["errorMessage"] = $"User: arn:aws:sts::{Account}:assumed-role/{role}/{session} is not authorized to perform: {action} on resource: arn:aws:sqs:eu-west-1:123456789012:intake because no session policy allows the {action} action",
        ["requestParameters"] = new JsonObject(),
        ["eventID"] = "denied",
        ["recipientAccountId"] = Account,
    }.ToJsonString();
}
