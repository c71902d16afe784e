using System.Globalization;
using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Policies.History;

internal sealed partial class HiddenEdits
{
    private void Write(string service, string name, JsonObject parameters, JsonObject? response = null) => Records.Add(Record(service, name, parameters, response));

    private JsonObject Record(string service, string name, JsonObject parameters, JsonObject? response)
    {
        var account = service == "organizations" ? Management : Account;
        var who = $"admin{_random.Next(4)}";
        return new()
        {
            ["eventVersion"] = "1.11",
            ["userIdentity"] = new JsonObject { ["type"] = "IAMUser", ["principalId"] = $"AIDA{who}", ["arn"] = $"arn:aws:iam::{account}:user/{who}", ["accountId"] = account, ["userName"] = who },
            ["eventTime"] = Text(Time), ["eventSource"] = $"{service}.amazonaws.com", ["eventName"] = name,
            ["awsRegion"] = service is "iam" or "organizations" ? "us-east-1" : "eu-west-1", ["sourceIPAddress"] = "192.0.2.1", ["userAgent"] = "aws-cli",
            ["requestParameters"] = parameters.Count == 0 ? null : parameters, ["responseElements"] = response, ["eventID"] = $"event-{++_ids}",
            ["eventType"] = "AwsApiCall", ["recipientAccountId"] = account,
        };
    }

    private string Document()
    {
        var statements = new JsonArray();
        for (var i = _random.Next(1, 3); i > 0; i--)
        {
            statements.Add(new JsonObject
            {
                ["Effect"] = _random.Next(5) == 0 ? "Deny" : "Allow",
                ["Action"] = _random.Next(3) == 0 ? "*" : Wishes.ElementAt(_random.Next(8)).Action,
                ["Resource"] = "*",
            });
        }

        return new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = statements }.ToJsonString();
    }

    private string Resource(string arn) => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(new JsonObject
        {
            ["Effect"] = _random.Next(3) == 0 ? "Deny" : "Allow", ["Principal"] = new JsonObject { ["AWS"] = $"arn:aws:iam::{Account}:role/r{_random.Next(Roles)}" },
            ["Action"] = $"{arn.Split(':')[2]}:*", ["Resource"] = arn.Contains(":s3:", StringComparison.Ordinal) ? $"{arn}/*" : arn,
        }),
    }.ToJsonString();

    private string Guard() => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(new JsonObject { ["Effect"] = "Deny", ["Action"] = Wishes.ElementAt(_random.Next(8)).Action, ["Resource"] = "*" }),
    }.ToJsonString();

    private static string Trust(int role) => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(new JsonObject { ["Effect"] = "Allow", ["Principal"] = new JsonObject { ["AWS"] = $"arn:aws:iam::{Account}:role/r{role}" }, ["Action"] = "sts:AssumeRole" }),
    }.ToJsonString();

    private string NextId(string prefix) => $"{prefix}X{++_ids:D8}";

    private static string ArnOf(string managed) => $"arn:aws:iam::{Account}:policy/{managed}";

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private sealed class Holder(string id)
    {
        public string Id => id;

        public SortedDictionary<string, string> Inline { get; } = new(StringComparer.Ordinal);

        public SortedSet<string> Attached { get; } = new(StringComparer.Ordinal);

        public string? Boundary { get; set; }

        public string? Trust { get; set; }
    }

    private sealed class Managed
    {
        public SortedDictionary<string, string> Versions { get; } = new(StringComparer.Ordinal);

        public string Default { get; set; } = "v1";

        public int Last { get; set; } = 1;
    }
}
