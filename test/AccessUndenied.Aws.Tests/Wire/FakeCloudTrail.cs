using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>CloudTrail's event history.</summary>
internal sealed class FakeCloudTrail : IFakeService
{
    private readonly FakeData _data;
    private readonly FakeAws _server;

    public FakeCloudTrail(FakeData data, FakeAws server)
    {
        _data = data;
        _server = server;
    }

    public IReadOnlyList<string> Names => ["cloudtrail"];

    public string ProtocolOf(FakeRequest request) => "json";

    public FakeReply? Answer(string operation, FakeRequest request, string account)
    {
        if (operation != "LookupEvents")
        {
            return null;
        }

        var start = DateTimeOffset.FromUnixTimeSeconds((long)request.Json["StartTime"]!);
        var end = DateTimeOffset.FromUnixTimeSeconds((long)request.Json["EndTime"]!);
        var found = _data.Events
            .Where(record => (string?)record["awsRegion"] == request.Region && (string?)record["recipientAccountId"] == account)
            .Where(record => DateTimeOffset.Parse((string)record["eventTime"]!) is var time && time >= start && time <= end)
            .ToList();
        var (items, next) = _server.Page(found, request.Json["NextToken"] is { } token ? (string?)token : null);
        var body = new JsonObject
        {
            ["Events"] = new JsonArray([.. items.Select(record => new JsonObject
            {
                ["EventId"] = (string?)record["eventID"],
                ["EventName"] = (string?)record["eventName"],
                ["CloudTrailEvent"] = record.ToJsonString(),
            })]),
        };
        if (next is not null)
        {
            body["NextToken"] = next;
        }

        return new FakeReply.JsonReply(body);
    }
}
