using System.Text;
using System.Text.Json;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Tests.Requests;
using AccessUndenied.Reports;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Explanations;

/// <summary>One call, several requests: which of them stands for the event, which are refused too, and which may be behind the refusal (DEP-05).</summary>
public sealed class RefusalsTests
{
    private const string Run = """
        "source": "ec2", "event": "RunInstances", "parameters": { "instancesSet": { "items": [ { "imageId": "ami-1" } ] }, "iamInstanceProfile": { "name": "web" } }
        """;

    private const string Copy = """
        "source": "s3", "event": "CopyObject", "parameters": { "bucketName": "target", "key": "k", "x-amz-copy-source": "source/a" }
        """;

    private const string Put = """
        "source": "s3", "event": "PutObject", "parameters": { "bucketName": "bucket", "key": "k", "x-amz-acl": "private", "x-amz-tagging": "a=b" }
        """;

    [Test]
    public async Task Analyze_NothingAllowed_TellsEveryNeededRequestAndNoPossibleOne()
    {
        var result = await AnalyzeAsync(Put, "sqs:*");

        result.Request!.Action.Should().Be("s3:PutObject");
        result.AlsoRefused.Select(refused => refused.Request.Action).Should().Equal("s3:PutObjectAcl", "s3:PutObjectTagging");
        result.AlsoRefused.Should().OnlyContain(refused => refused.Assessment == Assessment.MissingAllowInIdentityPolicy && refused.Causes.Count == 1);
    }

    [Test]
    public async Task Analyze_MessageThatNamesOne_PutsItFirstAndTellsTheOthers()
    {
        var result = await AnalyzeAsync(Put + ", " + Message("s3:PutObjectTagging", "\\\"arn:aws:s3:::bucket/k\\\""), "s3:PutObject");

        result.Request!.Action.Should().Be("s3:PutObjectTagging");
        result.Evidence.MessageAgrees.Should().BeTrue();
        result.AlsoRefused.Select(refused => refused.Request.Action).Should().Equal("s3:PutObjectAcl");
    }

    [Test]
    public async Task Analyze_MessageThatNamesWhatIsAllowed_BelievesTheMessage()
    {
        var result = await AnalyzeAsync(Put + ", " + Message("s3:PutObjectTagging", "\\\"arn:aws:s3:::bucket/k\\\""), "s3:PutObjectTagging");

        result.Request!.Action.Should().Be("s3:PutObjectTagging");
        result.AlsoRefused.Select(refused => refused.Request.Action).Should().BeEquivalentTo("s3:PutObject", "s3:PutObjectAcl");
    }

    [Test]
    public async Task Analyze_AllNeededAllowed_NamesWhatIsLeftAndNoChangeSince()
    {
        var result = await AnalyzeAsync(Copy, "s3:GetObject", "s3:PutObject");

        result.Assessment.Should().Be(Assessment.Allowed);
        result.AlsoRefused.Should().BeEmpty();
        result.Evidence.Notes.Should().Contain(note => note.Text.Contains("what is left is s3:GetObjectTagging on arn:aws:s3:::source/a and s3:PutObjectTagging on arn:aws:s3:::target/k"));
        result.Evidence.Notes.Should().NotContain(note => note.Id == "policies-probably-changed");
    }

    [Test]
    public async Task Analyze_OneThingLeft_StandsForTheEventAsInferred()
    {
        var result = await AnalyzeAsync(Copy, "s3:GetObject", "s3:PutObject", "s3:GetObjectTagging");

        result.Request!.Action.Should().Be("s3:PutObjectTagging");
        result.Causes.Should().ContainSingle().Which.IsInferred.Should().BeTrue();
        result.Evidence.Complete.Should().BeFalse();
        result.Evidence.Notes.Should().Contain(note => note.Id == "left-alone");
    }

