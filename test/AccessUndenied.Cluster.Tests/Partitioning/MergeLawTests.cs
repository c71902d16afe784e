using System.Buffers;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Partitioning;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Orleans.Jobs;
using AccessUndenied.Replays;
using AccessUndenied.Reports;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Cluster.Tests.Partitioning;

/// <summary>Whoever does which partition in which order how often: put together, the results are those of one process, byte for byte.</summary>
public sealed class MergeLawTests
{
    private const int Trials = 6;

    private TemporaryFolder _folder = null!;
    private ServiceProvider _services = null!;

    [OneTimeSetUp]
    public void Write()
    {
        _folder = new();
        SampleTrail.Write(_folder.Path, files: 16, recordsAFile: 8, seed: 3);
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseAwsEvents().UseSnapshot(SampleTrail.Snapshot);
        _services = services.BuildServiceProvider();
    }

    [OneTimeTearDown]
    public void Delete()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    [TestCase(1L)]
    [TestCase(20_000L)]
    [TestCase(1L << 30)]
    public async Task Findings_AnySplitOrderAndRepetition_AreTheBytesOfOneProcess(long partitionBytes)
    {
        var expected = await FindingsOfOneProcessAsync();
        var plan = await TrailPlan.OfAsync([_folder.Path], TrailRange.All, partitionBytes);
        await using var work = JobWork.Open(Spec(JobOperation.Analyze), file => file.Name);
        var results = await ResultsAsync(plan, work);

        Orders(results.Length).Sample(
            order =>
            {
                var (text, _) = FindingsOfAsync(plan, work, MergeAll(results, order)).GetAwaiter().GetResult();
                return text.AsSpan().SequenceEqual(expected);
            },
            iter: Trials, threads: 1);
    }

    [TestCase(1L)]
    [TestCase(20_000L)]
    public async Task Replay_AnySplitOrderAndRepetition_IsTheBytesOfOneProcess(long partitionBytes)
    {
        var spec = Spec(JobOperation.Replay) with { Changes = [FileOf(SampleTrail.Change)] };
        var expected = await ReplayOfOneProcessAsync();
        var plan = await TrailPlan.OfAsync([_folder.Path], TrailRange.All, partitionBytes);
        await using var work = JobWork.Open(spec, file => file.Name);
        var results = await ResultsAsync(plan, work);

        Orders(results.Length).Sample(
            order =>
            {
                var merged = MergeAll(results, order);
                var calls = new MergedReplay(plan, TrailRange.All, (partition, _) => new(merged.Find(partition.Number)!)).ReadAsync(new ReadSummary());
                return TextOfAsync(calls).GetAwaiter().GetResult().AsSpan().SequenceEqual(expected);
            },
            iter: Trials, threads: 1);
    }

    [Test]
    public async Task Merge_TwoResultsOfOnePartition_IsTheSameBothWaysAndTwice()
    {
        var plan = await TrailPlan.OfAsync([_folder.Path], TrailRange.All);
        await using var work = JobWork.Open(Spec(JobOperation.Analyze), file => file.Name);
        var one = PartitionResults.Of(await work.RunAsync(plan.Partitions[0]));
        var other = PartitionResults.Of(await work.RunForEventsAsync(plan.Partitions[0]));

        var merged = one.Merge(other).Find(plan.Partitions[0].Number)!.ToBytes();

        other.Merge(one).Find(0)!.ToBytes().Should().Equal(merged);
        one.Merge(other).Merge(one).Merge(other).Find(0)!.ToBytes().Should().Equal(merged);
    }

