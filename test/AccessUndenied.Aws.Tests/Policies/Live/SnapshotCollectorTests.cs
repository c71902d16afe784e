using System.Text.Json.Nodes;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Policies.Live;

public sealed class SnapshotCollectorTests
{
    private static readonly string[] s_accounts = ["111111111111", "123456789012", "222222222222", "333333333333"];

    private FakeAws _fake = null!;
    private TemporaryFolder _folder = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _fake = await SampleOrganization.StartAsync();
        _folder = new();
    }

    [TearDown]
    public async Task StopAsync()
    {
        _folder.Dispose();
        await _fake.DisposeAsync();
    }

    [Test]
    public async Task Collect_WithEvents_AnswersAsLiveDoes()
    {
        await using var live = SampleOrganization.Live(_fake);
        var expected = await SampleOrganization.AnalyzeAsync(live);
        var path = _folder.File("snapshot.json");

        await CollectAsync(path, Requests());

        await using var offline = SampleOrganization.Offline(path);
        var found = await SampleOrganization.AnalyzeAsync(offline);
        found.Should().HaveSameCount(expected);
        foreach (var (offlineResult, liveResult) in found.Zip(expected))
        {
            ResultEssence.Of(offlineResult).Should().Be(ResultEssence.Of(liveResult));
        }

        _folder.Names.Should().Equal("snapshot.json");
    }

    [Test]
    public async Task Collect_SeveralPages_HasEveryEntityInItsOwnWords()
    {
        var path = _folder.File("snapshot.json");

        var summary = await CollectAsync(path, null);

        summary.Accounts.Should().Be(4);
        summary.IsComplete.Should().BeTrue();
        var collected = JsonNode.Parse(await File.ReadAllTextAsync(path))!["Accounts"]!["123456789012"]!["AuthorizationDetails"]!;
        foreach (var list in new[] { "UserDetailList", "GroupDetailList", "RoleDetailList", "Policies" })
        {
            collected[list]!.ToJsonString().Should().Be(
                FakeData.WithDocuments(new JsonArray([.. _fake.Data.Entities("123456789012", list).Select(entity => entity.DeepClone())])).ToJsonString());
        }
    }

    [Test]
    public async Task Collect_OrganizationOfIt_IsTheOneServed()
    {
        var path = _folder.File("snapshot.json");

        await CollectAsync(path, null);

        var collected = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        collected["Organization"]!.AsObject().Select(node => node.Key).Should().BeEquivalentTo(_fake.Data.Organization.Select(node => node.Key));
        ((string?)collected["OrganizationId"]).Should().Be("o-exampleorg1");
        Snapshot.Open([path]).Notes.Should().BeEmpty();
    }

    [Test]
    public async Task Collect_StoppedAndRunAgain_ReadsOnlyWhatIsMissing()
    {
        var path = _folder.File("snapshot.json");
        using var stop = new CancellationTokenSource();
        var pages = new StoppingProgress(3, stop);
        var first = () => CollectAsync(path, null, pages, ["123456789012"], stop.Token);
        await first.Should().ThrowAsync<OperationCanceledException>();
        var before = _fake.Calls.Count(call => call.Operation == "iam:GetAccountAuthorizationDetails");
        File.Exists(path).Should().BeFalse();
        _fake.ForgetCalls();

        var summary = await CollectAsync(path, null, accounts: ["123456789012"]);

        summary.IsComplete.Should().BeTrue();
        _fake.Calls.Count(call => call.Operation == "iam:GetAccountAuthorizationDetails").Should().BeInRange(1, 14 - before + 1);
        _folder.Names.Should().Equal("snapshot.json");
    }

    [Test]
    public async Task Collect_EveryOtherAnswerThrottled_IsTheSame()
    {
        var calm = _folder.File("calm.json");
        var throttled = _folder.File("throttled.json");
        await CollectAsync(calm, Requests());
        _fake.Faults.ThrottleEvery = 2;

        await CollectAsync(throttled, Requests());

        WithoutTime(throttled).Should().Be(WithoutTime(calm));
    }

    [Test]
    public async Task Collect_AccountThatCannotBeEntered_IsNamedAndTheOthersAreThere()
    {
        var path = _folder.File("snapshot.json");

        var summary = await CollectAsync(path, null, accounts: ["123456789012", "999999999999"]);

        summary.Accounts.Should().Be(1);
        summary.Unavailable.Should().Contain(text => text.StartsWith("authorization details of account 999999999999: arn:aws:iam::111111111111:user/investigator cannot assume"));
        Snapshot.Open([path]).AccountIds.Should().Contain(["123456789012", "999999999999"]);
    }

    [Test]
    public async Task Collect_NothingReadable_SaysWhyAndWritesNothing()
    {
        _fake.Faults.Deny("iam:GetAccountAuthorizationDetails");
        var path = _folder.File("snapshot.json");

        var collect = () => CollectAsync(path, null);

        (await collect.Should().ThrowAsync<AwsAccessException>()).Which.Message.Should()
            .StartWith("nothing could be collected: ").And.Contain("may not call iam:GetAccountAuthorizationDetails");
        File.Exists(path).Should().BeFalse();
    }

    [Test]
    public async Task Collect_ResourceNotAskedFor_IsSaidNotToBeThere()
    {
        var path = _folder.File("snapshot.json");
        await CollectAsync(path, null, resources: ["arn:aws:sqs:eu-west-1:123456789012:orders-intake"]);
        var source = new SnapshotPolicySource(Snapshot.Open([path]));
        AwsPrincipal.TryParse("arn:aws:iam::123456789012:role/service/app-orders", out var principal);
        var request = new AuthorizationRequest { Principal = principal!, Action = "sns:Publish", Resource = new("arn:aws:sns:eu-west-1:123456789012:orders-events") };

        var policies = await source.GetPoliciesAsync(request, CancellationToken.None);

        policies.Unavailable.Should().Contain(item => item.Layer == PolicyLayer.Resource && item.Why.StartsWith("the snapshot holds the policies of those resources alone"));
    }

    private static string WithoutTime(string path)
    {
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        json["CollectedAt"] = null;
        return json.ToJsonString();
    }

    private Task<CollectionSummary> CollectAsync(
        string path,
        IAsyncEnumerable<AuthorizationRequest>? requests,
        IProgress<CollectionProgress>? progress = null,
        IReadOnlyList<string>? accounts = null,
        CancellationToken cancellationToken = default,
        IReadOnlyList<string>? resources = null)
    {
        var connection = SampleOrganization.Connect(_fake);
        var collection = new SnapshotCollection { OutputPath = path, Accounts = accounts ?? s_accounts, Requests = requests, Resources = resources ?? [] };
        return new SnapshotCollector(connection).CollectAsync(collection, progress, cancellationToken);
    }

    private static async IAsyncEnumerable<AuthorizationRequest> Requests()
    {
        var resolver = new CloudTrailRequestResolver(ActionCatalog.Default);
        await using var file = File.OpenRead(SampleOrganization.EventsPath);
        await foreach (var record in CloudTrailReader.ReadAsync(file))
        {
            foreach (var request in resolver.Resolve(record).Requests)
            {
                yield return request;
            }
        }
    }

    private sealed class StoppingProgress(int limit, CancellationTokenSource stop) : IProgress<CollectionProgress>
    {
        private int _count;

        public void Report(CollectionProgress value)
        {
            if (Interlocked.Increment(ref _count) == limit)
            {
                stop.Cancel();
            }
        }
    }
}
