using System.Text.Json;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Tests.Requests;

internal sealed class DecodedAuthorizationMessageTests
{
    private const string Newer = """
        {
          "allowed": false, "explicitDeny": true,
          "matchedStatements": { "items": [ { "statementId": "NoStop", "effect": "DENY" } ] },
          "failures": { "items": [] },
          "context": {
            "principal": { "id": "AROAEXAMPLEEXAMPLE000:ann", "arn": "arn:aws:sts::123456789012:assumed-role/app/ann" },
            "action": "StopInstances",
            "resource": "arn:aws:ec2:us-east-1:123456789012:instance/i-0a",
            "conditions": { "items": [
              { "key": "ec2:InstanceType", "values": { "items": [ { "value": "t3.micro" } ] } },
              { "key": "aws:Region", "values": { "items": [ { "value": "us-east-1" } ] } } ] }
          }
        }
        """;

    [Test]
    public void TryParse_NewerShape_GivesAll() // DEC-03 to DEC-06
    {
        DecodedAuthorizationMessage.TryParse(Newer, out var message, out var problem).Should().BeTrue();

        problem.Should().BeNull();
        message!.IsExplicitDeny.Should().BeTrue();
        message.Action.Should().Be("StopInstances");
        message.Resource.Should().Be("arn:aws:ec2:us-east-1:123456789012:instance/i-0a");
        message.PrincipalArn.Should().Be("arn:aws:sts::123456789012:assumed-role/app/ann");
        message.MatchedStatements.Should().Equal("NoStop");
        message.Conditions.Select(c => c.Key + "=" + c.Value).Should().Equal("ec2:InstanceType=t3.micro", "aws:Region=us-east-1");
    }

    [Test]
    public void TryParse_OlderShape_GivesAll() // DEC-03, DEC-05
    {
        const string Older = """{ "allowed": "false", "explicitDeny": "false", "matchedStatements": "", "context": { "action": "ec2:RunInstances", "conditions": [ { "item": { "key": "ec2:Tenancy", "values": [ "default", "host" ] } } ] } }""";

        DecodedAuthorizationMessage.TryParse(Older, out var message, out _).Should().BeTrue();

        message!.IsExplicitDeny.Should().BeFalse();
        message.Conditions.Should().ContainSingle().Which.Value.ToString().Should().Be("default, host");
    }

    [Test]
    public void TryParse_StringOfJson_IsUnwrapped() => // DEC-02
        DecodedAuthorizationMessage.TryParse(JsonSerializer.Serialize(Newer), out _, out _).Should().BeTrue();

    [TestCase("", "not JSON")]
    [TestCase("{", "not JSON")]
    [TestCase("[]", "no JSON object")]
    [TestCase("\"x\"", "no JSON object")]
    [TestCase(null, "not JSON")]
    public void TryParse_SomethingElse_SaysWhatIsWrong(string? json, string words)
    {
        DecodedAuthorizationMessage.TryParse(json, out _, out var problem).Should().BeFalse();
        problem.Should().Contain(words);
    }

    [Test]
    public void TryParse_WrongTypes_GiveNothing() =>
        DecodedAuthorizationMessage.TryParse("""{ "explicitDeny": [], "matchedStatements": 1, "context": { "action": {}, "conditions": [ 1, {}, { "key": 2 } ] } }""", out _, out _).Should().BeTrue();

    [Test]
    public void Resolve_DecodedMessage_OutranksTheRecord() // DEC-05, DEC-06
    {
        using var c = JsonDocument.Parse("""{ "source": "ec2", "event": "StopInstances", "message": "You are not authorized to perform this operation. Encoded authorization failure message: EXAMPLE" }""");
        var record = SampleRecords.Of(c.RootElement);
        DecodedAuthorizationMessage.TryParse(Newer, out var decoded, out _).Should().BeTrue();

        var resolution = new CloudTrailRequestResolver(ActionCatalog.Default).Resolve(record, decoded);

        var request = resolution.Requests.Should().ContainSingle().Subject;
        request.Action.Should().Be("ec2:StopInstances");
        request.Resource.Value.Should().EndWith("instance/i-0a");
        request.Context["ec2:instancetype"].ToString().Should().Be("t3.micro");
        resolution.Hint.IsExplicitDeny.Should().BeTrue();
        CloudTrailRequestResolver.EncodedMessageOf(record).Should().Be("EXAMPLE");
    }
}
