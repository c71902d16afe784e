using System.Globalization;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Policies.History;
using AccessUndenied.Aws.Tests.Replays;

namespace AccessUndenied.Benchmarks.Replays;

/// <summary>A trail of edits among the calls of a world: of its roles, which call, and of others, which do not.</summary>
internal sealed class WorldEdits : IDisposable
{
    // The calls of a world are a second apart.
    private const int SecondsOfWorld = 5000;

    private readonly string _folder = Directory.CreateTempSubdirectory("edits").FullName;

    public WorldEdits(int count)
    {
        var edits = Enumerable.Range(0, count).Select(number => Edit(number, SecondsOfWorld * number / count));
        File.WriteAllText(Trail, new JsonObject { ["Records"] = new JsonArray([.. edits]) }.ToJsonString());
        File.WriteAllBytes(Snapshot, World.Snapshot.ToArray());
    }

    private string Trail => Path.Combine(_folder, "trail.json");

    private string Snapshot => Path.Combine(_folder, "snapshot.json");

    public PolicyHistory History() => new([Snapshot], null, new TrailPass([TrailSource.OfPath(Trail)], []));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // One of four is of a role that calls: it may do what it could, and something else.
    private static JsonObject Edit(int number, int second) => new()
    {
        ["eventVersion"] = "1.11",
        ["userIdentity"] = new JsonObject { ["type"] = "IAMUser", ["principalId"] = "AIDACAROL", ["arn"] = $"arn:aws:iam::{World.Own}:user/carol", ["accountId"] = World.Own, ["userName"] = "carol" },
        ["eventTime"] = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc).AddSeconds(second).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["eventSource"] = "iam.amazonaws.com", ["eventName"] = "PutRolePolicy", ["awsRegion"] = "us-east-1", ["sourceIPAddress"] = "192.0.2.1", ["userAgent"] = "aws-cli",
        ["requestParameters"] = new JsonObject
        {
            ["roleName"] = number % 4 == 0 ? World.Roles[number / 4 % World.Roles.Length] : $"other-{number % 50}", ["policyName"] = "Own",
            ["policyDocument"] = World.Document(World.Allow(["s3:*", "sqs:*", "dynamodb:*", "ec2:Describe*", "sts:AssumeRole", $"glue:Get{number}"])).ToJsonString(),
        },
        ["responseElements"] = null, ["eventID"] = $"edit-{number}", ["eventType"] = "AwsApiCall", ["recipientAccountId"] = World.Own,
    };
}
