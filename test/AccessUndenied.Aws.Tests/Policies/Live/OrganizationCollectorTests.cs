using System.Text.Json.Nodes;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Policies.Live;

public sealed class OrganizationCollectorTests
{
    [Test]
    public async Task Collect_SampleOrganization_WritesTheMapThatIsServed()
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var folder = new TemporaryFolder();
        using var connection = SampleOrganization.Connect(fake);

        var count = await new OrganizationCollector(connection).CollectAsync(folder.File("scp_data.json"), null, CancellationToken.None);

        count.Should().Be(11);
        var written = JsonNode.Parse(await File.ReadAllTextAsync(folder.File("scp_data.json")))!.AsObject();
        foreach (var (id, node) in fake.Data.Organization)
        {
            AsBefore(written[id]!).ToJsonString().Should().Be(FakeData.WithDocuments(node!).ToJsonString());
        }
    }

    // The Python tool parses each document, and asks for these two words.
    [Test]
    public async Task Collect_SampleOrganization_WritesWhatThePythonToolReads()
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var folder = new TemporaryFolder();
        using var connection = SampleOrganization.Connect(fake);

        await new OrganizationCollector(connection).CollectAsync(folder.File("scp_data.json"), null, CancellationToken.None);

        var written = JsonNode.Parse(await File.ReadAllTextAsync(folder.File("scp_data.json")))!.AsObject();
        foreach (var (id, node) in written)
        {
            node!["organization_node_type"]!.GetValue<string>().Should().Be(id.All(char.IsAsciiDigit) ? "AWSAccount" : "Organizational Unit or Organization Root");
            foreach (var policy in node["policies"]!.AsArray())
            {
                JsonNode.Parse(policy!["PolicyDocument"]!.GetValue<string>())!["Statement"].Should().NotBeNull();
            }
        }

        written.Count(pair => pair.Value!["organization_id"] is not null && pair.Value!["management_account_id"] is not null).Should().Be(1);
        Snapshot.Open([], folder.File("scp_data.json")).HasOrganization.Should().BeTrue();
    }

    // The node with its documents as objects and in the API's words, as it is served.
    private static JsonNode AsBefore(JsonNode node)
    {
        var id = node["id"]!.GetValue<string>();
        node["organization_node_type"] = node["parent"] is null ? "ROOT" : id.StartsWith("ou-", StringComparison.Ordinal) ? "ORGANIZATIONAL_UNIT" : "ACCOUNT";
        foreach (var list in (IEnumerable<string>)["policies", "resource_control_policies"])
        {
            foreach (var policy in node[list]?.AsArray() ?? [])
            {
                policy!["PolicyDocument"] = JsonNode.Parse(policy["PolicyDocument"]!.GetValue<string>());
            }
        }

        return node;
    }

    [Test]
    public async Task Collect_MemberAccount_NamesPermissionAndWayOut()
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var folder = new TemporaryFolder();
        using var connection = SampleOrganization.Connect(fake, options => options.Credentials = FakeAws.CredentialsOf("123456789012"));

        var collect = () => new OrganizationCollector(connection).CollectAsync(folder.File("scp_data.json"), null, CancellationToken.None);

        (await collect.Should().ThrowAsync<AwsAccessException>()).Which.Message.Should()
            .Contain("may not call organizations:ListRoots in account 123456789012").And.Contain("--management-account-role-arn");
        folder.Names.Should().BeEmpty();
    }

    [Test]
    public async Task Collect_ResourceControlPoliciesNotEnabled_WritesNoneOfThem()
    {
        await using var fake = await SampleOrganization.StartAsync();
        fake.HasResourceControlPolicies = false;
        fake.ResourceControlRefusal = "PolicyTypeNotEnabledException";
        using var folder = new TemporaryFolder();
        using var connection = SampleOrganization.Connect(fake);

        await new OrganizationCollector(connection).CollectAsync(folder.File("scp_data.json"), null, CancellationToken.None);

        var written = JsonNode.Parse(await File.ReadAllTextAsync(folder.File("scp_data.json")))!.AsObject();
        written.Should().HaveCount(11).And.OnlyContain(node => node.Value!["policies"]!.AsArray().Count > 0 && node.Value["resource_control_policies"]!.AsArray().Count == 0);
    }

    [Test]
    public async Task Collect_PartitionWithoutResourceControlPolicies_WritesTheServiceControlPolicies()
    {
        await using var fake = await SampleOrganization.StartAsync();
        fake.HasResourceControlPolicies = false;
        using var folder = new TemporaryFolder();
        using var connection = SampleOrganization.Connect(fake);

        await new OrganizationCollector(connection).CollectAsync(folder.File("scp_data.json"), null, CancellationToken.None);

        var written = JsonNode.Parse(await File.ReadAllTextAsync(folder.File("scp_data.json")))!.AsObject();
        written.Should().HaveCount(11).And.OnlyContain(node => node.Value!["policies"] is JsonArray && node.Value["resource_control_policies"] == null);
    }

    [Test]
    public async Task Collect_ResourceControlPoliciesNotReadable_WritesNoFileThatWouldSayThereAreNone()
    {
        await using var fake = await SampleOrganization.StartAsync();
        fake.HasResourceControlPolicies = false;
        fake.ResourceControlRefusal = "AccessDeniedException";
        using var folder = new TemporaryFolder();
        using var connection = SampleOrganization.Connect(fake);

        var collect = () => new OrganizationCollector(connection).CollectAsync(folder.File("scp_data.json"), null, CancellationToken.None);

        (await collect.Should().ThrowAsync<AwsAccessException>()).Which.Message.Should().Contain("may not call organizations:ListPoliciesForTarget");
        folder.Names.Should().BeEmpty();
    }

    [Test]
    public async Task Analyze_ResourceControlPoliciesNotReadable_KeepsTheServiceControlPoliciesAndNamesWhatLacks()
    {
        await using var fake = await SampleOrganization.StartAsync();
        fake.HasResourceControlPolicies = false;
        fake.ResourceControlRefusal = "AccessDeniedException";
        await using var live = SampleOrganization.Live(fake);

        var results = await SampleOrganization.AnalyzeAsync(live);

        results[0].Assessment.Should().Be(Assessment.ExplicitDenyInServiceControlPolicy);
        results.SelectMany(result => result.Evidence.Unavailable).Should().Contain(
            item => item.Layer == PolicyLayer.ResourceControl && item.Why.Contains("may not call organizations:ListPoliciesForTarget"));
    }

    [Test]
    public async Task Collect_RoleOfTheManagementAccount_IsAssumed()
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var folder = new TemporaryFolder();
        using var connection = SampleOrganization.Connect(fake, options =>
        {
            options.Credentials = FakeAws.CredentialsOf("123456789012");
            options.ManagementAccountRoleArn = "arn:aws:iam::111111111111:role/AccessUndeniedRole";
        });

        var count = await new OrganizationCollector(connection).CollectAsync(folder.File("scp_data.json"), null, CancellationToken.None);

        count.Should().Be(11);
    }

    [Test]
    public async Task Collect_NoOrganization_SaysSo()
    {
        await using var fake = await FakeAws.StartAsync(FakeData.Parse("""{"Accounts":{"111111111111":{}}}"""));
        using var folder = new TemporaryFolder();
        using var connection = SampleOrganization.Connect(fake);

        var collect = () => new OrganizationCollector(connection).CollectAsync(folder.File("scp_data.json"), null, CancellationToken.None);

        (await collect.Should().ThrowAsync<AwsAccessException>()).Which.Message.Should().StartWith("the account is in no organization");
    }
}
