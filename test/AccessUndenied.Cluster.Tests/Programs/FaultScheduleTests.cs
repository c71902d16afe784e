using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace AccessUndenied.Cluster.Tests.Programs;

/// <summary>
/// Random faults on real processes, of a seed: every job ends, with the bytes of one process. A few by default;
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
        var first = Parameter("seed", 1);
        using var store = StoreServers.Start(scheme);
        using var cluster = new FaultyCluster(store);
        for (var seed = first; seed < first + Parameter("schedules", schedules); seed++)
        {
            await cluster.FillAsync();
            await RunAsync(cluster, seed);
        }
    }

    private async Task RunAsync(FaultyCluster cluster, int seed)
    {
        var faults = Fault.ScheduleOf(seed, FaultyCluster.Places);
        var command = CommandOf(seed);
        var expected = await ProgramProcess.CommandAsync(command);
        string[] submit = ["submit", "--cluster", cluster.Address, "--partition-mb", "1"];
        var since = Stopwatch.GetTimestamp();
        var id = Encoding.UTF8.GetString((await ProgramProcess.ClusterAsync([.. submit, "--detach", .. command])).Output).Trim();
        var waiting = new List<Task<(int ExitCode, byte[] Output, string Error)>> { ProgramProcess.ClusterAsync("result", id, "--cluster", cluster.Address) };
        await cluster.SufferAsync(faults, () =>
        {
            lock (waiting)
            {
                waiting.Add(ProgramProcess.ClusterAsync([.. submit, .. command]));
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
            $"seed {seed}: {string.Join(", ", faults)}: {command[0]}, {expected.Output.Length} bytes as of one process, {Stopwatch.GetElapsedTime(since).TotalSeconds:0} s, {Middle(status)}"));
    }

    private string[] CommandOf(int seed)
    {
        var trail = Path.Combine(_folder.Path, Guid.NewGuid().ToString("N"));
        SampleTrail.Write(trail, files: 30, recordsAFile: 60, seed);
        return (seed % 3) switch
        {
            0 => ["replay", "--change", SampleTrail.Change, "--format", "json", "--snapshot", SampleTrail.Snapshot, trail],
            1 => ["analyze", "--group", "--format", "json", "--snapshot", SampleTrail.Snapshot, trail],
            _ => ["analyze", "--format", "jsonl", "--snapshot", SampleTrail.Snapshot, trail],
        };
    }

    private static string Middle(string status) => string.Join(", ", status.Split("  ").Skip(1).Take(2));

    private static int Parameter(string name, int otherwise) =>
        TestContext.Parameters[name] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