    [Test]
    public async Task Analyze_NeededRefused_TellsThePossibleOnlyAsANote()
    {
        var result = await AnalyzeAsync(Copy, "s3:GetObject");

        result.Request!.Action.Should().Be("s3:PutObject");
        result.AlsoRefused.Should().BeEmpty();
        result.Evidence.Notes.Should().Contain(note => note.Text.StartsWith("The call may also need s3:GetObjectTagging"));
    }

    [Test]
    public async Task Analyze_SomeKey_IsNeverSaidToBeRefused()
    {
        var result = await AnalyzeAsync("""
            "source": "sqs", "event": "SendMessage", "parameters": { "queueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/q" }
            """, "sqs:SendMessage");

        result.Request!.Action.Should().Be("sqs:SendMessage");
        result.Assessment.Should().Be(Assessment.Allowed);
        result.Evidence.Notes.Should().Contain(note => note.Text.Contains("kms:GenerateDataKey") && note.Text.Contains("encrypts it"));
    }

    [Test]
    public async Task Analyze_InstanceProfile_IsTheRoleThatTheSnapshotHasInIt()
    {
        var result = await AnalyzeAsync(Run, "ec2:*");

        result.Request!.Action.Should().Be("iam:PassRole");
        result.Request.Resource.Value.Should().Be("arn:aws:iam::123456789012:role/fleet/server");
        result.Request.Context["iam:PassedToService"][0].Should().Be("ec2.amazonaws.com");
        result.Request.Need.Should().Be(RequestNeed.Needed);
        result.Causes[0].IsInferred.Should().BeFalse();
    }

    [Test]
    public async Task Analyze_MessageThatNamesTheProfilesRole_IsOneRequest()
    {
        var result = await AnalyzeAsync(Run + ", " + Message("iam:PassRole", "arn:aws:iam::123456789012:role/fleet/server"), "ec2:*");

        result.Request!.Action.Should().Be("iam:PassRole");
        result.Request.Context["iam:PassedToService"][0].Should().Be("ec2.amazonaws.com");
        result.AlsoRefused.Should().BeEmpty();
    }

    [Test]
    public async Task Analyze_ProfileThatNobodyKnows_IsOnlySuspected()
    {
        var result = await AnalyzeAsync(Run.Replace("\"web\"", "\"other\"", StringComparison.Ordinal), "ec2:*");

        result.Request!.Action.Should().Be("ec2:RunInstances");
        result.Assessment.Should().Be(Assessment.Allowed);
        result.Evidence.Notes.Should().Contain(note => note.Text.Contains("what is left is iam:PassRole on arn:aws:iam::123456789012:role/other"));
    }

    [TestCase(", { \"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\", \"Condition\": { \"StringNotEquals\": { \"aws:RequestTag/of\": \"x\", \"aws:FederatedProvider\": \"x\" } } }")]
    [TestCase("")]
    public async Task Analyze_FurtherActionThatNothingAllows_IsRefusedToo(string deny)
    {
        // ANL-02: whether the Deny applies, which nobody knows, or not: no statement allows to tag or to set an ACL.
        var result = await AnalyzeAsync(Put, ["s3:PutObject"], deny);

        result.AlsoRefused.Select(refused => refused.Request.Action).Append(result.Request!.Action).Should().Contain(["s3:PutObjectAcl", "s3:PutObjectTagging"]);
        if (deny.Length > 0)
        {
            result.Remediations.Should().OnlyContain(remedy => !remedy.Verified);
        }
    }

    [TestCase("sqs:*", Assessment.MissingAllowInIdentityPolicy)]
    [TestCase("sts:GetFederationToken", Assessment.Allowed)]
    public async Task Analyze_CredentialsThatCannotCall_TellsTheMissingAllowToo(string allowed, Assessment expected)
    {
        // TRUST-15: credentials are refused before any policy is looked at, so that the refusal says nothing of what policies allow.
        var result = await AnalyzeAsync("\"source\": \"sts\", \"event\": \"GetFederationToken\", \"parameters\": { \"name\": \"joe\" }", allowed);

        result.Assessment.Should().Be(expected);
        result.Refusal!.Id.Should().Be("sts-federation-with-session");
        result.Causes.Should().HaveCount(expected == Assessment.Allowed ? 0 : 1);
        result.Remediations.Should().BeEmpty();
    }

