using System.Text;
using AccessUndenied.Aws.Simulation.Batch;

namespace AccessUndenied.Aws.Tests.Simulation.Batch;

/// <summary>A request that cannot be read says where and why.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class BatchRequestReaderTests
{
    private const string Good = "\"principal\":\"arn:aws:iam::123456789012:user/a\",\"action\":\"s3:GetObject\",\"resource\":\"*\"";

    [TestCase("", "principal: is missing")]
    [TestCase("\"principal\":\"x\",\"action\":\"s3:GetObject\",\"resource\":\"*\"", "principal: ")]
    [TestCase("\"principal\":5", "principal: expected a string")]
    [TestCase("\"principal\":\"anonymous\",\"action\":\"s3:*\",\"resource\":\"*\"", "action: 's3:*' is not one action")]
    [TestCase("\"principal\":\"anonymous\",\"action\":\"s3:GetObject\",\"resource\":\"bucket\"", "resource: 'bucket' is not an ARN")]
    [TestCase(Good + ",\"action\":\"s3:PutObject\"", "action: occurs twice")]
    [TestCase(Good + ",\"identityPolicies\":[],\"identityPolicies\":[]", "identityPolicies: occurs twice")]
    [TestCase(Good + ",\"identityPolicy\":[]", "did you mean 'identityPolicies'?")]
    [TestCase(Good + ",\"identityPolicies\":{}", "identityPolicies: expected an array of policies")]
    [TestCase(Good + ",\"identityPolicies\":[{\"name\":\"a\",\"document\":{\"Statement\":[1,,2]}}]", "identityPolicies[0]: line 1, column 17, $: the policy document is not valid JSON")]
    [TestCase(Good + ",\"identityPolicies\":[5]", "identityPolicies[0]: line 1, column 1, $: a policy document is a JSON object")]
    [TestCase(Good + ",\"identityPolicies\":[{\"document\":{\"Statement\":[]},\"document\":{\"Statement\":[]}}]", "identityPolicies[0]: has two documents")]
    [TestCase(Good + ",\"serviceControlPolicies\":[{\"target\":\"r\",\"policies\":[{\"Statement\":[]},{\"name\":\"b\"}]}]", "serviceControlPolicies[0].policies[1]: ")]
    [TestCase(Good + ",\"serviceControlPolicies\":[{\"target\":\"r\"}]", "serviceControlPolicies[0]: has no \"policies\"")]
    [TestCase(Good + ",\"serviceControlPolicies\":[{\"Statement\":[]}]", "put it into \"policies\"")]
    [TestCase(Good + ",\"context\":{\"a\":{}}", "context.a: expected a string")]
    [TestCase(Good + ",\"context\":{\"a\":1,\"a\":2}", "context.a: occurs twice")]
    [TestCase(Good + ",\"s3BlockPublicAccess\":\"yes\"", "s3BlockPublicAccess: expected true or false")]
    [TestCase(Good + ",\"unknownContextKeys\":[1]", "unknownContextKeys: expected an array of condition keys")]
    [TestCase(Good + ",\"note\":tru", "the request is not valid JSON, at byte ")]
    [TestCase(Good + ",", "the request is not valid JSON, at byte ")]
    [TestCase(Good + ",\"resourcePolicy\":{\"Statement\":[}", "the request is not valid JSON, at byte ")]
    public void Read_BadRequest_NamesPlaceAndReason(string members, string error) =>
        Read($$"""{"id":"x",{{members}}}""".Replace("\"x\",}", "\"x\"}", StringComparison.Ordinal)).Error.Should().Contain(error);

    [TestCase("{} {}", "the request is not valid JSON")]
    [TestCase("[]", "a request is a JSON object")]
    [TestCase("{\"id\":\"a\"", "the request is not valid JSON")]
    public void Read_NoObject_SaysSo(string json, string error) => Read(json).Error.Should().Contain(error);

    [Test]
    public void Read_EveryFormOfPolicy_FindsTheDocument()
    {
        const string Bare = "{\"Statement\":[]}";
        const string Text = "\"{\\\"Statement\\\":[]}\"";
        var request = Read($$"""{{{Good}}, "identityPolicies" : [ {{Bare}} , {"name":"a\"b","document":{{Bare}},"arn":"arn:x"}, {{Text}} , {"document": {{Text}} }, {"x":[1],"document":{{Bare}}} ] }""");
        request.Error.Should().BeNull();
        request.Policies.Identity.Select(policy => policy.Name).Should().Equal("", "a\"b", "", "", "");
        request.Policies.Identity[1].Id.Should().Be("arn:x");
        request.Policies.Identity.Should().OnlyContain(policy => policy.Document != null);
    }

    [Test]
    public void Read_EscapedMemberName_IsTheSameMember() =>
        Read("""{"principal":"anonymous","act\u0069on":"s3:GetObject","resource":"*"}""").Request!.Action.Should().Be("s3:GetObject");

    private static BatchRequest Read(string json) => new BatchRequestReader(new()).Read(Encoding.UTF8.GetBytes(json));
}
