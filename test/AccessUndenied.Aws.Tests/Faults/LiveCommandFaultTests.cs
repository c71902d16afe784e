using System.Text.Json.Nodes;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Fetching;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Tests.Policies.Live;
using AccessUndenied.Aws.Tests.Rights;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Reports;

namespace AccessUndenied.Aws.Tests.Faults;

/// <summary>Every live command under every fault: the same results as without it, or the loss is named; never a crash, and never for ever.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LiveCommandFaultTests
{
    // Without its answer there is nothing: with the second seed it always comes, so that the calls after it are tried.
    private const string Caller = "sts:GetCallerIdentity";

    private static readonly DateTimeOffset s_start = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] s_commands = ["analyze", "snapshot", "get-scps", "fetch-events"];

    // Faults that are gone at the next try, and that trying again mends.
    private static readonly WireFault[] s_mended =
    [
        WireFault.EmptyBody, WireFault.EmptyObject, WireFault.SignInPage, WireFault.Truncated, WireFault.WrongType, WireFault.ServerError, WireFault.Unavailable,
        WireFault.Throttling, WireFault.Reset, WireFault.Cut, WireFault.DuplicatePage,
    ];

    // Those that the SDK tries again itself, half a second later: here only some of the calls.
    private static readonly WireFault[] s_slow =
    [
        WireFault.EmptyBody, WireFault.SignInPage, WireFault.ServerError, WireFault.Unavailable, WireFault.Throttling, WireFault.Reset, WireFault.Cut,
    ];

    private static readonly Dictionary<string, Lazy<Task<Outcome>>> s_calm = s_commands.ToDictionary(command => command, command => new Lazy<Task<Outcome>>(() => RunAsync(command, null)));

    private static IEnumerable<TestCaseData> Mended => s_commands.SelectMany(command => s_mended.Select(fault => new TestCaseData(command, fault)));

    private static IEnumerable<TestCaseData> Lasting =>
        s_commands.SelectMany(command => Enum.GetValues<WireFault>().SelectMany(fault => new[] { 1, 2 }.Select(seed => new TestCaseData(command, fault, seed))));

    [TestCaseSource(nameof(Mended))]
    public async Task Command_FaultOfEveryFirstTry_GivesTheSameWithNoMoreThanTwiceTheCalls(string command, object fault)
    {
        var calm = await s_calm[command].Value;

        var outcome = await RunAsync(command, new FaultLayer((WireFault)fault, 1, s_slow.Contains((WireFault)fault) ? 4 : 1, isOnce: true));

        outcome.Losses.Should().BeEquivalentTo(calm.Losses);
        outcome.Content.Should().Be(calm.Content);
        outcome.Calls.Should().BeLessThanOrEqualTo(2 * calm.Calls);
    }

    [TestCaseSource(nameof(Lasting))]
    public async Task Command_FaultThatLasts_GivesTheSameOrNamesTheLoss(string command, object fault, int seed)
    {
        var calm = await s_calm[command].Value;

        var outcome = await RunAsync(command, new FaultLayer((WireFault)fault, seed, 3, isOnce: false) { Spared = seed == 1 ? null : Caller });

        if (outcome.Content != calm.Content)
        {
            outcome.Losses.Except(calm.Losses).Should().NotBeEmpty();
        }

        foreach (var (item, text) in outcome.Items)
        {
            // Each result by itself: no other result's loss speaks for it.
            (text == calm.Items[item] || outcome.IsNamed(item, calm)).Should().BeTrue($"{item} differs without a word: {text}");
        }
    }

    private static async Task<Outcome> RunAsync(string command, FaultLayer? layer)
    {
        await using var fake = await FakeAws.StartAsync(World());
        fake.Faults.Layer = layer;
        void Configure(AwsConnectionOptions options)
        {
            // Where a fault lasts, trying again only takes longer.
            options.MaxErrorRetry = layer?.IsOnce == false ? 0 : 1;
            options.ThrottlingDelay = TimeSpan.FromTicks(1);
            if (layer?.Fault == WireFault.Stall)
            {
                options.TryTimeout = TimeSpan.FromMilliseconds(200);
                options.RunTimeout = TimeSpan.FromSeconds(2);
            }
        }

        var outcome = command switch
        {
            "analyze" => await AnalyzeAsync(fake, Configure),
            "snapshot" => await SnapshotAsync(fake, Configure),
            "get-scps" => await OrganizationAsync(fake, Configure),
            _ => await FetchAsync(fake, Configure),
        };
        return outcome with { Calls = fake.Calls.Count };
    }

    private static async Task<Outcome> AnalyzeAsync(FakeAws fake, Action<AwsConnectionOptions> configure)
    {
        await using var live = SampleOrganization.Live(fake, configure);
        var results = await SampleOrganization.AnalyzeAsync(live, Records());
        return new(
            string.Join('\n', results.Select(result => JsonReport.ToJson(result))),
            [.. results.SelectMany(result => result.Evidence.Unavailable).Select(item => $"{item.What}: {item.Why}")],
            results.Index().ToDictionary(result => $"{result.Index} {result.Item.EventId}", result => JsonReport.ToJson(result.Item)))
        {
            Unavailable = results.Index().ToDictionary(result => $"{result.Index} {result.Item.EventId}", result => result.Item.Evidence.Unavailable.Select(item => $"{item.What}: {item.Why}").ToHashSet()),
        };
    }

    private static async Task<Outcome> SnapshotAsync(FakeAws fake, Action<AwsConnectionOptions> configure)
    {
        using var folder = new TemporaryFolder();
        using var connection = SampleOrganization.Connect(fake, configure);
        try
        {
            var summary = await LiveRun.CollectAsync(connection, folder.File("snapshot.json"), [EveryFeature.Home, SampleOrganization.Management], Records());
            var file = JsonNode.Parse(await File.ReadAllTextAsync(folder.File("snapshot.json")))!.AsObject();
            file.Remove("CollectedAt");
            return new(file.ToJsonString(), summary.Unavailable, new Dictionary<string, string>());
        }
        catch (AwsAccessException exception)
        {
            return Outcome.Failed(exception.Message);
        }
    }

    private static async Task<Outcome> OrganizationAsync(FakeAws fake, Action<AwsConnectionOptions> configure)
    {
        using var folder = new TemporaryFolder();
        using var connection = SampleOrganization.Connect(fake, configure);
        try
        {
            await new OrganizationCollector(connection).CollectAsync(folder.File("scp_data.json"), null, CancellationToken.None);
            return new(await File.ReadAllTextAsync(folder.File("scp_data.json")), [], new Dictionary<string, string>());
        }
        catch (AwsAccessException exception)
        {
            return Outcome.Failed(exception.Message);
        }
    }

    private static async Task<Outcome> FetchAsync(FakeAws fake, Action<AwsConnectionOptions> configure)
    {
        using var folder = new TemporaryFolder();
        using var connection = SampleOrganization.Connect(fake, options =>
        {
            configure(options);
            options.Credentials = FakeAws.CredentialsOf(EveryFeature.Home);
        });
        try
        {
            var fetch = new EventFetch { OutputPath = folder.File("events.json"), Start = s_start, End = s_start.AddDays(30), AllRegions = true };
            var summary = await new EventFetcher(connection) { CallInterval = TimeSpan.Zero }.FetchAsync(fetch, null, CancellationToken.None);
            var ids = JsonNode.Parse(await File.ReadAllTextAsync(fetch.OutputPath))!["Records"]!.AsArray().Select(record => (string)record!["eventID"]!).Order();
            return new($"{summary.Seen} {string.Join('\n', ids)}", summary.Failures, new Dictionary<string, string>());
        }
        catch (AwsAccessException exception)
        {
            return Outcome.Failed(exception.Message);
        }
    }

    private static IReadOnlyList<string> Records() =>
    [
        .. EveryFeature.Records("s3:ListAllMyBuckets"), .. EveryFeature.Records("sns:GetTopicAttributes"), .. EveryFeature.Records("kms:GetKeyPolicy").Take(2),
        .. EveryFeature.Records("ssm:GetResourcePolicies"), .. EveryFeature.Records("logs:DescribeResourcePolicies").Take(1),
    ];

    private static FakeData World()
    {
        var data = EveryFeature.World();
        for (var i = 0; i < 9; i++)
        {
            var record = JsonNode.Parse(DenialRecords.Of("arn:aws:iam::123456789012:user/ann", "sqs:SendMessage", "arn:aws:sqs:eu-west-1:123456789012:intake"))!.AsObject();
            record["eventID"] = $"event-{i}";
            record["awsRegion"] = i % 2 == 0 ? "eu-west-1" : "us-east-1";
            data.Events.Add(record);
        }

        return data;
    }

    /// <summary>What a command came to.</summary>
    private sealed record Outcome(string Content, IReadOnlyList<string> Losses, IReadOnlyDictionary<string, string> Items)
    {
        public int Calls { get; init; }

        public IReadOnlyDictionary<string, HashSet<string>> Unavailable { get; init; } = new Dictionary<string, HashSet<string>>();

        public static Outcome Failed(string message) => new("", [message], new Dictionary<string, string>());

        public bool IsNamed(string item, Outcome calm) => Unavailable[item].Except(calm.Unavailable[item]).Any();
    }
}
