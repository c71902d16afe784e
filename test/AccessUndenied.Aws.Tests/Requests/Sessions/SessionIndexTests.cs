using System.Text;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Requests.Sessions;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Reports;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;
using static AccessUndenied.Aws.Tests.Requests.Sessions.SessionRecords;

namespace AccessUndenied.Aws.Tests.Requests.Sessions;

/// <summary>From a record back to the call that made its session, and through a chain of roles to whoever began.</summary>
internal sealed class SessionIndexTests
{
    [Test]
    public async Task Find_AccessKeyOfTheSession_GivesWhatCameWithTheCall()
    {
        var index = await IndexAsync(Assume(Jane, "AKIAJANE", "Deploy", "jane", "ASIA1", parameters: new()
        {
            ["policy"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""",
            ["policyArns"] = new JsonArray(new JsonObject { ["arn"] = "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
            ["tags"] = new JsonArray(new JsonObject { ["key"] = "team", ["value"] = "web" }),
            ["sourceIdentity"] = "jane@example.org",
            ["externalId"] = "x-1",
            ["serialNumber"] = "arn:aws:iam::123456789012:mfa/jane",
        }));

        var facts = index.Find(await ReadAsync(Denied("Deploy", "jane", "ASIA1")))!;

        facts.Session.Should().BeEquivalentTo(new { Found = true, Why = (string?)null, SessionPolicies = 2, SourceIdentity = "jane@example.org", MfaAuthenticated = true });
        facts.Session.Tags.Should().Equal(new Dictionary<string, string> { ["team"] = "web" });
        facts.Session.Chain.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Principal = Jane, Action = "sts:AssumeRole", EventId = "assume ASIA1" });
        facts.Session.Policies.Select(policy => policy.Id).Should().Equal("arn:aws:iam::aws:policy/ReadOnlyAccess", "passed as text");
        facts.Context.Should().Contain(KeyValuePair.Create("aws:PrincipalTag/team", ContextValue.Of("web")));
        facts.Context.Should().Contain(KeyValuePair.Create("aws:SourceIdentity", ContextValue.Of("jane@example.org")));
    }

    [Test]
    public async Task Find_ChainOfFiveRoles_LeadsToWhoeverBeganWhateverTheOrder()
    {
        var calls = new List<string> { Assume(Jane, "AKIAJANE", "Role1", "jane", "ASIA1", Tags(("team", "web"), ("own", "x")), transitive: "team") };
        for (var i = 1; i < 5; i++)
        {
            calls.Add(Assume($"arn:aws:sts::{Account}:assumed-role/Role{i}/jane", $"ASIA{i}", $"Role{i + 1}", "jane", $"ASIA{i + 1}"));
        }

        calls.Reverse();
        var facts = (await IndexAsync([.. calls])).Find(await ReadAsync(Denied("Role5", "jane", "ASIA5")))!;

        facts.Session.Chain.Select(link => link.Principal).Should().Equal(
            Jane, "arn:aws:sts::123456789012:assumed-role/Role1/jane", "arn:aws:sts::123456789012:assumed-role/Role2/jane",
            "arn:aws:sts::123456789012:assumed-role/Role3/jane", "arn:aws:sts::123456789012:assumed-role/Role4/jane");
        facts.Session.Tags.Should().Equal(new Dictionary<string, string> { ["team"] = "web" }, because: "SESS-03: only transitive tags come along");
        facts.Session.SessionPolicies.Should().Be(0);
    }

    [Test]
    public async Task Find_TransitiveTagPassedAgain_StaysAsItWas()
    {
        var index = await IndexAsync(
            Assume(Jane, "AKIAJANE", "Role1", "jane", "ASIA1", Tags(("team", "web")), transitive: "team"),
            Assume($"arn:aws:sts::{Account}:assumed-role/Role1/jane", "ASIA1", "Role2", "jane", "ASIA2", Tags(("team", "other"))));

        index.Find(await ReadAsync(Denied("Role2", "jane", "ASIA2")))!.Session.Tags["team"].Should().Be("web");
    }

    [Test]
    public async Task Find_NoAccessKeyInTheRecord_GoesBySessionAndMomentAndSaysSo()
    {
        var index = await IndexAsync(Assume(Jane, "AKIAJANE", "Deploy", "jane", "ASIA1"));

        var session = index.Find(await ReadAsync(Denied("Deploy", "jane", null)))!.Session;

        session.Found.Should().BeTrue();
        session.Why.Should().StartWith("taken to be the one by session and time");
    }

    [Test]
    public async Task Find_RoleMadeAgainUnderTheSameName_IsAnotherSession()
    {
        var index = await IndexAsync(Assume(Jane, "AKIAJANE", "Deploy", "jane", "ASIA1"));
        var record = JsonNode.Parse(Denied("Deploy", "jane", "ASIA1"))!;
        record["userIdentity"]!["principalId"] = "AROAANOTHERROLE:jane";

        index.Find(await ReadAsync(record.ToJsonString()))!.Session.Found.Should().BeFalse();
    }

    [Test]
    public async Task Find_CallFromAnotherAccount_TakesTheCopyThatNamesTheCaller()
    {
        var anonymous = JsonNode.Parse(Assume(Jane, "AKIAJANE", "Deploy", "jane", "ASIA1"))!;
        anonymous["userIdentity"] = new JsonObject { ["type"] = "AWSAccount", ["principalId"] = "AIDAJANE", ["accountId"] = "111111111111" };
        foreach (var order in new[] { false, true })
        {
            string[] copies = [Assume(Jane, "AKIAJANE", "Deploy", "jane", "ASIA1"), anonymous.ToJsonString()];
            var index = await IndexAsync(order ? copies : [copies[1], copies[0]]);

            index.Find(await ReadAsync(Denied("Deploy", "jane", "ASIA1")))!.Session.Chain[0].Principal.Should().Be(Jane);
        }
    }

    [Test]
    public async Task Find_ChainThatLeadsBackIntoItself_Ends()
    {
        var self = $"arn:aws:sts::{Account}:assumed-role/Deploy/jane";
        var index = await IndexAsync(Assume(self, "ASIA2", "Deploy", "jane", "ASIA1"), Assume(self, "ASIA1", "Deploy", "jane", "ASIA2"));

        index.Find(await ReadAsync(Denied("Deploy", "jane", "ASIA1")))!.Session.Chain.Should().HaveCount(2);
    }

    [Test]
    public async Task Find_ParametersThatWereLeftOut_ArePoliciesThatNobodyKnows()
    {
        var record = JsonNode.Parse(Assume(Jane, "AKIAJANE", "Deploy", "jane", "ASIA1"))!;
        record["requestParameters"] = new JsonObject { ["omitted"] = true, ["originalSize"] = 123456, ["reason"] = "requestParameters too large" };

        var session = (await IndexAsync(record.ToJsonString())).Find(await ReadAsync(Denied("Deploy", "jane", "ASIA1")))!.Session;

        session.SessionPolicies.Should().BeNull();
        session.Why.Should().Contain("does not have its parameters");
    }

    [Test]
    public async Task Find_PolicyInEveryForm_IsRead()
    {
        const string Document = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";
        foreach (var (form, count) in new (JsonNode, int?)[] { (Document, 1), (Uri.EscapeDataString(Document), 1), (JsonNode.Parse(Document)!, 1), ("HIDDEN_DUE_TO_SECURITY_REASONS", null), (5, 1) })
        {
            var index = await IndexAsync(Assume(Jane, "AKIAJANE", "Deploy", "jane", "ASIA1", new() { ["policy"] = form }));

            index.Find(await ReadAsync(Denied("Deploy", "jane", "ASIA1")))!.Session.SessionPolicies.Should().Be(count, because: form.ToJsonString());
        }
    }

    [TestCase("AssumeRoleWithSAML", "saml:sub", "jane")]
    [TestCase("AssumeRoleWithWebIdentity", "token.example.org:sub", "repo:shop")]
    public async Task Find_FederatedSession_KnowsWhatTheTokenSaid(string operation, string key, string expected)
    {
        var record = JsonNode.Parse(Assume(Jane, null, "Deploy", "jane", "ASIA1"))!;
        record["eventName"] = operation;
        record["userIdentity"] = new JsonObject { ["type"] = operation.EndsWith('L') ? "SAMLUser" : "WebIdentityUser", ["principalId"] = "provider:aud:sub", ["userName"] = "jane" };
        record["responseElements"]!["subject"] = "jane";
        record["responseElements"]!["provider"] = "arn:aws:iam::123456789012:oidc-provider/token.example.org";
        record["responseElements"]!["subjectFromWebIdentityToken"] = "repo:shop";

        var facts = (await IndexAsync(record.ToJsonString())).Find(await ReadAsync(Denied("Deploy", "jane", "ASIA1")))!;

        facts.Context.Should().Contain(KeyValuePair.Create(key, ContextValue.Of(expected)));
        facts.Session.Chain[0].Principal.Should().Be("jane");
    }

    [Test]
    public async Task Find_SwitchInTheConsole_NamesWhoSwitched()
    {
        var record = JsonNode.Parse(Denied("Deploy", "jane", null))!.AsObject();
        record.Remove("errorCode");
        record.Remove("errorMessage");
        record["eventSource"] = "signin.amazonaws.com";
        record["eventName"] = "SwitchRole";
        record["eventTime"] = "2026-05-05T05:40:00Z";
        record["responseElements"] = new JsonObject { ["SwitchRole"] = "Success" };
        record["additionalEventData"] = new JsonObject { ["SwitchFrom"] = Jane };
        var console = JsonNode.Parse(Denied("Deploy", "jane", "ASIACONSOLE"))!;
        console["userIdentity"]!["sessionContext"]!["attributes"]!["creationDate"] = "2026-05-05T05:41:00Z";

        var session = (await IndexAsync(record.ToJsonString())).Find(await ReadAsync(console.ToJsonString()))!.Session;

        session.Chain.Should().ContainSingle().Which.Principal.Should().Be(Jane);
        session.Why.Should().StartWith("taken to be the one since it was the last switch");
    }

    [Test]
    public async Task Add_MoreSessionsThanItHolds_ForgetsThoseThatEndedFirst()
    {
        var index = new SessionIndex(10);
        for (var i = 0; i < 100; i++)
        {
            index.Add(await ReadAsync(Assume(Jane, "AKIAJANE", "Deploy", "jane", $"ASIA{i:D3}", time: DateTimeOffset.Parse("2026-05-05T05:00:00Z").AddMinutes(i))));
        }

        index.Count.Should().BeLessThanOrEqualTo(10);
        index.HasForgotten.Should().BeTrue();
        var old = index.Find(await ReadAsync(Denied("Deploy", "jane", "ASIA000", created: "2026-05-05T05:00:00Z")))!.Session;
        old.Found.Should().BeFalse();
        old.Why.Should().Contain("not forgotten for want of room");
    }

    [TestCase("errorCode")]
    [TestCase("errorMessage")]
    public async Task Add_CallThatFailed_MakesNoSession(string member)
    {
        var record = JsonNode.Parse(Assume(Jane, "AKIAJANE", "Deploy", "jane", "ASIA1"))!;
        record[member] = "is not authorized to perform: sts:AssumeRole";

        (await IndexAsync(record.ToJsonString())).Count.Should().Be(0);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Find_TwoCallsWithOneKey_TakesTheOneOfTheSessionsTime(bool isForgedFirst)
    {
        var forged = Assume("arn:aws:iam::222222222222:user/evil", "AKIAEVIL", "Deploy", "jane", "ASIA1", time: DateTimeOffset.Parse("2026-05-05T05:42:00Z"));
        var genuine = Assume(Jane, "AKIAJANE", "Deploy", "jane", "ASIA1");
        var index = await IndexAsync(isForgedFirst ? [forged, genuine] : [genuine, forged]);

        var session = index.Find(await ReadAsync(Denied("Deploy", "jane", "ASIA1")))!.Session;

        session.Should().BeEquivalentTo(new { Found = true, Why = (string?)null });
        session.Chain[0].Principal.Should().Be(Jane);
    }

    [TestCase("ASIA1", "2026-05-05T05:44:02Z", TestName = "Find_CallsThatTheTimeDoesNotTellApart_AreDisputed(same time)")]
    [TestCase("ASIA1", "2026-05-05T05:30:00Z", TestName = "Find_CallsThatTheTimeDoesNotTellApart_AreDisputed(neither time)")]
    [TestCase(null, "2026-05-05T05:44:02Z", TestName = "Find_CallsThatTheTimeDoesNotTellApart_AreDisputed(by moment)")]
    public async Task Find_CallsThatTheTimeDoesNotTellApart_AreDisputed(string? key, string created)
    {
        var index = await IndexAsync(Assume("arn:aws:iam::222222222222:user/evil", "AKIAEVIL", "Deploy", "jane", "ASIA1"), Assume(Jane, "AKIAJANE", "Deploy", "jane", "ASIA1"));

        var session = index.Find(await ReadAsync(Denied("Deploy", "jane", key, created: created)))!.Session;

        session.Should().BeEquivalentTo(new { Found = false, IsDisputed = true, Chain = Array.Empty<SessionLink>() });
        session.Why.Should().Contain("contradict each other");
    }

    [Test]
    public async Task Find_OneCallOfAnotherTime_IsDisputed()
    {
        var index = await IndexAsync(Assume("arn:aws:iam::222222222222:user/evil", "AKIAEVIL", "Deploy", "jane", "ASIA1", time: DateTimeOffset.Parse("2026-05-05T05:42:00Z")));

        index.Find(await ReadAsync(Denied("Deploy", "jane", "ASIA1")))!.Session.IsDisputed.Should().BeTrue();
    }

    [Test]
    public async Task Find_MoreCallsThanAreToldApart_AreDisputedThoughOneHasTheTime()
    {
        var forged = Enumerable.Range(0, 40).Select(i => Assume("arn:aws:iam::222222222222:user/evil", "AKIAEVIL", "Deploy", "jane", "ASIA1", time: DateTimeOffset.Parse("2026-05-05T05:44:02Z").AddMinutes(-i)));
        var index = await IndexAsync([.. forged, Assume(Jane, "AKIAJANE", "Deploy", "jane", "ASIA1")]);

        index.Find(await ReadAsync(Denied("Deploy", "jane", "ASIA1")))!.Session.IsDisputed.Should().BeTrue();
    }

    [Test]
    public async Task Analyze_DisputedSession_LeavesItsPoliciesUnknownAndSaysSo()
    {
        const string Wide = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
        var results = await AnalyzeAsync(
            Assume("arn:aws:iam::222222222222:user/evil", "AKIAEVIL", "reader", "jane", "ASIA1", new() { ["policy"] = Wide }),
            Assume(Jane, "AKIAJANE", "reader", "jane", "ASIA1", new() { ["policy"] = Wide.Replace("Allow", "Deny", StringComparison.Ordinal) }),
            Denied("reader", "jane", "ASIA1", "sqs:SendMessage"));

        var result = results.Single();
        result.Session!.Why.Should().Contain("contradict each other");
        result.Evidence.Unavailable.Should().Contain(item => item.Layer == PolicyLayer.Session);
        result.Assessment.ToText().Should().Be("Missing allow in a session policy");
    }

    [Test]
    public async Task Analyze_SessionPolicyInTheTrail_IsEvaluatedAndShown()
    {
        var policy = """{"Version":"2012-10-17","Statement":[{"Sid":"OnlyRead","Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";
        var results = await AnalyzeAsync(Assume(Jane, "AKIAJANE", "reader", "jane", "ASIA1", new() { ["policy"] = policy }), Denied("reader", "jane", "ASIA1", "sqs:SendMessage"));

        var result = results.Single();
        result.Session!.Found.Should().BeTrue();
        result.Layers.Should().Contain(layer => layer.Layer == PolicyLayer.Session && layer.Decision == Decision.ImplicitDeny);
        result.Causes.Should().Contain(cause => cause.Layer == PolicyLayer.Session);
        result.Evidence.Notes.Should().NotContain(note => note.Text.Contains("the session's policy stands in", StringComparison.Ordinal));
        TextReport.ToText(result).Should().Contain("  session    jane → reader (sts:AssumeRole at 2026-05-05 05:44:02 UTC, event assume ASIA1)");
        JsonReport.ToJson(JsonReport.Parse(JsonReport.ToJson(result))).Should().Be(JsonReport.ToJson(result));
    }

    [Test]
    public async Task Analyze_SessionPolicyThatIsNone_LeavesTheLayerUnknown()
    {
        var results = await AnalyzeAsync(Assume(Jane, "AKIAJANE", "reader", "jane", "ASIA1", new() { ["policy"] = "{ broken" }), Denied("reader", "jane", "ASIA1", "sqs:SendMessage"));

        results.Single().Layers.Where(layer => layer.Layer == PolicyLayer.Session).Should().NotContain(layer => layer.Decision == Decision.Allowed);
    }

    [Test]
    public async Task Analyze_ManagedSessionPolicyThatIsNotAtHand_IsNamedAsUnread()
    {
        var arn = "arn:aws:iam::aws:policy/NowhereAccess";
        var results = await AnalyzeAsync(
            Assume(Jane, "AKIAJANE", "reader", "jane", "ASIA1", new() { ["policyArns"] = new JsonArray(new JsonObject { ["arn"] = arn }) }), Denied("reader", "jane", "ASIA1", "sqs:SendMessage"));

        results.Single().Evidence.Unavailable.Should().Contain(item => item.Layer == PolicyLayer.Session && item.What == $"session policy {arn}");
    }

    [Test]
    public async Task Analyze_NoCallInTheTrail_IsToldWhereTheTrailWasNamed()
    {
        foreach (var isNamed in new[] { false, true })
        {
            var denied = Denied("reader", "jane", "ASIA1", "sqs:SendMessage").Replace("no session policy", "no identity-based policy", StringComparison.Ordinal);
            var results = await AnalyzeAsync(isNamed, Assume(Jane, "AKIAJANE", "Deploy", "jane", "ASIA9"), denied);

            (results.Single().Session is { Found: false, Why: not null }).Should().Be(isNamed);
        }
    }

    private static Task<List<AnalysisResult>> AnalyzeAsync(params string[] records) => AnalyzeAsync(false, records);

    private static async Task<List<AnalysisResult>> AnalyzeAsync(bool isNamed, params string[] records)
    {
        using var folder = new TemporaryFolder();
        var (trail, world) = (folder.File("trail.json"), folder.File("snapshot.json"));
        await File.WriteAllTextAsync(trail, $$"""{"Records":[{{string.Join(',', records)}}]}""");
        await File.WriteAllTextAsync(world, """
            { "SnapshotVersion": 1, "Accounts": { "123456789012": { "AuthorizationDetails": { "RoleDetailList": [
              { "RoleName": "reader", "RoleId": "AROAreader", "Arn": "arn:aws:iam::123456789012:role/reader", "Path": "/",
                "RolePolicyList": [ { "PolicyName": "own", "PolicyDocument": { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": "*", "Resource": "*" } ] } } ] } ] } } } }
            """);
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseSnapshot(world).UseSessions(new TrailSessionSource(new([TrailSource.OfPath(trail)], []), isNamed));
        await using var provider = services.BuildServiceProvider();
        var analyzer = provider.GetRequiredService<IAccessDeniedAnalyzer>();
        return await analyzer.AnalyzeAsync(CloudTrailReader.ReadPathAsync(trail, new(), new())).ToListAsync();
    }
}
