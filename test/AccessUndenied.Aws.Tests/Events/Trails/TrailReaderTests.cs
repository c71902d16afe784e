using System.Text;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;

namespace AccessUndenied.Aws.Tests.Events.Trails;

/// <summary>Several objects at a time, in their order, each event once.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TrailReaderTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(16)]
    public async Task ReadAsync_ManyObjects_ComeInOrderWhateverEndsFirst(int concurrency)
    {
        // More events in an object than may wait, and objects of nothing between them.
        var source = new ListedSource([.. Enumerable.Range(0, 40).Select(i => Object($"o{i}", i % 7 == 0 ? 700 : i % 3))]);

        var (events, summary) = await ReadAsync(new(new()) { MaxConcurrency = concurrency }, source);

        events.Select(one => one.Origin).Should().Equal(Enumerable.Range(0, 40).SelectMany(
            i => Enumerable.Range(1, i % 7 == 0 ? 700 : i % 3).Select(n => $"o{i}, record {n}")));
        summary.Denied.Should().Be(events.Count);
        source.MostOpen.Should().BeLessThanOrEqualTo(concurrency + 2);
    }

    [Test]
    public async Task ReadAsync_SameEventAgain_CountsOnce()
    {
        var source = new ListedSource(
            ("a", () => Text(Trail.Records(Trail.Denied("e1"), Trail.Denied("e2")))),
            ("b", () => Text(Trail.Records(Trail.Denied("e2"), Trail.Denied("e3"), Trail.Denied("e1")))));

        var (events, summary) = await ReadAsync(new(new()), source, source);

        events.Select(one => one.Id).Should().Equal("e1", "e2", "e3");
        (summary.Denied, summary.Duplicates, summary.Records).Should().Be((3, 7, 3));
    }

    [Test]
    public async Task ReadAsync_OneIdForDifferentCallsOrNone_CountsEach()
    {
        var other = Trail.Denied("e1").Replace("\"eventName\":\"", "\"eventName\":\"Other", StringComparison.Ordinal);
        var (events, summary) = await ReadAsync(new(new()), new ListedSource(("a", () => Text(Trail.Records(Trail.Denied("e1"), other, Trail.Denied(""), Trail.Denied(""))))));

        events.Should().HaveCount(4);
        summary.Duplicates.Should().Be(0);
    }

    [Test]
    public async Task ReadAsync_EventFurtherBackThanIsKnown_CountsAgain()
    {
        var ids = Enumerable.Range(0, 10).Select(i => $"e{i}").Append("e0").Append("e9").ToArray();
        var (events, summary) = await ReadAsync(new(new()) { MaxKnownEvents = 4 }, new ListedSource(("a", () => Text(Trail.Records([.. ids.Select(id => Trail.Denied(id))])))));

        events.Select(one => one.Id).Should().Equal(ids[..11]);
        summary.Duplicates.Should().Be(1);
    }

    [Test]
    public async Task ReadAsync_ObjectsThatCannotBeOpenedOrAreNoCloudTrail_CostNoOther()
    {
        var source = new ListedSource(
            ("a", () => throw new CloudTrailFormatException("a: it is gone")), ("b", () => Text("notes")), ("c", () => Text(Trail.Denied("e1"))));

        var (events, summary) = await ReadAsync(new(new()), source);

        events.Select(one => one.Problem ?? one.Id).Should().Equal("a: it is gone", "e1");
        summary.PassedOverFiles.Should().ContainSingle().Which.Path.Should().Be("b");
    }

    [Test]
    public async Task ReadAsync_NothingOfASource_IsSaid() =>
        await FluentActions.Awaiting(() => ReadAsync(new(new()), new ListedSource(("b", () => Text("notes"))))).Should().ThrowAsync<CloudTrailFormatException>().WithMessage("listed: none of the 1 files*");

    [Test]
    public async Task ReadAsync_LeftBeforeItsEnd_StopsTheRest()
    {
        var source = new ListedSource([.. Enumerable.Range(0, 1000).Select(i => Object($"o{i}", 1000))]);
        await foreach (var _ in new TrailReader(new()) { MaxConcurrency = 3 }.ReadAsync([source], new ReadSummary()))
        {
            break;
        }

        source.MostOpen.Should().BeLessThanOrEqualTo(5);
    }

    [Test]
    public async Task ReadAsync_AllRecords_GivesThoseOfRequestsThatSucceededToo()
    {
        var source = new ListedSource(("a", () => Text(Trail.Records(Trail.Denied("e1"), Succeeded("e2"), Trail.Denied("e3")))));

        var (events, summary) = await ReadAsync(new(new() { AllRecords = true }), source, source);

        events.Select(one => one.Id).Should().Equal("e1", "e2", "e3");
        (summary.Denied, summary.Succeeded, summary.Duplicates).Should().Be((2, 1, 3));
    }

    [Test]
    public async Task ReadAsync_Range_LeavesOutRecordsOfOtherTimesAccountsAndRegions()
    {
        var source = new ListedSource(("a", () => Text(Trail.Records(
            At("early", "2026-05-03T23:59:59Z"), At("first", "2026-05-04T00:00:00Z"), At("last", "2026-05-04T23:59:59Z"), At("late", "2026-05-05T00:00:00Z"),
            At("elsewhere", "2026-05-04T01:00:00Z", region: "eu-west-1"), At("other", "2026-05-04T01:00:00Z", account: "222222222222"), At("timeless", "")))));
        var range = new TrailRange
        {
            From = new(2026, 5, 4, 0, 0, 0, TimeSpan.Zero), To = new(2026, 5, 5, 0, 0, 0, TimeSpan.Zero), Accounts = ["111111111111"], Regions = ["us-east-1"],
        };

        var (events, summary) = await ReadAsync(new(new()) { Range = range }, source);

        events.Select(one => one.Id).Should().Equal("first", "last", "timeless");
        summary.LeftOut.Should().Be(4);
    }

    [Test]
    public async Task ReadAsync_FolderInCloudTrailsLayout_PassesOverWhatTheRangeDoesNotReach()
    {
        using var folder = new Wire.TemporaryFolder();
        foreach (var (account, kind, region, day) in new[]
        {
            ("111111111111", "CloudTrail", "us-east-1", "2026/05/04"), ("111111111111", "CloudTrail", "us-east-1", "2026/05/01"), ("111111111111", "CloudTrail", "eu-west-1", "2026/05/04"),
            ("111111111111", "CloudTrail-Digest", "us-east-1", "2026/05/04"), ("222222222222", "CloudTrail", "us-east-1", "2026/05/04"),
        })
        {
            var path = folder.File($"AWSLogs/o-exampleorg1/{account}/{kind}/{region}/{day}/x.json");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, At($"{account} {kind} {region} {day}", "2026-05-04T01:00:00Z"));
        }

        var source = TrailSource.OfPath(folder.File("AWSLogs"));
        var range = new TrailRange { From = new(2026, 5, 3, 0, 0, 0, TimeSpan.Zero), Accounts = ["111111111111"], Regions = ["us-east-1"] };

        var (events, summary) = await ReadAsync(new(new()) { Range = range }, source);
        var (all, _) = await ReadAsync(new(new()), source);

        events.Select(one => one.Id).Should().Equal("111111111111 CloudTrail us-east-1 2026/05/04");
        summary.Files.Should().Be(1);
        all.Should().HaveCount(4, "digests are none that is read");
    }

    internal static async Task<(List<CloudTrailEvent> Events, ReadSummary Summary)> ReadAsync(TrailReader reader, params TrailSource[] sources)
    {
        var summary = new ReadSummary();
        var events = new List<CloudTrailEvent>();
        await foreach (var found in reader.ReadAsync(sources, summary))
        {
            events.Add(found);
        }

        return (events, summary);
    }

    internal static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    internal static string At(string id, string time, string account = "111111111111", string region = "us-east-1") => $$"""
        {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::{{account}}:user/x","accountId":"{{account}}"},"eventTime":"{{time}}","eventSource":"s3.amazonaws.com","eventName":"GetObject","awsRegion":"{{region}}","errorCode":"AccessDenied","errorMessage":"Access Denied","eventID":"{{id}}","recipientAccountId":"{{account}}"}
        """;

    internal static string Succeeded(string id) => At(id, "2026-05-04T01:00:00Z").Replace(",\"errorCode\":\"AccessDenied\",\"errorMessage\":\"Access Denied\"", "", StringComparison.Ordinal);

    private static (string Name, Func<Stream> Open) Object(string name, int denials) =>
        (name, () => Text(Trail.Records([.. Enumerable.Range(1, denials).Select(i => Trail.Denied($"{name}-{i}"))])));
}