    [Test]
    public async Task Reports_RefusedToo_IsInEachOfThem()
    {
        var result = await AnalyzeAsync(Put, "sqs:*");
        var json = JsonReport.ToJson(result, indented: false);

        TextReport.ToText(result).Should().Contain("  also       s3:PutObjectAcl on arn:aws:s3:::bucket/k: Missing allow in an identity-based policy");
        MarkdownReport.ToMarkdown(result).Should().Contain("**Refused too**").And.Contain("- `s3:PutObjectAcl` on `arn:aws:s3:::bucket/k`");
        Html(result).Should().Contain("<h4>Refused too</h4>").And.Contain("s3:PutObjectAcl");
        var read = JsonReport.Parse(json);
        read.AlsoRefused.Select(refused => refused.Request.Action).Should().Equal("s3:PutObjectAcl", "s3:PutObjectTagging");
        read.AlsoRefused[0].Request.Provenance.Notes.Should().ContainSingle().Which.Text.Should().Contain("x-amz-acl");
        JsonReport.ToJson(read, indented: false).Should().Be(json);
    }

    private static string Html(AnalysisResult result)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        var report = new HtmlReport(output);
        report.Begin();
        report.Write(result);
        report.End();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Message(string action, string resource) =>
        $"\"message\": \"User: arn:aws:sts::123456789012:assumed-role/app/ann is not authorized to perform: {action} on resource: {resource} because no identity-based policy allows the {action} action\"";

    private static Task<AnalysisResult> AnalyzeAsync(string record, params string[] allowed) => AnalyzeAsync(record, allowed, "");

    private static async Task<AnalysisResult> AnalyzeAsync(string record, string[] allowed, string further)
    {
        using var c = JsonDocument.Parse($"{{ {record} }}");
        using var services = new ServiceCollection().AddAccessUndenied().UseSnapshot(Snapshot(allowed, further)).Services.BuildServiceProvider();
        return await services.GetRequiredService<IAccessDeniedAnalyzer>().AnalyzeAsync(SampleRecords.Of(c.RootElement));
    }

    private static Snapshot Snapshot(string[] allowed, string further) => new SnapshotBuilder().Add(Encoding.UTF8.GetBytes($$"""
        {
          "SnapshotVersion": 1, "CollectedAt": "2026-01-02T03:04:05Z", "Organization": {},
          "Accounts": { "123456789012": {
            "AuthorizationDetails": { "UserDetailList": [], "GroupDetailList": [], "Policies": [], "RoleDetailList": [
              { "RoleName": "app", "RoleId": "AROAEXAMPLEEXAMPLE000", "Arn": "arn:aws:iam::123456789012:role/team/app", "Path": "/team/",
                "RolePolicyList": [ { "PolicyName": "p", "PolicyDocument": { "Version": "2012-10-17", "Statement": [
                  { "Effect": "Allow", "Action": {{JsonSerializer.Serialize(allowed)}}, "Resource": "*" }{{further}} ] } } ], "AttachedManagedPolicies": [] },
              { "RoleName": "server", "RoleId": "AROAEXAMPLEEXAMPLE001", "Arn": "arn:aws:iam::123456789012:role/fleet/server", "Path": "/fleet/",
                "RolePolicyList": [], "AttachedManagedPolicies": [],
                "InstanceProfileList": [ { "InstanceProfileName": "web", "Arn": "arn:aws:iam::123456789012:instance-profile/web", "Roles": [ { "RoleName": "server" } ] } ] } ] },
            "ResourcePolicies": { "arn:aws:s3:::bucket": null, "arn:aws:s3:::source": null, "arn:aws:s3:::target": null, "arn:aws:sqs:us-east-1:123456789012:q": null },
            "ResourceTags": {}, "VpcEndpoints": {}, "S3PublicAccessBlock": {}, "Unavailable": [] } }
        }
        """), "test.json").Build();
}
