using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Policies.History;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Policies.History;

/// <summary>Users and groups that get another name or path: what they have goes along, and the unique id tells who it is.</summary>
[Category("HIST-12")]
internal sealed class RenamedHistoryTests
{
    private const string Account = "123456789012";
    private const string Own = """{"Version":"2012-10-17","Statement":[{"Sid":"Own","Effect":"Allow","Action":"s3:*","Resource":"*"}]}""";
    private const string Team = """{"Version":"2012-10-17","Statement":[{"Sid":"Team","Effect":"Allow","Action":"s3:*","Resource":"*"}]}""";
    private const string New = """{"Version":"2012-10-17","Statement":[{"Sid":"New","Effect":"Deny","Action":"s3:*","Resource":"*"}]}""";

    [TestCase("jane", "11:00:00", "Own Team", TestName = "FindAsync_RenamedLater_StandsUnderItsNameOfThen")]
    [TestCase("jane.doe", "13:00:00", "Own Team", TestName = "FindAsync_RenamedBefore_StandsUnderItsNewName")]
    public async Task FindAsync_EarlierSnapshot(string name, string time, string expected)
    {
        var moment = await FindAsync(name, time, [SnapshotOf("09:00:00", "jane", "devs")], Rename("12:00:00", "UpdateUser", "user", "jane", "jane.doe"));

        Sids(moment.Policies).Should().Be(expected);
        moment.Timeline.Unknown.Should().BeEmpty();
    }

    [TestCase("jane", "11:00:00", TestName = "FindAsync_LaterSnapshotAlone_TellsOfTheOldName")]
    [TestCase("jane.doe", "13:00:00", TestName = "FindAsync_LaterSnapshotAlone_TellsOfTheNewName")]
    public async Task FindAsync_LaterSnapshot(string name, string time)
    {
        var moment = await FindAsync(name, time, [SnapshotOf("18:00:00", "jane.doe", "devs")], Rename("12:00:00", "UpdateUser", "user", "jane", "jane.doe"));

        Sids(moment.Policies).Should().Be("Own Team");
    }

    [Test]
    public async Task FindAsync_RenamedTwiceAndChangedBetween_IsFollowedThroughAllNames()
    {
        JsonObject[] records =
        [
            Rename("10:00:00", "UpdateUser", "user", "jane", "jd"), Put("11:00:00", "jd", New), Rename("12:00:00", "UpdateUser", "user", "jd", "jane.doe"),
        ];

        Sids((await FindAsync("jane", "09:30:00", [SnapshotOf("09:00:00", "jane", "devs")], records)).Policies).Should().Be("Own Team");
        Sids((await FindAsync("jd", "10:30:00", [SnapshotOf("09:00:00", "jane", "devs")], records)).Policies).Should().Be("Own Team");
        var last = await FindAsync("jane.doe", "13:00:00", [SnapshotOf("09:00:00", "jane", "devs")], records);
        Sids(last.Policies).Should().Be("New Team");
        last.Timeline.Changes.Select(change => change.Action).Should().Equal("iam:UpdateUser", "iam:PutUserPolicy", "iam:UpdateUser");
        last.Timeline.Unknown.Should().BeEmpty();
    }

    [Test]
    public async Task FindAsync_PoliciesOfNow_AreThoseUnderTheNewName()
    {
        var moment = await FindAsync("jane", "11:00:00", [SnapshotOf("09:00:00", "jane", "devs")], Rename("12:00:00", "UpdateUser", "user", "jane", "jane.doe"), Put("13:00:00", "jane.doe", New));

        Sids(moment.Policies).Should().Be("Own Team");
        Sids(moment.Today!).Should().Be("New Team");
    }

