using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Requests.Sessions;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Reports;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;
using static AccessUndenied.Aws.Tests.Requests.Sessions.SessionRecords;

namespace AccessUndenied.Aws.Tests.Requests.Sessions;

/// <summary>Remedies at the call of a session's chain that made it so.</summary>
[Category("SESS-08")]
internal sealed class SessionLinkTests
{
    private const string Allow = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
    private const string OfTeam = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"web"}}}]}""";
    private const string OfSource = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*","Condition":{"StringEquals":{"aws:SourceIdentity":"jane"}}}]}""";
    private const string ReadOnly = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";

    [Test]
    public async Task Find_ExternalId_IsAFactOfTheLinkAndOfTheRequestItWas()
    {
        var index = await IndexAsync(Assume(Jane, "AKIAJANE", "reader", "jane", "ASIA1", new() { ["externalId"] = "acme-7", ["durationSeconds"] = 900 }));

        var facts = index.Find(await ReadAsync(Denied("reader", "jane", "ASIA1")))!;

        var link = facts.Session.Chain.Should().ContainSingle().Which;
        link.Should().BeEquivalentTo(new { ExternalId = "acme-7", DurationSeconds = 900 });
        link.Request!.Context["sts:ExternalId"].Should().Be(ContextValue.Of("acme-7"));
        link.Request.Provenance.ContextFrom["sts:ExternalId"].Should().Be("the call that made the session");
        // No call but AssumeRole itself ever has it.
        facts.Context.Should().NotContain(pair => pair.Key == "sts:ExternalId");
    }

    [Test]
    public async Task Find_CopiesOfOneCallWithOtherExternalIds_AreDisputed()
    {
        var index = await IndexAsync(
            Assume(Jane, "AKIAJANE", "reader", "jane", "ASIA1", new() { ["externalId"] = "acme-7" }), Assume(Jane, "AKIAJANE", "reader", "jane", "ASIA1", new() { ["externalId"] = "evil" }));

        index.Find(await ReadAsync(Denied("reader", "jane", "ASIA1")))!.Session.IsDisputed.Should().BeTrue();
    }

    [Test]
    public async Task Find_ParametersThatWereLeftOut_GiveNoRequestOfTheLink()
    {
        var record = JsonNode.Parse(Assume(Jane, "AKIAJANE", "reader", "jane", "ASIA1"))!;
        record["requestParameters"] = null;

        var link = (await IndexAsync(record.ToJsonString())).Find(await ReadAsync(Denied("reader", "jane", "ASIA1")))!.Session.Chain[0];

        link.Request.Should().BeNull();
        link.ExternalId.Should().BeNull();
    }

    [Test]
    public async Task Analyze_SessionPolicyThatForgotTheCall_NamesTheLinkThatPassesIt()
    {
        var result = await AnalyzeAsync(Allow, Trust("sts:AssumeRole"), Assume(Jane, "AKIAJANE", "reader", "jane", "ASIA1", new() { ["policy"] = ReadOnly, ["externalId"] = "acme-7" }));

        var remedy = result.Remediations[0];
        remedy.Changes.Should().ContainSingle().Which.Layer.Should().Be(PolicyLayer.Session);
        remedy.Link!.EventId.Should().Be("assume ASIA1");
        remedy.Verified.Should().BeTrue();
        remedy.Assumptions.Should().NotContain(note => note.Id.StartsWith("link-", StringComparison.Ordinal));
        TextReport.ToText(result).Should().Contain("  where      What the session was made with is as it is: it is to be made anew, by sts:AssumeRole as arn:aws:iam::123456789012:user/jane called it "
            + "at 2026-05-05 05:44:02 UTC (event assume ASIA1) with the external ID acme-7, with this.");
        JsonReport.ToJson(JsonReport.Parse(JsonReport.ToJson(result))).Should().Be(JsonReport.ToJson(result));
    }

    [Test]
    public async Task Analyze_ExternalIdThatTheTrustPolicyNoLongerWants_IsToldAndNotVerified()
    {
        var result = await AnalyzeAsync(
            Allow, Trust("sts:AssumeRole", "acme-8"), Assume(Jane, "AKIAJANE", "reader", "jane", "ASIA1", new() { ["policy"] = ReadOnly, ["externalId"] = "acme-7" }));

        var remedy = result.Remediations[0];
        remedy.Verified.Should().BeFalse();
        remedy.Assumptions.Should().ContainSingle(note => note.Id == "link-refused").Which.Text.Should().Be(
            "By the policies of now arn:aws:iam::123456789012:user/jane would be refused sts:AssumeRole on arn:aws:iam::123456789012:role/reader, which the session would have to be made with, "
            + "with the external ID 'acme-7' of then (nothing allows it): that has to be mended first.");
    }

    [TestCase("sts:TagSession", "link-allowed")]
    [TestCase("sts:SetSourceIdentity", "link-refused")]
    public async Task Analyze_SessionTagThatIsMissing_TriesTheCallThatWouldPassIt(string alsoTrusted, string expected)
    {
        var result = await AnalyzeAsync(OfTeam, Trust("sts:AssumeRole", "acme-7", alsoTrusted), Assume(Jane, "AKIAJANE", "reader", "jane", "ASIA1", new() { ["externalId"] = "acme-7" }));

        var remedy = result.Remediations.First(one => one.Kind == RemediationKind.CallerChange);
        remedy.Link!.EventId.Should().Be("assume ASIA1");
        remedy.Verified.Should().BeFalse();
        remedy.Assumptions.Select(note => note.Id).Should().Contain(expected);
    }

    [Test]
    public async Task Analyze_TransitiveTagThatIsAnother_NamesTheLinkThatSetIt()
    {
        var result = await AnalyzeAsync(
            OfTeam,
            Trust("sts:AssumeRole"),
            Assume(Jane, "AKIAJANE", "Deploy", "jane", "ASIA0", Tags(("team", "sea")), "team"),
            Assume($"arn:aws:sts::{Account}:assumed-role/Deploy/jane", "ASIA0", "reader", "jane", "ASIA1"));

        result.Remediations.First(one => one.Kind == RemediationKind.CallerChange).Link!.EventId.Should().Be("assume ASIA0");
    }

    [Test]
    public async Task Analyze_SourceIdentityThatIsMissing_NamesTheLinkAndWhatItNeeds()
    {
        var result = await AnalyzeAsync(
            OfSource, Trust("sts:AssumeRole", "acme-7", "sts:SetSourceIdentity"), Assume(Jane, "AKIAJANE", "reader", "jane", "ASIA1", new() { ["externalId"] = "acme-7" }));

        var remedy = result.Remediations.First(one => one.Kind == RemediationKind.CallerChange);
        remedy.Link!.EventId.Should().Be("assume ASIA1");
        remedy.Assumptions.Should().Contain(note => note.Id == "link-allowed" && note.Text.Contains("sts:SetSourceIdentity", StringComparison.Ordinal));
    }

    [Test]
    public async Task Analyze_RemedyThatIsNoneOfTheSession_HasNoLink()
    {
        var result = await AnalyzeAsync(ReadOnly, Trust("sts:AssumeRole"), Assume(Jane, "AKIAJANE", "reader", "jane", "ASIA1"));

        result.Session!.Found.Should().BeTrue();
        result.Remediations.Should().NotBeEmpty().And.OnlyContain(remedy => remedy.Link == null);
    }

    private static string Trust(string action, string externalId = "acme-7", string also = "sts:GetCallerIdentity") =>
        $$"""
        { "Version": "2012-10-17", "Statement": [
          { "Effect": "Allow", "Principal": { "AWS": "{{Account}}" }, "Action": "{{action}}", "Condition": { "StringEquals": { "sts:ExternalId": "{{externalId}}" } } },
          { "Effect": "Allow", "Principal": { "AWS": "{{Account}}" }, "Action": "{{also}}" } ] }
        """;

    private static async Task<AnalysisResult> AnalyzeAsync(string policy, string trust, params string[] sessions)
    {
        using var folder = new TemporaryFolder();
        var (trail, world) = (folder.File("trail.json"), folder.File("snapshot.json"));
        var denied = Denied("reader", "jane", "ASIA1", "sqs:SendMessage");
        if (!sessions[^1].Contains("\"policy\"", StringComparison.Ordinal))
        {
            denied = denied.Replace("no session policy", "no identity-based policy", StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(trail, $$"""{"Records":[{{string.Join(',', sessions)}},{{denied}}]}""");
        await File.WriteAllTextAsync(world, $$"""
            { "SnapshotVersion": 1, "Accounts": { "{{Account}}": { "AuthorizationDetails": {
              "UserDetailList": [ { "UserName": "jane", "UserId": "AIDAJANE", "Arn": "{{Jane}}", "Path": "/", "UserPolicyList": [ { "PolicyName": "all", "PolicyDocument": {{Allow}} } ] } ],
              "RoleDetailList": [
              { "RoleName": "Deploy", "RoleId": "AROADeploy", "Arn": "arn:aws:iam::{{Account}}:role/Deploy", "Path": "/", "RolePolicyList": [ { "PolicyName": "all", "PolicyDocument": {{Allow}} } ] },
              { "RoleName": "reader", "RoleId": "AROAreader", "Arn": "arn:aws:iam::{{Account}}:role/reader", "Path": "/", "AssumeRolePolicyDocument": {{trust}},
                "RolePolicyList": [ { "PolicyName": "own", "PolicyDocument": {{policy}} } ] } ] } } } }
            """);
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseSnapshot(world).UseSessions(new TrailSessionSource(new([TrailSource.OfPath(trail)], []), false));
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<IAccessDeniedAnalyzer>().AnalyzeAsync(CloudTrailReader.ReadPathAsync(trail, new(), new())).SingleAsync();
    }
}
