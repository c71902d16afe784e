using System.Text.Json;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Remediations;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Tests.Requests;

/// <summary>Records whose members contradict each other, and honest ones that look so.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class ContradictionTests
{
    private static readonly CloudTrailRequestResolver s_resolver = new(ActionCatalog.Default);

    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Requests/Contradictions.json" })]
    public void Resolve_TextOrListAgainstTheRecord_BelievesTheRecordAndSaysSo(JsonElement c)
    {
        var resolution = s_resolver.Resolve(SampleRecords.Of(c));

        var request = resolution.Requests[0];
        var because = c.Rule() + ": " + c.Text("name");
        request.Principal.Id.Should().Be(c.Text("caller"), because);
        request.Action.Should().BeEquivalentTo(c.Text("action"), because);
        request.Resource.Value.Should().Be(c.Text("resource"), because);
        foreach (var one in resolution.Requests)
        {
            one.Provenance.Doubts.Select(doubt => doubt.Id).Should().Equal(c.Text("doubt") is { } doubt ? [doubt] : [], because);
            one.Provenance.Doubts.Except(one.Provenance.Notes).Should().BeEmpty(because);
        }
    }

    [TestCase("IAMUser", "arn:aws:iam::999999999999:root", "999999999999", "root user")]
    [TestCase("AssumedRole", "arn:aws:sts::٠١٢٣٤٥٦٧٨٩٠١:assumed-role/own/s1", "٠١٢٣٤٥٦٧٨٩٠١", "12 digits")]
    [TestCase("AssumedRole", "arn:aws:sts::anonymous:assumed-role/own/s1", "anonymous", "12 digits")]
    [TestCase("IAMUser", "arn:aws:iam::12345678901:user/own", "12345678901", "12 digits")]
    [TestCase("IAMUser", "arn:aws:iam::123456789012:user/own", "123456789012 ", "12 digits")]
    [TestCase("AWSAccount", null, "*", "12 digits")]
    public void Resolve_IdentityThatAwsNeverWrites_GrantsNothing(string type, string? arn, string account, string problem)
    {
        // UID-31: what a text says does not make up for it.
        using var c = JsonDocument.Parse(JsonSerializer.Serialize(new
        {
            message = "User: arn:aws:iam::999999999999:user/evil is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::b/k\"",
            parameters = new { bucketName = "b", key = "k" },
            record = new { userIdentity = new { type, principalId = "AIDAEXAMPLE", arn, accountId = account } },
        }));

        var resolution = s_resolver.Resolve(SampleRecords.Of(c.RootElement));

        resolution.Requests.Should().BeEmpty();
        resolution.Problem.Should().Contain(problem);
    }

    [TestCase("logs", "GetLogEvents", """{"logGroupName":"*","logStreamName":"*"}""", true)]
    [TestCase("logs", "DeleteLogGroup", """{"logGroupName":"\u002a"}""", true)]
    [TestCase("ec2", "CreateSnapshot", """{"volumeId":"*"}""", true)]
    [TestCase("ec2", "CreateImage", """{"instanceId":"*"}""", true)]
    [TestCase("cloudformation", "CreateStack", """{"stackName":"*"}""", true)]
    [TestCase("cloudfront", "CreateInvalidation", """{"distributionId":"*"}""", true)]
    [TestCase("ecs", "RunTask", """{"taskDefinition":"*","cluster":"c"}""", true)]
    [TestCase("ec2", "CreateSnapshot", """{"volumeId":"vol-0a1b2c3d"}""", false)]
    [TestCase("ec2", "RunInstances", """{"userData":"*","instancesSet":{"items":[{"imageId":"ami-0123456789abcdef0"}]}}""", false)]
    [TestCase("cloudfront", "CreateDistribution", """{"distributionConfig":{"cacheBehaviors":{"items":[{"pathPattern":"*"}]}}}""", false)]
    public void Resolve_WildcardOfTheCallersOrOfAws_IsTold(string source, string operation, string parameters, bool isNamed)
    {
        // REQ-33: a name of the caller's is no pattern in any statement.
        using var c = JsonDocument.Parse($$"""{ "source": "{{source}}", "event": "{{operation}}", "parameters": {{parameters}} }""");

        var requests = s_resolver.Resolve(SampleRecords.Of(c.RootElement)).Requests.Where(request => request.Resource.Value.Contains('*', StringComparison.Ordinal)).ToList();

        requests.Any(request => request.HasNamedWildcards).Should().Be(isNamed);
        requests.Where(request => request.HasNamedWildcards && PatternResources.Contains(request)).Should().BeEmpty();
    }

    [TestCase("999999999999", "aws:SourceVpce", false)]
    [TestCase("999999999999", "aws:PrincipalArn", true)]
    [TestCase("123456789012", "aws:SourceVpce", true)]
    public void MayExemptBy_NetworkOfAnotherAccount_IsNoExemption(string owner, string key, bool expected)
    {
        using var c = JsonDocument.Parse($$"""{ "parameters": { "bucketName": "b", "key": "k" }, "record": { "vpcEndpointId": "vpce-1", "vpcEndpointAccountId": "{{owner}}" } }""");

        var request = s_resolver.Resolve(SampleRecords.Of(c.RootElement)).Requests[0];

        new AwsPolicyDialect().MayExemptBy(request, key).Should().Be(expected);
    }
}
