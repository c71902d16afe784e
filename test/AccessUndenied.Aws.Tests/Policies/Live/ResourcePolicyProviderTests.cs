using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.ResourcePolicyProviders;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Policies.Live;

public sealed class ResourcePolicyProviderTests
{
    private const string Account = "123456789012";
    private const string Alias = "arn:aws:kms:eu-west-1:123456789012:alias/orders";
    private const string Key = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
    private const string AccessPoint = "arn:aws:s3::123456789012:accesspoint/" + FakeAccessPoints.Alias;
    private const string TableBucket = "arn:aws:s3tables:eu-west-1:123456789012:bucket/lake";
    private const string Table = TableBucket + "/table/11111111-2222-3333-4444-555555555555";
    private const string Policy = """{"Version":"2012-10-17","Statement":[{"Sid":"Example","Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""";

    // Resource, the operations that its policy takes, and whether the service can say that it has none.
    internal static (string Arn, string Operations, bool CanLack)[] Carriers { get; } =
    [
        ("arn:aws:s3:::example-bucket", "s3:GetBucketPolicy", true),
        (Key, "kms:GetKeyPolicy", false),
        (Alias, "kms:DescribeKey kms:GetKeyPolicy", false),
        ("arn:aws:sqs:eu-west-1:123456789012:intake", "sqs:GetQueueUrl sqs:GetQueueAttributes", true),
        ("arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/export", "logs:DescribeResourcePolicies logs:DescribeResourcePolicies", true),
        ("arn:aws:logs:eu-west-1:123456789012:destination:central", "logs:DescribeDestinations", true),
        (AccessPoint, "s3:ListMultiRegionAccessPoints s3:GetMultiRegionAccessPointPolicy", true),
        (Table, "s3tables:GetTable s3tables:GetTableBucketPolicy s3tables:GetTablePolicy", true),
        .. PolicyTable.All.Select(row => (ArnOf(row), $"{row.Service.Prefix}:{row.Operation}", true)),
    ];

    /// <summary>A resource of the kind that <paramref name="row"/> reads.</summary>
    internal static string ArnOf(PolicyRow row) => row.ArnService == "secretsmanager"
        ? "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-Ab12Cd"
        : $"arn:aws:{row.ArnService}:eu-west-1:123456789012:{Regex.Replace(row.Resource.Text, "{([a-z]+)[+]?}", name => FakePolicyTable.Sample(name.Groups[1].Value))}";

    private static IEnumerable<TestCaseData> Resources => Carriers.Select(resource => new TestCaseData(resource.Arn, resource.Operations));

    private static IEnumerable<string> ResourcesThatCanLackOne => Carriers.Where(resource => resource.CanLack).Select(resource => resource.Arn);

    [TestCaseSource(nameof(Resources))]
    public async Task GetPolicy_Policy_IsFoundWithTheseCallsInTheOwnersAccountAndRegion(string arn, string operations)
    {
        await using var fake = await FakeAws.StartAsync(Data(arn, Policy));
        using var connection = SampleOrganization.Connect(fake);

        var lookup = await LookUpAsync(connection, arn);

        lookup.Should().BeOfType<ResourcePolicyLookup.Found>().Which.Policy.Statements.Should().ContainSingle(statement => statement.Sid == "Example");
        var calls = fake.Calls.Where(call => !call.Operation.StartsWith("sts:", StringComparison.Ordinal)).ToList();
        calls.Select(call => call.Operation).Should().Equal(operations.Split(' '));
        var row = PolicyTable.All.FirstOrDefault(row => ArnOf(row) == arn);
        var region = arn == AccessPoint ? "us-west-2" : row?.Region ?? row?.Service.GlobalRegion?.Invoke("aws") ?? "eu-west-1";
        calls.Should().OnlyContain(call => call.Account == Account && call.Region == region);
    }

    [TestCaseSource(nameof(ResourcesThatCanLackOne))]
    public async Task GetPolicy_NoPolicy_IsAnAnswer(string arn)
    {
        await using var fake = await FakeAws.StartAsync(Data(arn, null));
        using var connection = SampleOrganization.Connect(fake);

        var lookup = await LookUpAsync(connection, arn);

        lookup.Should().BeOfType<ResourcePolicyLookup.NoPolicy>();
    }

    [TestCaseSource(nameof(Resources))]
    public async Task GetPolicy_Denied_NamesThePermission(string arn, string operations)
    {
        await using var fake = await FakeAws.StartAsync(Data(arn, Policy));
        fake.Faults.Deny(operations.Split(' ')[^1]);
        using var connection = SampleOrganization.Connect(fake);

        var lookup = await LookUpAsync(connection, arn);

        // Some operations' permissions have other names.
        var permission = PolicyTable.All.FirstOrDefault(row => ArnOf(row) == arn)?.Permission ?? operations.Split(' ')[^1];
        lookup.Should().BeOfType<ResourcePolicyLookup.Unavailable>().Which.Why.Should().Be(
            $"arn:aws:iam::{Account}:role/AccessUndeniedRole may not call {permission} in account {Account}; allow it there to have this evidence");
    }

