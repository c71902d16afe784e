using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>The tagging service.</summary>
internal sealed class FakeTagging : IFakeService
{
    private readonly FakeData _data;

    public FakeTagging(FakeData data) => _data = data;

    public IReadOnlyList<string> Names => ["tagging"];

    public string Prefix(FakeRequest request) => "tag";

    public string ProtocolOf(FakeRequest request) => "json";

    public FakeReply? Answer(string operation, FakeRequest request, string account)
    {
        if (operation != "GetResources")
        {
            return null;
        }

        var mappings = request.Json["ResourceARNList"]!.AsArray().Select(arn => (string)arn!)
            .Select(arn => (arn, tags: _data.Map(account, "ResourceTags")?[arn]))
            .Where(pair => pair.tags is not null)
            .Select(pair => (JsonNode)new JsonObject
            {
                ["ResourceARN"] = pair.arn,
                ["Tags"] = new JsonArray([.. pair.tags!.AsObject().Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = (string?)tag.Value })]),
            });
        return new FakeReply.JsonReply(new() { ["PaginationToken"] = "", ["ResourceTagMappingList"] = new JsonArray([.. mappings]) });
    }
}
