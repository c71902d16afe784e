using System.Text.Json;
using System.Text.Json.Nodes;

namespace AccessUndenied.Samples.Tests;

/// <summary>The events and the snapshot that the samples come with, and events made for a test.</summary>
internal static class SampleData
{
    public static string Snapshot { get; } = Path.Combine(AppContext.BaseDirectory, "Samples", "snapshot.json");

    public static string Cases { get; } = Path.Combine(AppContext.BaseDirectory, "Cases");

    /// <summary>The first event: a role that a service control policy keeps from listing functions.</summary>
    public static string FirstEvent { get; } = Records()[0]!.ToJsonString();

    public static JsonArray Records() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", "events.json")))!["Records"]!.AsArray();

    public static string Envelope(string record) =>
        $$"""{"version": "0", "id": "1f3a", "detail-type": "AWS API Call via CloudTrail", "source": "aws.any", "detail": {{record}}}""";

    /// <summary>An event of a role of account 123456789012 whose error text names action and resource.</summary>
    public static string Event(string rolePathAndName, string service, string operation, string action, string resource)
    {
        var name = rolePathAndName.Split('/')[^1];
        var session = $"arn:aws:sts::123456789012:assumed-role/{name}/run-1";
        return JsonSerializer.Serialize(new
        {
            eventVersion = "1.11",
            eventID = "0f0e0d0c-0b0a-4908-8706-050403020100",
            eventTime = "2026-05-04T09:41:55Z",
            eventSource = service,
            eventName = operation,
            awsRegion = "eu-west-1",
            sourceIPAddress = "192.0.2.10",
            userIdentity = new
            {
                type = "AssumedRole",
                principalId = "AROAEXAMPLEEXAMPLE01:run-1",
                arn = session,
                accountId = "123456789012",
                sessionContext = new
                {
                    sessionIssuer = new { type = "Role", principalId = "AROAEXAMPLEEXAMPLE01", arn = $"arn:aws:iam::123456789012:role/{rolePathAndName}", accountId = "123456789012", userName = name },
                },
            },
            errorCode = "AccessDenied",
            errorMessage = $"User: {session} is not authorized to perform: {action} on resource: {resource}",
            eventType = "AwsApiCall",
            recipientAccountId = "123456789012",
        });
    }
}
