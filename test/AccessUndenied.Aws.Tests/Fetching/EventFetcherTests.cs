using System.Text.Json.Nodes;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Fetching;
using AccessUndenied.Aws.Tests.Wire;

namespace AccessUndenied.Aws.Tests.Fetching;

public sealed class EventFetcherTests
{
    private static readonly DateTimeOffset s_start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_end = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Fetch_AllRegions_WritesTheDeniedOnesOfEach()
    {
        await using var fake = await StartAsync();
        using var folder = new TemporaryFolder();
        using var connection = Connect(fake);

        var summary = await Fetcher(connection).FetchAsync(Fetch(folder, allRegions: true), null, CancellationToken.None);

        var expected = fake.Data.Events
            .Where(record => (string?)record["recipientAccountId"] == "123456789012" && (string?)record["awsRegion"] is ("eu-west-1" or "us-east-1"))
            .ToList();
        (await IdsAsync(folder)).Should().BeEquivalentTo(expected.Where(record => record.ContainsKey("errorCode")).Select(record => (string?)record["eventID"]));
        summary.Denied.Should().Be(expected.Count(record => record.ContainsKey("errorCode")));
        summary.Seen.Should().Be(expected.Count);
        summary.Regions.Should().Equal("eu-west-1", "us-east-1");
        summary.Failures.Should().BeEmpty();
    }

    [Test]
    public async Task Fetch_EveryOtherAnswerThrottled_WritesTheSame()
    {
        await using var fake = await StartAsync();
        using var folder = new TemporaryFolder();
        using var connection = Connect(fake);
        var calm = await Fetcher(connection).FetchAsync(Fetch(folder), null, CancellationToken.None);
        fake.Faults.ThrottleEvery = 2;

        var throttled = await Fetcher(connection).FetchAsync(Fetch(folder), null, CancellationToken.None);

        throttled.Should().BeEquivalentTo(calm);
    }

    [Test]
    public async Task Fetch_SeveralPages_KeepsTheInterval()
    {
        await using var fake = await StartAsync();
        using var folder = new TemporaryFolder();
        using var connection = Connect(fake);
        fake.PageSize = 10;
        var fetcher = new EventFetcher(connection) { CallInterval = TimeSpan.FromMilliseconds(150) };
        var watch = System.Diagnostics.Stopwatch.StartNew();

        await fetcher.FetchAsync(Fetch(folder), null, CancellationToken.None);

        var pages = fake.Calls.Count(call => call.Operation == "cloudtrail:LookupEvents");
        pages.Should().BeGreaterThan(2);
        watch.Elapsed.Should().BeGreaterThan(TimeSpan.FromMilliseconds(150 * (pages - 1) * 0.9));
    }

    [Test]
    public async Task Fetch_ThrottledAnswers_KeepsTheIntervalBetweenAllCalls()
    {
        await using var fake = await StartAsync();
        using var folder = new TemporaryFolder();
        using var connection = Connect(fake);
        fake.PageSize = 10;
        fake.Faults.ThrottleEvery = 2;
        var fetcher = new EventFetcher(connection) { CallInterval = TimeSpan.FromMilliseconds(150) };
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var summary = await fetcher.FetchAsync(Fetch(folder), null, CancellationToken.None);

        var calls = fake.Calls.Count(call => call.Operation == "cloudtrail:LookupEvents");
        calls.Should().BeGreaterThan((int)(summary.Seen / fake.PageSize) + 1, "the throttled calls count too");
        watch.Elapsed.Should().BeGreaterThan(TimeSpan.FromMilliseconds(150 * (calls - 1) * 0.9));
    }

    [Test]
    public async Task Fetch_FaultsThatPass_WritesTheSame()
    {
        await using var fake = await StartAsync();
        using var folder = new TemporaryFolder();
        using var connection = Connect(fake);
        var calm = await Fetcher(connection).FetchAsync(Fetch(folder), null, CancellationToken.None);
        fake.Faults.Fail("cloudtrail:LookupEvents", 3);

        var troubled = await Fetcher(connection).FetchAsync(Fetch(folder), null, CancellationToken.None);

        troubled.Should().BeEquivalentTo(calm);
    }

    [Test]
    public async Task Fetch_Denied_NamesThePermissionAndWritesNothing()
    {
        await using var fake = await StartAsync();
        fake.Faults.Deny("cloudtrail:LookupEvents");
        using var folder = new TemporaryFolder();
        using var connection = Connect(fake);

        var fetch = () => Fetcher(connection).FetchAsync(Fetch(folder), null, CancellationToken.None);

        (await fetch.Should().ThrowAsync<AwsAccessException>()).Which.Message.Should().Contain("may not call cloudtrail:LookupEvents in account 123456789012");
        folder.Names.Should().BeEmpty();
    }

    [Test]
    public async Task Fetch_EndBeforeStart_IsRefused()
    {
        await using var fake = await StartAsync();
        using var folder = new TemporaryFolder();
        using var connection = Connect(fake);

        var fetch = () => Fetcher(connection).FetchAsync(new() { OutputPath = folder.File("events.json"), Start = s_end, End = s_start }, null, CancellationToken.None);

        (await fetch.Should().ThrowAsync<ArgumentException>()).Which.Message.Should().Contain("is before the start time");
    }

    private static EventFetcher Fetcher(AwsConnection connection) => new(connection) { CallInterval = TimeSpan.Zero };

    private static AwsConnection Connect(FakeAws fake) => SampleOrganization.Connect(fake, options => options.Credentials = FakeAws.CredentialsOf("123456789012"));

    private static EventFetch Fetch(TemporaryFolder folder, bool allRegions = false) => new() { OutputPath = folder.File("events.json"), Start = s_start, End = s_end, AllRegions = allRegions };

    private static async Task<List<string>> IdsAsync(TemporaryFolder folder)
    {
        await using var file = File.OpenRead(folder.File("events.json"));
        return await CloudTrailReader.ReadAsync(file).Select(record => record.Id).ToListAsync();
    }

    private static async Task<FakeAws> StartAsync()
    {
        var data = SampleOrganization.Open();
        data.Events.AddRange(JsonNode.Parse(await File.ReadAllTextAsync(SampleOrganization.EventsPath))!["Records"]!.AsArray().Select(record => record!.AsObject()));
        var succeeded = data.Events.First(record => (string?)record["recipientAccountId"] == "123456789012" && (string?)record["awsRegion"] == "eu-west-1").DeepClone().AsObject();
        succeeded.Remove("errorCode");
        succeeded.Remove("errorMessage");
        succeeded["eventID"] = "00000000-0000-0000-0000-000000000000";
        data.Events.Add(succeeded);
        return await FakeAws.StartAsync(data);
    }
}
