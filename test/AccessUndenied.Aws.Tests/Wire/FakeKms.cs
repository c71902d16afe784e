using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>KMS, whose every key has a policy.</summary>
internal sealed class FakeKms : IFakeService
{
    private readonly FakeData _data;

    public FakeKms(FakeData data) => _data = data;

    public IReadOnlyList<string> Names => ["kms"];

    public string ProtocolOf(FakeRequest request) => "json";

    public FakeReply? Answer(string operation, FakeRequest request, string account)
    {
        var id = request.Text("KeyId");
        var arn = _data.Aliases.GetValueOrDefault(id) ?? id;
        var isAlias = id.Contains(":alias/", StringComparison.Ordinal);
        if (_data.Policy(account, arn) is not { } policy || (operation == "GetKeyPolicy" && isAlias))
        {
            return new FakeReply.FaultReply(400, "NotFoundException", $"Key '{id}' does not exist");
        }

        return operation switch
        {
            "DescribeKey" => new FakeReply.JsonReply(new()
            {
                ["KeyMetadata"] = new JsonObject { ["Arn"] = arn, ["KeyId"] = arn[(arn.LastIndexOf('/') + 1)..], ["AWSAccountId"] = account },
            }),
            "GetKeyPolicy" => new FakeReply.JsonReply(new() { ["Policy"] = policy, ["PolicyName"] = "default" }),
            _ => null,
        };
    }
}
