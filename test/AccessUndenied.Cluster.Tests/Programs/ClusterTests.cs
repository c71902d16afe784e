using System.Text;

namespace AccessUndenied.Cluster.Tests.Programs;

/// <summary>Real workers over a real store, and what befalls them; each job ends with the bytes of one process.</summary>
[TestFixture(StoreServers.Redis)]
[TestFixture(StoreServers.Postgres)]
public sealed class ClusterTests(string scheme)
{
    private TemporaryFolder _folder = null!;
    private IStoreServer _store = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _store = StoreServers.Start(scheme);
        _folder = new();
    }

    [OneTimeTearDown]
    public void End()
    {
        _store?.Dispose();
        _folder?.Dispose();
    }

    [Test]
    public async Task Submit_WorkersKilledPausedAndTheStoreRestarted_WritesWhatTheCommandWrites()
    {
        var trail = Trail("faults", files: 24, seed: 11);
        string[] command = ["analyze", "--group", "--format", "json", "--snapshot", SampleTrail.Snapshot, trail];
        var expected = await ProgramProcess.CommandAsync(command);
        using var killed = await WorkerProcess.StartAsync(_store.Address);
        using var paused = await WorkerProcess.StartAsync(_store.Address);
        using var last = await WorkerProcess.StartAsync(_store.Address);

        // Two submit the same job at once: it is one job.
        var one = ProgramProcess.ClusterAsync(["submit", "--cluster", _store.Address, "--partition-mb", "1", .. command]);
        var other = ProgramProcess.ClusterAsync(["submit", "--cluster", _store.Address, "--partition-mb", "1", .. command]);
        await UntilAsync(text => text.Contains("being worked on", StringComparison.Ordinal) && !text.Contains(", 0 being worked on", StringComparison.Ordinal));
        killed.Kill();
        paused.Signal("STOP");
        _store.Restart();
        await Task.Delay(TimeSpan.FromSeconds(3));
        paused.Signal("CONT");

        foreach (var (exitCode, output, error) in new[] { await one, await other })
        {
            output.Should().Equal(expected.Output, because: error);
            exitCode.Should().Be(expected.ExitCode);
        }

        var status = await StatusAsync();
        status.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().ContainSingle(line => line.Contains(trail, StringComparison.Ordinal)).Which.Should().Contain("finished");

        // The rest is asked of the cluster as it is now: a job that nobody waits for, and one that cannot be begun.
        await DetachedAsync(trail);
        await RefusedAsync();
        last.Signal("TERM");
        (await last.EndAsync()).Should().Be(0, "a worker that is told to stop drains and ends well");
    }

    [Test]
    public async Task Submit_ObjectThatNobodyMayRead_FailsSaysWhichAndTheOthersAreDone()
    {
        var trail = Trail("poison", files: 5, seed: 13);
        var poison = Directory.EnumerateFiles(trail, "*.gz", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal).First()!;
        using var bucket = new BucketServer(trail, throttles: false) { Refuses = poison };
        using var worker = await WorkerProcess.StartAsync(bucket.Environment, _store.Address);

        string[] command = ["replay", "--change", SampleTrail.Change, "--snapshot", SampleTrail.Snapshot, $"s3://{BucketServer.Bucket}/"];
        var (exitCode, output, error) = await ProgramProcess.ClusterAsync(bucket.Environment, ["submit", "--cluster", _store.Address, "--partition-mb", "1", .. command]);

        exitCode.Should().Be(1);
        output.Should().BeEmpty();
        error.Should().Contain("has no whole result").And.Contain(poison).And.Contain("failed 3 times");
        var status = (await StatusAsync()).Split('\n').SkipWhile(line => !line.Contains($"s3://{BucketServer.Bucket}/", StringComparison.Ordinal)).Take(2).ToArray();
        status[0].Should().Contain("  failed  ").And.MatchRegex("(?<done>[0-9]+) of [0-9]+ partitions done, 0 being worked on");
        status[1].Should().Contain(poison);
    }

    private async Task DetachedAsync(string trail)
    {
        string[] command = ["replay", "--change", SampleTrail.Change, "--format", "json", "--snapshot", SampleTrail.Snapshot, trail];
        var expected = await ProgramProcess.CommandAsync(command);
        var id = Encoding.UTF8.GetString((await ProgramProcess.ClusterAsync(["submit", "--cluster", _store.Address, "--detach", .. command])).Output).Trim();
        id.Should().HaveLength(16);

        var (exitCode, output, error) = await ProgramProcess.ClusterAsync("result", id, "--cluster", _store.Address);

        output.Should().Equal(expected.Output, because: error);
        exitCode.Should().Be(expected.ExitCode);
    }

    private async Task RefusedAsync()
    {
        var trail = Trail("refused", files: 2, seed: 12);
        var snapshot = Path.Combine(_folder.Path, "no-snapshot.json");
        await File.WriteAllTextAsync(snapshot, "[]");
        var id = await ProgramProcess.ClusterAsync("submit", "--cluster", _store.Address, "--detach", "analyze", "--snapshot", snapshot, trail);
        id.ExitCode.Should().Be(1, "what cannot be read is told before anything is submitted");
    }

    private string Trail(string name, int files, int seed)
    {
        var folder = Path.Combine(_folder.Path, name);
        SampleTrail.Write(folder, files, recordsAFile: 15, seed);
        return folder;
    }

    private async Task<string> StatusAsync() => Encoding.UTF8.GetString((await ProgramProcess.ClusterAsync("status", "--cluster", _store.Address)).Output);

    private async Task UntilAsync(Predicate<string> isSo)
    {
        string status;
        do
        {
            status = await StatusAsync();
        }
        while (!isSo(status) && !status.Contains("finished", StringComparison.Ordinal));
    }
}
