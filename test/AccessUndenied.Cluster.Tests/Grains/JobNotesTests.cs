using AccessUndenied.Orleans.Grains;
using AccessUndenied.Orleans.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace AccessUndenied.Cluster.Tests.Grains;

/// <summary>What a job says while its notes cannot be kept: on a silo in this process.</summary>
public sealed class JobNotesTests
{
    private LocalSilo _silo = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _silo = await LocalSilo.StartAsync(silo =>
    {
        silo.Services.AddKeyedSingleton<IGrainStorage>(GrainNames.Storage, (services, _) => new ForgetfulStore(services.GetRequiredService<DeepCopier>()));
        silo.AddAccessUndenied(options => options.Concurrency = 0);
    });

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _silo.DisposeAsync();
    }

    [Test]
    public async Task StatusAsync_AllIsDoneAndTheNoteOfItIsNotKept_IsNotFinishedBeforeItIs()
    {
        var id = Guid.NewGuid().ToString("N");
        var job = Grains.GetGrain<IJobGrain>(id);
        await job.PrepareAsync(new JobSpec { Operation = JobOperation.Analyze, Sources = [], Snapshots = [] }.ToBytes(), [], 1);
        await Grains.GetGrain<IPartitionGrain>(GrainNames.OfPartition(id, 0)).PutAsync(id, 0, [1]);
        await job.StartAsync();
        var lease = (await job.TakeAsync("a"))!;
        Store.RefusesJobs = true;
        (await job.CompleteAsync(lease, new Immutable<byte[]>([1]))).Should().BeTrue();

        (await job.StatusAsync())!.State.Should().Be(JobState.Running, "whoever comes after a loss of this activation would not know of it");

        Store.RefusesJobs = false;
        (await job.TakeAsync("b")).Should().BeNull("its partition says that it is done");
        (await job.StatusAsync())!.State.Should().Be(JobState.Finished);
        await Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
        (await job.StatusAsync())!.State.Should().Be(JobState.Finished);
    }

    private IGrainFactory Grains => _silo.Grains;

    private ForgetfulStore Store => (ForgetfulStore)_silo.Services.GetRequiredKeyedService<IGrainStorage>(GrainNames.Storage);
}
