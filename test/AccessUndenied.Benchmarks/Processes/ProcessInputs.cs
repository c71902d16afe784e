using System.Globalization;
using System.Text.Json.Nodes;
using AccessUndenied.Benchmarks.Simulation;
using AccessUndenied.Benchmarks.Snapshots;

namespace AccessUndenied.Benchmarks.Processes;

/// <summary>The files that the processes read, made when a row first needs them.</summary>
internal sealed class ProcessInputs(string folder, int percent)
{
    private const int Accounts = 500;
    private const int Roles = 100_000;

    public static string Snapshot { get; } = Path.Combine(AppContext.BaseDirectory, "data", "snapshot.json");

    private static string Events { get; } = Path.Combine(AppContext.BaseDirectory, "data", "events.json");

    public int RequestCount => 20_000 * percent / 100;

    public int EventCount => 100_000 * percent / 100;

    public string Requests => Made("requests.jsonl", path => RequestFile.Write(path, RequestCount, distinct: 0, mostIdentityPolicies: 2));

    public string Distinct => Made("distinct.jsonl", path => DeniedEventFile.Write(Events, path, EventCount, isDistinct: true));

    public string Repeating => Made("repeating.jsonl", path => DeniedEventFile.Write(Events, path, EventCount, isDistinct: false));

    public string One => Made("one.jsonl", path => DeniedEventFile.Write(Events, path, 1, isDistinct: false));

    public string Organization => Made("organization.json", path => GeneratedSnapshot.Write(path, Accounts * percent / 100, Roles / Accounts));

    /// <summary>One denied event of a role in the organization; many of them, each in another account.</summary>
    public string InOrganization(int count) => Made($"organization-{count}.jsonl", path => File.WriteAllLines(path, Enumerable.Range(0, count).Select(OrganizationEvent)));

    private static string OrganizationEvent(int number)
    {
        var account = GeneratedSnapshot.AccountOf(number);
        var caller = string.Create(CultureInfo.InvariantCulture, $"arn:aws:sts::{account}:assumed-role/role-{number % 100}/session");
        return new JsonObject
        {
            ["eventVersion"] = "1.11",
            ["userIdentity"] = new JsonObject
            {
                ["type"] = "AssumedRole",
                ["principalId"] = string.Create(CultureInfo.InvariantCulture, $"AROA{number % 100:D12}:session"),
                ["arn"] = caller,
                ["accountId"] = account,
            },
            ["eventTime"] = "2026-01-01T00:00:00Z",
            ["eventSource"] = "dynamodb.amazonaws.com",
            ["eventName"] = "GetItem",
            ["awsRegion"] = "us-east-1",
            ["sourceIPAddress"] = "192.0.2.1",
            ["userAgent"] = "aws-cli",
            ["errorCode"] = "AccessDenied",
            ["errorMessage"] = $"User: {caller} is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:us-east-1:{account}:table/orders because no identity-based policy allows the dynamodb:GetItem action",
            ["requestParameters"] = new JsonObject { ["tableName"] = "orders" },
            ["eventID"] = string.Create(CultureInfo.InvariantCulture, $"{number:x8}-0000-4000-8000-000000000001"),
            ["eventType"] = "AwsApiCall",
            ["recipientAccountId"] = account,
        }.ToJsonString();
    }

    private string Made(string name, Action<string> write)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(folder);
            write(path + ".part");
            File.Move(path + ".part", path);
        }

        return path;
    }
}
