using System.Security.Cryptography;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Orleans.Jobs;
using Orleans.Hosting;

namespace AccessUndenied.Cluster.Tests.Silos;

/// <summary>What a worker makes of jobs, on a silo in this process, with state in memory.</summary>
public sealed class WorkerTests
{
    private TemporaryFolder _folder = null!;
    private LocalSilo _silo = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _folder = new();
        _silo = await LocalSilo.StartAsync(silo => silo
            .AddMemoryGrainStorage("access-undenied")
            .AddAccessUndenied(options => (options.Concurrency, options.IdleTime) = (2, TimeSpan.FromMilliseconds(50))));
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _silo.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Job_FileThatChangedBeforeItWasRead_FailsAndSaysWhichAndTheOthersAreDone()
    {
        var trail = Trail("changed", files: 6);
        var plan = await TrailPlan.OfAsync([trail], TrailRange.All, partitionBytes: 1);
        var changed = Directory.EnumerateFiles(trail, "*.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        await File.WriteAllTextAsync(changed, "{}");

        var status = await EndAsync(await Jobs.SubmitAsync(Spec(trail), plan));

        status.State.Should().Be(JobState.Failed);
        status.Done.Should().Be(plan.Partitions.Count - 1);
        status.Problems.Should().ContainSingle().Which.Should().Contain(Path.GetFileName(changed)).And.Contain("failed 3 times");
    }

    [Test]
    public async Task Job_OfALaterVersion_IsLeftToWorkersThatKnowItAndOthersGoOn()
    {
        var trail = Trail("later", files: 2);
        var plan = await TrailPlan.OfAsync([trail], TrailRange.All);
        var later = await Jobs.SubmitAsync(Spec(trail) with { Version = JobSpec.CurrentVersion + 1 }, plan);

        var status = await EndAsync(await Jobs.SubmitAsync(Spec(trail), plan));

        status.State.Should().Be(JobState.Finished);
        var left = (await Jobs.FindAsync(later))!;
        (left.State, left.Done, left.Leased).Should().Be((JobState.Running, 0, 0));
    }

    [Test]
    public async Task Job_SnapshotThatCannotBeRead_FailsAndSaysWhy()
    {
        var trail = Trail("unread", files: 2);
        var path = Path.Combine(_folder.Path, "no-snapshot.json");
        await File.WriteAllTextAsync(path, "[]");

        var status = await EndAsync(await Jobs.SubmitAsync(Spec(trail) with { Snapshots = [FileOf(path)] }, await TrailPlan.OfAsync([trail], TrailRange.All)));

        status.State.Should().Be(JobState.Failed);
        status.Problems.Should().OnlyContain(problem => problem.Contains("failed 3 times", StringComparison.Ordinal));
    }

    [Test]
    public async Task Job_WithoutPartitions_IsFinished()
    {
        var empty = Directory.CreateDirectory(Path.Combine(_folder.Path, "empty")).FullName;

        var status = await EndAsync(await Jobs.SubmitAsync(Spec(empty), await TrailPlan.OfAsync([empty], TrailRange.All)));

        (status.State, status.Partitions).Should().Be((JobState.Finished, 0));
    }

    private ClusterJobs Jobs => new(_silo.Grains);

    private string Trail(string name, int files)
    {
        var folder = Path.Combine(_folder.Path, name);
        SampleTrail.Write(folder, files, recordsAFile: 3, seed: 1);
        return folder;
    }

    private async Task<JobStatus> EndAsync(string id)
    {
        while (true)
        {
            var status = (await Jobs.FindAsync(id))!;
            if (status.State is JobState.Finished or JobState.Failed)
            {
                return status;
            }

            await Task.Delay(50);
        }
    }

    private static JobSpec Spec(string trail) =>
        new() { Operation = JobOperation.Analyze, Sources = [trail], Evidence = [trail], Snapshots = [FileOf(SampleTrail.Snapshot)] };

    private static JobFile FileOf(string path)
    {
        var content = File.ReadAllBytes(path);
        return new(path, Convert.ToHexStringLower(SHA256.HashData(content)), content.Length);
    }
}
