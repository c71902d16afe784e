using System.Globalization;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Policies.History;

/// <summary>The policies as they were, while those of now are read of accounts on loopback.</summary>
internal sealed class LivePolicyHistoryTests
{
    private const string Account = "123456789012";
    private const string Role = "arn:aws:iam::123456789012:role/service/app-orders";
    private const string Queue = "arn:aws:sqs:eu-west-1:123456789012:orders-intake";
    private const string Mine = """{"Version":"2012-10-17","Statement":[{"Sid":"Mine","Effect":"Allow","Action":"sqs:*","Resource":"*"}]}""";

    private readonly DateTimeOffset _denial = TimeProvider.System.GetUtcNow().AddHours(-2);

    [Test] // HIST-01
    public async Task FindAsync_PolicyPutBeforeAndDeletedSince_WasThere()
    {
        await using var fake = await SampleOrganization.StartAsync();

        var moment = (await FindAsync(fake, Call(-60, "PutRolePolicy", Mine), Call(30, "DeleteRolePolicy", null)))!;

        moment.Policies.Identity.Should().Contain(policy => policy.Name == "mine" && policy.Document!.Statements[0].Sid == "Mine");
        moment.Today!.Identity.Should().NotContain(policy => policy.Name == "mine");
        moment.Timeline.Unknown.Should().BeEmpty();
        moment.Timeline.Changes.Select(change => change.Action).Should().Equal("iam:PutRolePolicy", "iam:DeleteRolePolicy");
        moment.Policies.Identity.Should().HaveCount(moment.Today.Identity.Count + 1, "what has not changed is what it is now");
        moment.Policies.ServiceControl.Should().NotBeEmpty();
    }

    [Test] // HIST-05
    public async Task FindAsync_PolicyDeletedSinceOfWhichNoRecordHasTheText_IsUnknown()
    {
        await using var fake = await SampleOrganization.StartAsync();

        var moment = (await FindAsync(fake, Call(30, "DeleteRolePolicy", null)))!;

        moment.Policies.IsUnavailable(PolicyLayer.Identity).Should().BeTrue();
        moment.Timeline.Unknown.Should().ContainSingle().Which.Target.Should().Be(Role);
        moment.Today!.IsUnavailable(PolicyLayer.Identity).Should().BeFalse();
    }

    [Test] // HIST-05
    public async Task FindAsync_PolicyOfNowThatNoRecordPut_ShowsThatACallIsMissing()
    {
        await using var fake = await SampleOrganization.StartAsync();

        // It was deleted, and is there all the same.
        var name = fake.Data.Entities(Account, "RoleDetailList").First(role => (string?)role["Arn"] == Role)["RolePolicyList"]![0]!["PolicyName"]!.GetValue<string>();
        var moment = (await FindAsync(fake, Call(-60, "DeleteRolePolicy", null, name)))!;

        moment.Policies.IsUnavailable(PolicyLayer.Identity).Should().BeTrue();
    }

    [Test] // HIST-01
    public async Task FindAsync_TagsAndPolicyOfAQueue_AreThoseOfTheMoment()
    {
        await using var fake = await SampleOrganization.StartAsync();
        var put = Call(-60, "SetQueueAttributes", null);
        (put["eventSource"], put["awsRegion"]) = ("sqs.amazonaws.com", "eu-west-1");
        put["requestParameters"] = new JsonObject
        {
            ["queueUrl"] = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders-intake",
            ["attributes"] = new JsonObject { ["Policy"] = """{"Version":"2012-10-17","Statement":[{"Sid":"Then","Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}""" },
        };
        var again = (JsonObject)put.DeepClone();
        (again["eventTime"], again["eventID"], again["requestParameters"]!["attributes"]!["Policy"]) = (Time(30), "again", "");

        var moment = (await FindAsync(fake, put, again))!;

        moment.Policies.ResourcePolicy!.Document!.Statements.Should().ContainSingle().Which.Sid.Should().Be("Then");
    }

    [Test]
    public async Task FindAsync_NoChange_GivesNoHistory()
    {
        await using var fake = await SampleOrganization.StartAsync();

        (await FindAsync(fake, Call(-60, "ListRoles", null))).Should().BeNull();
        (await FindAsync(fake, Call(-60, "PutRolePolicy", Mine) is var other && (other["requestParameters"]!["roleName"] = "another") is not null ? other : null!))!
            .Timeline.Changes.Should().BeEmpty("another role has no say");
    }

    private async Task<PolicyMoment?> FindAsync(FakeAws fake, params JsonObject[] records)
    {
        using var folder = new TemporaryFolder();
        var trail = folder.File("trail.json");
        await File.WriteAllTextAsync(trail, new JsonObject { ["Records"] = new JsonArray([.. records]) }.ToJsonString());
        using var connection = SampleOrganization.Connect(fake);
        var services = new ServiceCollection();
        services.AddSingleton(connection);
        services.AddAccessUndenied().UseAws().UseAwsHistory(new TrailPass([TrailSource.OfPath(trail)], []));
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<IPolicyHistory>().FindAsync(
            new()
            {
                Principal = new()
                {
                    Kind = PrincipalKind.RoleSession, Id = $"arn:aws:sts::{Account}:assumed-role/app-orders/s", EntityId = Role, AccountId = Account, Name = "app-orders", SessionName = "s",
                },
                Action = "sqs:SendMessage",
                Resource = new(Queue, Account),
            },
            _denial,
            default);
    }

    private string Time(int minutes) => _denial.AddMinutes(minutes).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private JsonObject Call(int minutes, string name, string? document, string policy = "mine") => new()
    {
        ["eventVersion"] = "1.11",
        ["userIdentity"] = new JsonObject { ["type"] = "IAMUser", ["principalId"] = "AIDACAROL", ["arn"] = $"arn:aws:iam::{Account}:user/carol", ["accountId"] = Account, ["userName"] = "carol" },
        ["eventTime"] = Time(minutes), ["eventSource"] = "iam.amazonaws.com", ["eventName"] = name, ["awsRegion"] = "us-east-1", ["sourceIPAddress"] = "192.0.2.1", ["userAgent"] = "aws-cli",
        ["requestParameters"] = new JsonObject { ["roleName"] = "app-orders", ["policyName"] = policy, ["policyDocument"] = document }, ["responseElements"] = null,
        ["eventID"] = $"{minutes} {name}", ["eventType"] = "AwsApiCall", ["recipientAccountId"] = Account,
    };
}
