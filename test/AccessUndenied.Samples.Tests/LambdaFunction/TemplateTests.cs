using System.Text.Json.Nodes;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Samples.Tests.LambdaFunction;

public sealed class TemplateTests
{
    private const string Topic = "arn:aws:sns:eu-west-1:123456789012:denials";
    private const string Bucket = "arn:aws:s3:::ledger";

    private static readonly JsonNode s_resources = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "template.json")))!["Resources"]!;

    [TestCase("sns:Publish", Topic, Decision.Allowed)]
    [TestCase("sns:Publish", "arn:aws:sns:eu-west-1:123456789012:other", Decision.ImplicitDeny)]
    [TestCase("sns:Subscribe", Topic, Decision.ImplicitDeny)]
    [TestCase("s3:PutObject", Bucket + "/events/1", Decision.Allowed)]
    [TestCase("s3:GetObject", Bucket + "/events/1", Decision.Allowed)]
    [TestCase("s3:GetObject", Bucket + "/other", Decision.ImplicitDeny)]
    [TestCase("s3:DeleteObject", Bucket + "/events/1", Decision.ImplicitDeny)]
    [TestCase("iam:GetRole", "arn:aws:iam::123456789012:role/app", Decision.ImplicitDeny)]
    public async Task Role_OfTheFunction_MayDoWhatItNeedsAndNoMore(string action, string resource, Decision expected)
    {
        var role = s_resources["Role"]!["Properties"]!["Policies"]![0]!["PolicyDocument"]!;
        var document = PolicyDocument.Parse(Resolve(role)!.ToJsonString());
        var request = new AuthorizationRequest
        {
            Principal = new() { Kind = PrincipalKind.Role, Id = "arn:aws:iam::123456789012:role/function", AccountId = "123456789012", EntityId = "arn:aws:iam::123456789012:role/function", Name = "function" },
            Action = action,
            Resource = new(resource, "123456789012"),
        };

        document.Problems.Should().BeEmpty();
        (await new LocalSimulator().DecideAsync(request, new() { Identity = [new() { Name = "explain-denials", Document = document }] }, CancellationToken.None)).Should().Be(expected);
    }

    [Test]
    public void Rule_Pattern_TakesEveryDenialOfTheSamplesThatItsCodeTells()
    {
        var conditions = s_resources["Rule"]!["Properties"]!["EventPattern"]!["detail"]!["errorCode"]!.AsArray();
        var taken = SampleData.Records().Select(record => (string?)record!["errorCode"] ?? "").Distinct(StringComparer.Ordinal)
            .Where(code => conditions.Any(condition => Takes(condition!, code)));

        taken.Should().BeEquivalentTo("AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation");
    }

    [Test]
    public void Rule_State_TakesReadOnlyCallsToo() =>
        ((string?)s_resources["Rule"]!["Properties"]!["State"]).Should().Be("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");

    [Test]
    public void Function_Variables_AreThoseThatItReads() =>
        s_resources["Function"]!["Properties"]!["Environment"]!["Variables"]!.AsObject().Select(variable => variable.Key).Should().Equal("TOPIC_ARN", "LEDGER_BUCKET", "ROLE_ID", "SNAPSHOT_FILE");

    [Test]
    public void Rule_Source_IsAwsAlone() =>
        s_resources["Rule"]!["Properties"]!["EventPattern"]!["source"]!.ToJsonString().Should().Be("""[{"prefix":"aws."}]""", because: "anybody in the account may put events of other sources");

    private static bool Takes(JsonNode condition, string code) =>
        ((string?)condition["prefix"] is { } prefix && code.StartsWith(prefix, StringComparison.Ordinal))
        || ((string?)condition["suffix"] is { } suffix && code.EndsWith(suffix, StringComparison.Ordinal));

    // What CloudFormation would put in place of its functions.
    private static JsonNode? Resolve(JsonNode? node) => node switch
    {
        JsonObject call when (string?)call["Ref"] == "Topic" => Topic,
        JsonObject call when call["Fn::Sub"] is { } text => ((string?)text)!.Replace("${Ledger.Arn}", Bucket, StringComparison.Ordinal),
        JsonObject call when call["Fn::GetAtt"]?[0] is { } name => $"arn:aws:{(name.ToString() == "LogGroup" ? "logs" : "sqs")}:eu-west-1:123456789012:{name}",
        JsonObject values => new JsonObject(values.Select(member => KeyValuePair.Create(member.Key, Resolve(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Resolve)]),
        _ => node?.DeepClone(),
    };
}