    [Test]
    public async Task FindAsync_OldNameTakenByAnother_IsToldApartByTheUniqueId()
    {
        var created = Write("12:30:00", "CreateUser", new() { ["userName"] = "jane" });
        created["responseElements"] = new JsonObject { ["user"] = new JsonObject { ["arn"] = $"arn:aws:iam::{Account}:user/jane", ["userName"] = "jane", ["userId"] = "AIDAOTHER", ["path"] = "/" } };
        JsonObject[] records = [Rename("12:00:00", "UpdateUser", "user", "jane", "jane.doe"), created, Put("12:40:00", "jane", New)];
        JsonObject[] snapshots = [SnapshotOf("09:00:00", "jane", "devs")];

        Sids((await FindAsync("jane.doe", "13:00:00", snapshots, records)).Policies).Should().Be("Own Team");
        Sids((await FindAsync("jane", "13:00:00", snapshots, "AIDAOTHER", records)).Policies).Should().Be("New");
    }

    [Test]
    public async Task FindAsync_GroupRenamed_KeepsItsMembersAndPolicies()
    {
        var rename = Rename("12:00:00", "UpdateGroup", "group", "devs", "builders");

        foreach (var snapshot in new[] { SnapshotOf("09:00:00", "jane", "devs"), SnapshotOf("18:00:00", "jane", "builders") })
        {
            foreach (var time in new[] { "11:00:00", "13:00:00" })
            {
                var moment = await FindAsync("jane", time, [snapshot], rename);

                Sids(moment.Policies).Should().Be("Own Team");
                moment.Timeline.Unknown.Should().BeEmpty();
            }
        }
    }

    [Test]
    public async Task FindAsync_OtherPath_KeepsAllButTheArn()
    {
        var moved = Write("12:00:00", "UpdateUser", new() { ["userName"] = "jane", ["newPath"] = "/division/" });

        var moment = await FindAsync("division/jane", "13:00:00", [SnapshotOf("09:00:00", "jane", "devs")], moved);

        Sids(moment.Policies).Should().Be("Own Team");
        moment.Timeline.Unknown.Should().BeEmpty();
    }

