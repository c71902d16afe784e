using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace AccessUndenied.Cluster.Tests.Programs;

/// <summary>
/// Random faults on real processes, of a seed: every job ends, with the bytes of one process. Every other three seeds read from S3, which throttles half of all requests. A few by default;
/// <c>TestRunParameters.Parameter(name="schedules", value="50")</c> runs more, from <c>seed</c> on, and tells of each.
/// </summary>
public sealed class FaultScheduleTests
{
    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void Start() => _folder = new();

    [OneTimeTearDown]
    public void End() => _folder.Dispose();

    [TestCase(StoreServers.Redis, 2)]
    [TestCase(StoreServers.Postgres, 1)]
    public async Task Submit_FaultsOfASeed_WritesWhatTheCommandWrites(string scheme, int schedules)
    {
        var first = Parameter("seed", 27);
        using var store = StoreServers.Start(scheme);
        using var bucket = new BucketServer(_folder.Path, throttles: true);
        using var cluster = new FaultyCluster(store, bucket.Environment);
        for (var seed = first; seed < first + Parameter("schedules", schedules); seed++)
        {
            await cluster.FillAsync();
            await RunAsync(cluster, bucket, seed);
        }
    }

    private async Task RunAsync(FaultyCluster cluster, BucketServer bucket, int seed)
    {
        var faults = Fault.ScheduleOf(seed, FaultyCluster.Places);
        var (command, isBucket) = CommandOf(seed);
        var expected = await ProgramProcess.CommandAsync(bucket.Environment, command);
        string[] submit = ["submit", "--cluster", cluster.Address, "--partition-mb", "1"];
        var since = Stopwatch.GetTimestamp();
        var id = Encoding.UTF8.GetString((await ProgramProcess.ClusterAsync(bucket.Environment, [.. submit, "--detach", .. command])).Output).Trim();
        var waiting = new List<Task<(int ExitCode, byte[] Output, string Error)>> { ProgramProcess.ClusterAsync(bucket.Environment, "result", id, "--cluster", cluster.Address) };
        await cluster.SufferAsync(faults, () =>
        {
            lock (waiting)
            {
                waiting.Add(ProgramProcess.ClusterAsync(bucket.Environment, [.. submit, .. command]));
            }
        });

        var over = Task.WhenAll(waiting);
        await cluster.KeepOneAsync(over);
        foreach (var (exitCode, output, error) in await over)
        {
            output.AsSpan().SequenceEqual(expected.Output).Should().BeTrue($"seed {seed} ({string.Join(", ", faults)}) is to end in the bytes of one process: {error}");
            exitCode.Should().Be(expected.ExitCode);
        }

        // Results are there before the job's notes of them, where those were lost with the store: workers ask the partitions, and note it.
        string status;
        do
        {
            status = Encoding.UTF8.GetString((await ProgramProcess.ClusterAsync("status", id, "--cluster", cluster.Address)).Output).Trim();
        }
        while (status.Contains("  running  ", StringComparison.Ordinal));
        status.Should().Contain("finished");
        await TestContext.Progress.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: {string.Join(", ", faults)}: "
            + $"{command[0]}{(isBucket ? " over S3 that throttles half" : "")}, {expected.Output.Length} bytes as of one process, "
            + $"{Stopwatch.GetElapsedTime(since).TotalSeconds:0} s, {Middle(status)}"));
    }

    // Each of three commands over a folder, and then over a bucket.
    private (string[] Command, bool IsBucket) CommandOf(int seed)
    {
        var name = Guid.NewGuid().ToString("N");
        SampleTrail.Write(Path.Combine(_folder.Path, name), files: 30, recordsAFile: 60, seed);
        var isBucket = seed / 3 % 2 == 1;
        var trail = isBucket ? $"s3://{BucketServer.Bucket}/{name}/" : Path.Combine(_folder.Path, name);
        string[] command = (seed % 3) switch
        {
            0 => ["replay", "--change", SampleTrail.Change, "--format", "json", "--snapshot", SampleTrail.Snapshot, trail],
            1 => ["analyze", "--group", "--format", "json", "--snapshot", SampleTrail.Snapshot, trail],
            _ => ["analyze", "--format", "jsonl", "--snapshot", SampleTrail.Snapshot, trail],
        };
        return (command, isBucket);
    }

    private static string Middle(string status) => string.Join(", ", status.Split("  ").Skip(1).Take(2));

    private static int Parameter(string name, int otherwise) =>
        TestContext.Parameters[name] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