    [TestCaseSource(nameof(Resources))]
    public async Task GetPolicy_AnswerOfSomethingElse_IsNotTakenForNoPolicy(string arn, string operations)
    {
        await using var fake = await FakeAws.StartAsync(Data(arn, Policy));
        using var connection = SampleOrganization.Connect(fake);
        foreach (var body in new[] { "", "{}", "<html><body>Please sign in</body></html>", "{\"Message\":\"hello\"}", "[1]", "\"text\"", "<Other/>" })
        {
            foreach (var operation in operations.Split(' '))
            {
                fake.Faults.Answer(operation, new FakeReply.PlainReply(body, "text/html"));
            }

            var lookup = await LookUpAsync(connection, arn);

            lookup.Should().BeOfType<ResourcePolicyLookup.Unavailable>(body);
        }
    }

    [Test]
    public async Task GetPolicy_BucketInAnotherRegion_IsFoundThere()
    {
        var data = Data("arn:aws:s3:::example-bucket", Policy);
        data.BucketRegions["example-bucket"] = "us-east-2";
        await using var fake = await FakeAws.StartAsync(data);
        using var connection = SampleOrganization.Connect(fake);

        var lookup = await LookUpAsync(connection, "arn:aws:s3:::example-bucket");

        lookup.Should().BeOfType<ResourcePolicyLookup.Found>();
    }

    [Test]
    public async Task GetPolicy_NoSuchBucket_IsNotTakenForNoPolicy()
    {
        await using var fake = await FakeAws.StartAsync(Data("arn:aws:s3:::example-bucket", Policy));
        using var connection = SampleOrganization.Connect(fake);

        var lookup = await LookUpAsync(connection, "arn:aws:s3:::example-gone");

        lookup.Should().BeOfType<ResourcePolicyLookup.Unavailable>().Which.Why.Should().StartWith("s3:GetBucketPolicy found nothing in account 123456789012");
    }

    [Test]
    public async Task GetPolicy_DocumentThatIsNone_NamesTheResource()
    {
        await using var fake = await FakeAws.StartAsync(Data("arn:aws:sqs:eu-west-1:123456789012:intake", "this is no policy"));
        using var connection = SampleOrganization.Connect(fake);

        var lookup = await LookUpAsync(connection, "arn:aws:sqs:eu-west-1:123456789012:intake");

        lookup.Should().BeOfType<ResourcePolicyLookup.Unavailable>().Which.Why.Should().StartWith("the policy of arn:aws:sqs:eu-west-1:123456789012:intake cannot be read: ");
    }

    [Test]
    public async Task GetPolicy_TableAndItsBucket_BothHaveTheirSay()
    {
        var data = Data(TableBucket, Policy.Replace("Example", "OfBucket", StringComparison.Ordinal));
        data.Map(Account, "ResourcePolicies")![Table] = JsonNode.Parse(Policy.Replace("Example", "OfTable", StringComparison.Ordinal));
        await using var fake = await FakeAws.StartAsync(data);
        using var connection = SampleOrganization.Connect(fake);

        var lookup = await LookUpAsync(connection, Table);

        lookup.Should().BeOfType<ResourcePolicyLookup.Found>().Which.Policy.Statements.Select(statement => statement.Sid).Should().Equal("OfBucket", "OfTable");
    }

    [Test]
    public async Task GetPolicy_AliasOfNoAccessPoint_IsNotTakenForNoPolicy()
    {
        await using var fake = await FakeAws.StartAsync(Data(AccessPoint, Policy));
        using var connection = SampleOrganization.Connect(fake);

        var lookup = await LookUpAsync(connection, "arn:aws:s3::123456789012:accesspoint/nobodys1gnjvgw.mrap");

        lookup.Should().BeOfType<ResourcePolicyLookup.Unavailable>().Which.Why.Should().Be("account 123456789012 has no Multi-Region Access Point with the alias nobodys1gnjvgw.mrap");
    }

    private static async Task<ResourcePolicyLookup> LookUpAsync(AwsConnection connection, string arn)
    {
        var resource = new ResourceId(arn, Account, "eu-west-1");
        var provider = AwsResourcePolicyProviders.All(connection).Single(provider => provider.CanProvide(resource));
        return await provider.GetPolicyAsync(resource, CancellationToken.None);
    }

    private static FakeData Data(string arn, string? policy)
    {
        var policies = new JsonObject();
        if (policy is not null)
        {
            policies[arn == Alias ? Key : arn] = policy.StartsWith('{') ? JsonNode.Parse(policy) : policy;
        }

        var root = new JsonObject
        {
            ["Accounts"] = new JsonObject
            {
                ["111111111111"] = new JsonObject(),
                [Account] = new JsonObject { ["ResourcePolicies"] = policies, ["Buckets"] = new JsonObject { ["arn:aws:s3:::example-bucket"] = new JsonObject() } },
            },
        };
        var data = FakeData.Parse(root.ToJsonString());
        data.Aliases[Alias] = Key;
        return data;
    }
}