    [Test]
    public async Task FindAsync_PolicyOfAResourceThatNamesTheOldName_IsUnknown()
    {
        var named = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Account}}:user/jane"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::data/*"}]}""";
        var put = Write("10:00:00", "PutBucketPolicy", new() { ["bucketName"] = "data", ["bucketPolicy"] = JsonNode.Parse(named) });
        put["eventSource"] = "s3.amazonaws.com";
        JsonObject[] records = [put, Rename("12:00:00", "UpdateUser", "user", "jane", "jane.doe")];

        (await FindAsync("jane", "11:00:00", [SnapshotOf("09:00:00", "jane", "devs")], records)).Policies.IsUnavailable(PolicyLayer.Resource).Should().BeFalse();
        (await FindAsync("jane.doe", "13:00:00", [SnapshotOf("09:00:00", "jane", "devs")], records)).Policies.IsUnavailable(PolicyLayer.Resource).Should().BeTrue();
    }

    [Test]
    public async Task FindAsync_NothingKnownFromBefore_StaysUnknown()
    {
        var moment = await FindAsync("jane.doe", "13:00:00", [SnapshotOf("09:00:00", "other", "devs", isWhole: false)], Rename("12:00:00", "UpdateUser", "user", "jane", "jane.doe"));

        moment.Policies.IsUnavailable(PolicyLayer.Identity).Should().BeTrue();
    }

    private static string Sids(PolicySet set) => string.Join(' ', set.Identity.Select(policy => policy.Document!.Statements[0].Sid).Order(StringComparer.Ordinal));

    private static Task<PolicyMoment> FindAsync(string name, string time, JsonObject[] snapshots, params JsonObject[] records) => FindAsync(name, time, snapshots, "AIDAJANE", records);

    private static async Task<PolicyMoment> FindAsync(string name, string time, JsonObject[] snapshots, string id, params JsonObject[] records)
    {
        using var folder = new TemporaryFolder();
        var trail = folder.File("trail.json");
        await File.WriteAllTextAsync(trail, new JsonObject { ["Records"] = new JsonArray([.. records.Select(record => record.DeepClone())]) }.ToJsonString());
        var path = folder.File("snapshot.json");
        await File.WriteAllTextAsync(path, snapshots[0].ToJsonString());
        var arn = $"arn:aws:iam::{Account}:user/{name}";
        var request = new AuthorizationRequest
        {
            Principal = new() { Kind = PrincipalKind.User, Id = arn, EntityId = arn, AccountId = Account, Name = name[(name.LastIndexOf('/') + 1)..], UniqueId = id },
            Action = "s3:GetObject",
            Resource = new("arn:aws:s3:::data/a", Account),
        };
        IPolicyHistory history = new PolicyHistory([path], null, new TrailPass([TrailSource.OfPath(trail)], []));
        return (await history.FindAsync(request, DateTimeOffset.Parse($"2026-05-05T{time}Z", System.Globalization.CultureInfo.InvariantCulture), default))!;
    }

    private static JsonObject Rename(string time, string operation, string kind, string name, string renamed) =>
        Write(time, operation, new() { [$"{kind}Name"] = name, [$"new{char.ToUpperInvariant(kind[0])}{kind[1..]}Name"] = renamed });

    private static JsonObject Put(string time, string name, string document) =>
        Write(time, "PutUserPolicy", new() { ["userName"] = name, ["policyName"] = "own", ["policyDocument"] = document });

    private static JsonObject Write(string time, string name, JsonObject parameters) => new()
    {
        ["eventVersion"] = "1.11",
        ["userIdentity"] = new JsonObject { ["type"] = "IAMUser", ["principalId"] = "AIDACAROL", ["arn"] = $"arn:aws:iam::{Account}:user/carol", ["accountId"] = Account, ["userName"] = "carol" },
        ["eventTime"] = $"2026-05-05T{time}Z", ["eventSource"] = "iam.amazonaws.com", ["eventName"] = name, ["awsRegion"] = "us-east-1", ["sourceIPAddress"] = "192.0.2.1",
        ["userAgent"] = "aws-cli", ["requestParameters"] = parameters, ["responseElements"] = null, ["eventID"] = $"{time} {name}", ["eventType"] = "AwsApiCall", ["recipientAccountId"] = Account,
    };

    private static JsonObject SnapshotOf(string time, string user, string group, bool isWhole = true) => new()
    {
        ["SnapshotVersion"] = 1, ["CollectedAt"] = $"2026-05-05T{time}Z",
        ["Accounts"] = new JsonObject
        {
            [isWhole ? Account : "222222222222"] = new JsonObject
            {
                ["AuthorizationDetails"] = new JsonObject
                {
                    ["RoleDetailList"] = new JsonArray(), ["Policies"] = new JsonArray(),
                    ["UserDetailList"] = new JsonArray(new JsonObject
                    {
                        ["UserName"] = user, ["UserId"] = "AIDAJANE", ["Arn"] = $"arn:aws:iam::{Account}:user/{user}", ["Path"] = "/", ["AttachedManagedPolicies"] = new JsonArray(),
                        ["GroupList"] = new JsonArray(group), ["UserPolicyList"] = new JsonArray(new JsonObject { ["PolicyName"] = "own", ["PolicyDocument"] = JsonNode.Parse(Own) }),
                    }),
                    ["GroupDetailList"] = new JsonArray(new JsonObject
                    {
                        ["GroupName"] = group, ["GroupId"] = "AGPADEVS", ["Arn"] = $"arn:aws:iam::{Account}:group/{group}", ["Path"] = "/", ["AttachedManagedPolicies"] = new JsonArray(),
                        ["GroupPolicyList"] = new JsonArray(new JsonObject { ["PolicyName"] = "team", ["PolicyDocument"] = JsonNode.Parse(Team) }),
                    }),
                },
                ["ResourcePolicies"] = new JsonObject { ["arn:aws:s3:::data"] = null },
            },
        },
    };
}
