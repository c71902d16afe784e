using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Policies.History;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Policies;
using AccessUndenied.Reports;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Policies.History;

/// <summary>Changes within seconds of a refusal at 12:00:00, of which nobody knows whether they were in effect: IAM's records are those of us-east-1, the refusal's of eu-west-1.</summary>
[Category("HIST-11")]
internal sealed class UnsettledHistoryTests
{
    private const string Account = "123456789012";
    private const string Role = "arn:aws:iam::123456789012:role/app";
    private const string Allow = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*"}]}""";
    private const string Other = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""";
    private const string Deny = """{"Version":"2012-10-17","Statement":[{"Sid":"No","Effect":"Deny","Action":"*","Resource":"*"}]}""";

    private static readonly DateTimeOffset s_noon = new(2026, 5, 5, 12, 0, 0, TimeSpan.Zero);

    [TestCase("11:59:50", "10 s before", false)]
    [TestCase("11:59:57", "3 s before", false)]
    [TestCase("12:00:00", "in the very second", false)]
    [TestCase("12:00:04", "4 s after", true)]
    [TestCase("12:00:10", "10 s after", true)]
    public async Task FindAsync_ChangeWithinSeconds_IsUnknownAndEitherTextIsGiven(string time, string distance, bool isOldFirst)
    {
        var moment = await FindAsync(Write(time, "PutRolePolicy", Put(Deny)));

        moment.Policies.IsUnavailable(PolicyLayer.Identity).Should().BeTrue();
        moment.Timeline.Unknown.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Layer = PolicyLayer.Identity,
            IsUnsettled = true,
            Why = $"it was changed by iam:PutRolePolicy {distance}, within 10 seconds of the request: either text may have applied",
        });
        moment.Alternatives.Select(Effects).Should().Equal(isOldFirst ? ["Allow", "Deny"] : ["Deny", "Allow"]);
    }

    [TestCase("11:59:49", "Deny")]
    [TestCase("12:00:11", "Allow")]
    public async Task FindAsync_ChangeLongerAgo_IsCertain(string time, string expected)
    {
        var moment = await FindAsync(Write(time, "PutRolePolicy", Put(Deny)));

        moment.Alternatives.Should().BeEmpty();
        moment.Timeline.Unknown.Should().BeEmpty();
        Effects(moment.Policies).Should().Be(expected);
    }

    [Test]
    public async Task FindAsync_TwoChangesWithinSeconds_MayEachHaveBeenInEffect()
    {
        var moment = await FindAsync(
            Write("11:59:55", "PutRolePolicy", Put(Deny)), Write("11:59:58", "AttachRolePolicy", new() { ["roleName"] = "app", ["policyArn"] = "arn:aws:iam::aws:policy/ReadOnlyAccess" }));

        moment.Alternatives.Select(set => $"{Effects(set)} {set.Unavailable.Count}").Distinct().Should().HaveCount(4);
    }

    [Test]
    public async Task FindAsync_MoreChangesWithinSecondsThanCanBeTried_AreUnknown()
    {
        var moment = await FindAsync([.. Enumerable.Range(1, 5).Select(i => Write($"11:59:5{i}", "PutRolePolicy", Put(i % 2 == 0 ? Allow : Deny)))]);

        moment.Alternatives.Should().BeEmpty();
        moment.Policies.IsUnavailable(PolicyLayer.Identity).Should().BeTrue();
    }

    [Test]
    public async Task FindAsync_ChangeOfAnothersPolicyWithinSeconds_IsNoMatter() =>
        (await FindAsync(Write("11:59:58", "PutRolePolicy", new() { ["roleName"] = "other", ["policyName"] = "own", ["policyDocument"] = Deny }))).Alternatives.Should().BeEmpty();

    [Test]
    public async Task Analyze_TextsThatDecideAlike_LoseNothing()
    {
        var result = await AnalyzeAsync(Other, Write("11:59:58", "PutRolePolicy", Put(Other.Replace("s3:*", "ec2:*", StringComparison.Ordinal))));

        result.History!.Unknown.Should().BeEmpty();
        result.Evidence.Unavailable.Should().NotContain(item => item.Why.Contains("either text", StringComparison.Ordinal));
        result.Evidence.Notes.Should().NotContain(note => note.Id == "change-unsettled");
        result.Causes.Should().ContainSingle().Which.IsInferred.Should().BeFalse();
        result.Remediations.Should().Contain(remedy => remedy.Verified);
    }

    [TestCase("11:59:57")]
    [TestCase("12:00:03")]
    public async Task Analyze_PutRightWithinSeconds_SaysThatItWasNotInEffectYet(string time)
    {
        var result = await AnalyzeAsync(Other, Write(time, "PutRolePolicy", Put(Allow)));

        result.Assessment.ToText().Should().Be("Missing allow in an identity-based policy");
        result.History!.Unknown.Should().ContainSingle().Which.Why.Should().Contain("either text may have applied");
        result.Evidence.Notes.Should().Contain(note => note.Id == "change-unsettled" && note.Text.Contains("try again", StringComparison.Ordinal));
        result.History.Changes[0].Should().BeEquivalentTo(new { Effect = ChangeEffect.MadeAllowed, Action = "iam:PutRolePolicy" });
        TextReport.ToText(result).Should().Contain(time == "11:59:57"
            ? "with it the request would be allowed, so that it was not in effect everywhere yet, if nothing else refused" : "since then the request would be allowed");
        result.Remediations.Should().NotContain(remedy => remedy.Verified);
    }

    [Test]
    public async Task Analyze_BrokenWithinSeconds_NamesTheChangeAndSaysThatItIsNotCertain()
    {
        var result = await AnalyzeAsync(Allow, Write("11:59:58", "PutRolePolicy", Put(Other)));

        result.History!.Changes[0].Effect.Should().Be(ChangeEffect.MadeDenied);
        result.History.Unknown.Should().ContainSingle();
        result.Evidence.Notes.Should().Contain(note => note.Id == "change-unsettled");
    }

    private static string Effects(PolicySet set) => string.Join(' ', set.Identity.Select(policy => policy.Document!.Statements[0].Effect));

    private static async Task<PolicyMoment> FindAsync(params JsonObject[] records)
    {
        using var folder = new TemporaryFolder();
        var request = new AuthorizationRequest
        {
            Principal = new() { Kind = PrincipalKind.RoleSession, Id = $"arn:aws:sts::{Account}:assumed-role/app/s", EntityId = Role, AccountId = Account, Name = "app", SessionName = "s" },
            Action = "sqs:SendMessage",
            Resource = new($"arn:aws:sqs:eu-west-1:{Account}:intake", Account),
        };
        var history = (IPolicyHistory)new PolicyHistory([SnapshotIn(folder, Allow)], null, new TrailPass([TrailSource.OfPath(TrailIn(folder, records))], []));
        return (await history.FindAsync(request, s_noon, default))!;
    }

    private static async Task<AnalysisResult> AnalyzeAsync(string policy, params JsonObject[] records)
    {
        using var folder = new TemporaryFolder();
        var (trail, world) = (TrailIn(folder, records), SnapshotIn(folder, policy));
        var denied = new JsonObject
        {
            ["eventVersion"] = "1.11",
            ["userIdentity"] = new JsonObject
            {
                ["type"] = "AssumedRole", ["principalId"] = "AROAAPP:s", ["arn"] = $"arn:aws:sts::{Account}:assumed-role/app/s", ["accountId"] = Account,
                ["sessionContext"] = new JsonObject
                {
                    ["sessionIssuer"] = new JsonObject { ["type"] = "Role", ["principalId"] = "AROAAPP", ["arn"] = Role, ["accountId"] = Account, ["userName"] = "app" },
                },
            },
            ["eventTime"] = "2026-05-05T12:00:00Z", ["eventSource"] = "sqs.amazonaws.com", ["eventName"] = "SendMessage", ["awsRegion"] = "eu-west-1", ["sourceIPAddress"] = "192.0.2.1",
            ["errorCode"] = "AccessDenied",
            ["errorMessage"] = $"User: arn:aws:sts::{Account}:assumed-role/app/s is not authorized to perform: sqs:sendmessage on resource: arn:aws:sqs:eu-west-1:{Account}:intake because no identity-based policy allows the sqs:sendmessage action",
            ["requestParameters"] = new JsonObject { ["queueUrl"] = $"https://sqs.eu-west-1.amazonaws.com/{Account}/intake" },
            ["eventID"] = "denied", ["eventType"] = "AwsApiCall", ["recipientAccountId"] = Account,
        };
        var events = folder.File("events.json");
        await File.WriteAllTextAsync(events, denied.ToJsonString());
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseSnapshot(world).UsePolicyHistory(new PolicyHistory([world], null, new TrailPass([TrailSource.OfPath(trail)], [])));
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<IAccessDeniedAnalyzer>().AnalyzeAsync(CloudTrailReader.ReadPathAsync(events, new(), new())).SingleAsync();
    }

    private static string TrailIn(TemporaryFolder folder, JsonObject[] records)
    {
        var trail = folder.File("trail.json");
        File.WriteAllText(trail, new JsonObject { ["Records"] = new JsonArray([.. records]) }.ToJsonString());
        return trail;
    }

    private static JsonObject Put(string document) => new() { ["roleName"] = "app", ["policyName"] = "own", ["policyDocument"] = document };

    private static JsonObject Write(string time, string name, JsonObject parameters) => new()
    {
        ["eventVersion"] = "1.11",
        ["userIdentity"] = new JsonObject { ["type"] = "IAMUser", ["principalId"] = "AIDACAROL", ["arn"] = $"arn:aws:iam::{Account}:user/carol", ["accountId"] = Account, ["userName"] = "carol" },
        ["eventTime"] = $"2026-05-05T{time}Z", ["eventSource"] = "iam.amazonaws.com", ["eventName"] = name, ["awsRegion"] = "us-east-1", ["sourceIPAddress"] = "192.0.2.1",
        ["userAgent"] = "aws-cli", ["requestParameters"] = parameters, ["responseElements"] = null, ["eventID"] = time, ["eventType"] = "AwsApiCall", ["recipientAccountId"] = Account,
    };

    private static string SnapshotIn(TemporaryFolder folder, string document)
    {
        var path = folder.File("snapshot.json");
        File.WriteAllText(path, $$"""
            { "SnapshotVersion": 1, "CollectedAt": "2026-05-05T09:00:00Z", "Accounts": { "{{Account}}": { "AuthorizationDetails": {
              "UserDetailList": [], "GroupDetailList": [], "Policies": [],
              "RoleDetailList": [ { "RoleName": "app", "RoleId": "AROAAPP", "Arn": "{{Role}}", "Path": "/", "AttachedManagedPolicies": [],
                "RolePolicyList": [ { "PolicyName": "own", "PolicyDocument": {{document}} } ] } ] },
              "ResourcePolicies": { "arn:aws:sqs:eu-west-1:{{Account}}:intake": null } } } }
            """);
        return path;
    }
}
