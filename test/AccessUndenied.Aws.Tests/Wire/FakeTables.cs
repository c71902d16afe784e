using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>The tables of S3 Tables; their buckets are rows of the table of policies.</summary>
internal sealed class FakeTables : IFakeService
{
    private readonly FakeData _data;

    public FakeTables(FakeData data) => _data = data;

    public IReadOnlyList<string> Names => ["s3tables"];

    public string ProtocolOf(FakeRequest request) => "rest-json";

    public string? OperationOf(FakeRequest request) => request.Path switch
    {
        "/get-table" => "GetTable",
        var path when path.StartsWith("/tables/", StringComparison.Ordinal) => "GetTablePolicy",
        var path when path.StartsWith("/buckets/", StringComparison.Ordinal) => "GetTableBucketPolicy",
        _ => null,
    };

    public FakeReply? Answer(string operation, FakeRequest request, string account)
    {
        if (operation == "GetTable")
        {
            return request.Query.GetValueOrDefault("tableArn")?.StartsWith($"arn:aws:s3tables:{request.Region}:{account}:bucket/lake/table/", StringComparison.Ordinal) == true
                ? new FakeReply.JsonReply(new() { ["name"] = "orders", ["namespace"] = new JsonArray("sales"), ["tableARN"] = request.Query["tableArn"] })
                : new FakeReply.FaultReply(404, "NotFoundException", "The specified table does not exist.");
        }

        return operation == "GetTablePolicy" && request.Path.EndsWith("/sales/orders/policy", StringComparison.Ordinal) && _data.Policy(account, $"arn:aws:s3tables:{request.Region}:{account}:bucket/lake/table/11111111-2222-3333-4444-555555555555") is { } policy
            ? new FakeReply.JsonReply(new() { ["resourcePolicy"] = policy })
            : new FakeReply.FaultReply(404, "NotFoundException", "The specified table does not have a policy.");
    }
}