    [Test]
    public async Task Findings_FirstRecordOfSeveralWasInAnotherPartitionWithOtherContent_HasTheExampleOfOneProcess()
    {
        // One id, service and operation, and different refusals: the second record counts for nothing, and the third is the first of its finding.
        using var folder = new TemporaryFolder();
        string[] records = [Denied("e1", "alice", "k1"), Denied("e1", "bob", "k2"), Denied("e2", "bob", "k3")];
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "a.json"), $$"""{"Records":[{{records[0]}}]}""");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "b.json"), $$"""{"Records":[{{records[1]}},{{records[2].Replace("k3", "k2", StringComparison.Ordinal)}}]}""");
        var expected = await FindingsOfOneProcessAsync(folder.Path);
        var plan = await TrailPlan.OfAsync([folder.Path], TrailRange.All, partitionBytes: 1);
        await using var work = JobWork.Open(Spec(JobOperation.Analyze) with { Sources = [folder.Path] }, file => file.Name);
        var results = await ResultsAsync(plan, work);

        var (text, again) = await FindingsOfAsync(plan, work, MergeAll(results, Enumerable.Range(0, results.Length)));

        text.Should().Equal(expected);
        again.Should().Be(1, "the partition is worked on again, with every record kept");
    }

    [Test]
    public async Task AnalyzeAsync_AfterAReadingThatOthersNeed_TakesDenialsFromItAndCountsEachByteOnce()
    {
        var plan = await TrailPlan.OfAsync([_folder.Path], TrailRange.All, partitionBytes: 20_000);
        var summary = new ReadSummary();
        var work = new PartitionWork([], TrailRange.All).After(new([TrailSource.OfPath(_folder.Path)], []), plan, summary);
        var analyzer = _services.GetRequiredService<IAccessDeniedAnalyzer>();
        var merged = new MergedAnalysis(
            plan, TrailRange.All, async (partition, token) => await work.AnalyzeAsync(partition, analyzer, token), async (partition, token) => await work.AnalyzeAsync(partition, null, token));

        var text = await TextOfAsync(merged.ReadAsync(summary), merged.Explaining(analyzer));

        text.Should().Equal(await FindingsOfOneProcessAsync());
        summary.BytesRead.Should().Be(new DirectoryInfo(_folder.Path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length));
    }

    [Test]
    public async Task ToBytes_OfRecordsAndCallsThatStayedAsTheyAre_AreTheBytesOfOthers()
    {
        var plan = await TrailPlan.OfAsync([_folder.Path], TrailRange.All);
        var (held, written) = (new PartitionWork([], TrailRange.All) { HoldsRecords = true }, new PartitionWork([], TrailRange.All));

        (await held.AnalyzeAsync(plan.Partitions[0], null)).ToBytes().Should().Equal((await written.AnalyzeAsync(plan.Partitions[0], null)).ToBytes());

        var replay = _services.GetRequiredService<IReplay>();
        var calls = PartitionResult.Read((await held.ReplayAsync(plan.Partitions[0], replay, new())).ToBytes());
        calls.Records.Should().Be((await written.ReplayAsync(plan.Partitions[0], replay, new())).Records);
    }

    [Test]
    public void Of_ResultsOfOneAnother_AreTheFingerprintsOfEach()
    {
        var prints = new ResultFingerprints();
        var analyzer = _services.GetRequiredService<IAccessDeniedAnalyzer>();
        foreach (var found in CloudTrailReader.ReadPathAsync(Path.Combine(SampleTrail.Samples, "events.json"), new(), new()).ToBlockingEnumerable())
        {
            var result = analyzer.AnalyzeAsync(found).AsTask().GetAwaiter().GetResult();
            prints.Of(result).Should().Be(ResultGrouping.FingerprintOf(result));
            prints.Of(result.For("another", DateTimeOffset.UnixEpoch)).Should().Be(ResultGrouping.FingerprintOf(result));
        }
    }

    [Test]
    public void Read_SpoiltResult_IsRefused()
    {
        FluentActions.Invoking(() => PartitionResult.Read("AUpr\u0001nothing"u8.ToArray())).Should().Throw<FormatException>();
        FluentActions.Invoking(() => PartitionResult.Read("AUpr\u0002"u8.ToArray())).Should().Throw<FormatException>();
        FluentActions.Invoking(() => PartitionResult.Read(ReadOnlyMemory<byte>.Empty)).Should().Throw<FormatException>();
    }

    [Test]
    public async Task RunAsync_FileThatChangedSinceItWasListed_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "a.json");
        await File.WriteAllTextAsync(path, "{}");
        var plan = await TrailPlan.OfAsync([folder.Path], TrailRange.All);
        await using var work = JobWork.Open(Spec(JobOperation.Analyze), file => file.Name);
        await File.WriteAllTextAsync(path, """{"Records":[]}""");

        await FluentActions.Awaiting(() => work.RunAsync(plan.Partitions[0])).Should().ThrowAsync<TrailChangedException>();
    }

    private static string Denied(string id, string user, string key) => $$"""
        {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::123456789012:user/{{user}}","accountId":"123456789012","userName":"{{user}}"},"eventTime":"2026-01-01T00:00:00Z","eventSource":"s3.amazonaws.com","eventName":"GetObject","awsRegion":"us-east-1","errorCode":"AccessDenied","errorMessage":"Access Denied","requestParameters":{"bucketName":"b","key":"{{key}}"},"eventID":"{{id}}"}
        """;

    // Every partition at least once, in some order, some more often.
    private static Gen<int[]> Orders(int count) =>
        Gen.Select(Gen.Shuffle(Enumerable.Range(0, count).ToArray()), Gen.Int[0, count - 1].Array[0, count]).Select(both => both.Item1.Concat(both.Item2).ToArray());

    // As a tree whose shape hangs on the order, so that results are put together from heaps of any size.
    private static PartitionResults MergeAll(PartitionResult[] results, IEnumerable<int> order)
    {
        var heaps = order.Select(number => PartitionResults.Of(results[number])).ToList();
        for (var turn = 0; heaps.Count > 1; turn++)
        {
            var at = turn % (heaps.Count - 1);
            heaps[at] = turn % 2 == 0 ? heaps[at].Merge(heaps[at + 1]) : heaps[at + 1].Merge(heaps[at]);
            heaps.RemoveAt(at + 1);
        }

        return heaps[0];
    }

    private static async Task<PartitionResult[]> ResultsAsync(TrailPlan plan, JobWork work)
    {
        var results = new PartitionResult[plan.Partitions.Count];
        foreach (var partition in plan.Partitions)
        {
            results[partition.Number] = PartitionResult.Read((await work.RunAsync(TrailPartition.Read(partition.ToBytes()))).ToBytes());
        }

        return results;
    }

    private async Task<(byte[] Text, int Again)> FindingsOfAsync(TrailPlan plan, JobWork work, PartitionResults merged)
    {
        var again = 0;
        var trail = new MergedAnalysis(plan, TrailRange.All, (partition, _) => new(merged.Find(partition.Number)!), async (partition, token) =>
        {
            again++;
            return await work.RunForEventsAsync(partition, token);
        });
        return (await TextOfAsync(trail.ReadAsync(new ReadSummary()), trail.Explaining(_services.GetRequiredService<IAccessDeniedAnalyzer>())), again);
    }

    private Task<byte[]> FindingsOfOneProcessAsync(string? folder = null) => TextOfAsync(
        new TrailReader(new CloudTrailReaderOptions()).ReadAsync([TrailSource.OfPath(folder ?? _folder.Path)], new ReadSummary()), _services.GetRequiredService<IAccessDeniedAnalyzer>());

    private Task<byte[]> ReplayOfOneProcessAsync()
    {
        var records = new TrailReader(new CloudTrailReaderOptions { AllRecords = true }).ReadAsync([TrailSource.OfPath(_folder.Path)], new ReadSummary());
        return TextOfAsync(_services.GetRequiredService<IReplay>().ReplayAsync(
            AccessUndenied.Aws.Replays.CloudTrailCalls.OfAsync(records), new() { Changes = [.. ChangeFile.Read(SampleTrail.Change)] }));
    }

    private static async Task<byte[]> TextOfAsync(IAsyncEnumerable<CloudTrailEvent> events, IAccessDeniedAnalyzer analyzer)
    {
        var grouping = new ResultGrouping();
        await foreach (var found in events)
        {
            grouping.Add(await analyzer.AnalyzeAsync(found));
        }

        var text = new ArrayBufferWriter<byte>();
        var writer = ReportWriters.Create(ReportFormat.Json, text, isGrouped: true, TextLayout.Plain);
        writer.Begin();
        foreach (var finding in grouping.ToFindings())
        {
            writer.Write(finding);
        }

        writer.End();
        return text.WrittenSpan.ToArray();
    }

    private static async Task<byte[]> TextOfAsync(IAsyncEnumerable<ReplayedCall> calls)
    {
        var tally = new ReplayTally(hasChanges: true);
        await foreach (var call in calls)
        {
            tally.Add(call);
        }

        var text = new ArrayBufferWriter<byte>();
        ReplayReport.Write(tally.ToResult(), ReportFormat.Json, text, TextLayout.Plain);
        return text.WrittenSpan.ToArray();
    }

    private JobSpec Spec(JobOperation operation) => new() { Operation = operation, Sources = [_folder.Path], Snapshots = [FileOf(SampleTrail.Snapshot)] };

    private static JobFile FileOf(string path) => new(path, "", 0);
}
