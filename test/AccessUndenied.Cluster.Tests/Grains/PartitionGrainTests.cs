using AccessUndenied.Orleans.Grains;
using AccessUndenied.Orleans.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Hosting;

namespace AccessUndenied.Cluster.Tests.Grains;

/// <summary>Who has a partition, and whose result counts: on a silo in this process, with state in memory.</summary>
public sealed class PartitionGrainTests
{
    private readonly StoppedClock _clock = new();
    private LocalSilo _silo = null!;
    private volatile bool _isStoreAway;

    [OneTimeSetUp]
    public async Task StartAsync() => _silo = await LocalSilo.StartAsync(silo =>
    {
        silo.Services.AddSingleton<TimeProvider>(_clock);
        silo.AddMemoryGrainStorage("access-undenied")
            .AddIncomingGrainCallFilter(call => _isStoreAway && call is { Grain: PartitionGrain, MethodName: nameof(IPartitionGrain.TakeAsync) } ? throw new TimeoutException() : call.Invoke())
            .AddAccessUndenied(options => (options.Concurrency, options.MaxLosses) = (0, 3));
    });

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _silo.DisposeAsync();
    }

    [Test]
    public async Task TakeAsync_WhileSomebodyHasIt_IsRefused()
    {
        var partition = await NewAsync();
        (await partition.TakeAsync("a")).Lease!.Epoch.Should().Be(1);
        (await partition.TakeAsync("b")).Lease.Should().BeNull();
    }

    [Test]
    public async Task CompleteAsync_AfterSomebodyElseTookIt_DoesNotCount()
    {
        var partition = await NewAsync();
        var first = (await partition.TakeAsync("a")).Lease!;
        _clock.Pass(TimeSpan.FromMinutes(1));
        var second = (await partition.TakeAsync("b")).Lease!;

        (await partition.RenewAsync(first.Epoch)).Should().BeFalse();
        (await partition.CompleteAsync(first.Epoch, [1])).Should().BeFalse();
        (await partition.CompleteAsync(second.Epoch, [2])).Should().BeTrue();
        (await partition.CompleteAsync(second.Epoch, [3])).Should().BeFalse("a result is there once");
        (await partition.ResultAsync())!.Value.Value.Should().Equal(2);
    }

    [Test]
    public async Task CompleteAsync_AfterTheLeaseRanOutAndNobodyTookIt_Counts()
    {
        var partition = await NewAsync();
        var lease = (await partition.TakeAsync("a")).Lease!;
        _clock.Pass(TimeSpan.FromMinutes(1));

        (await partition.CompleteAsync(lease.Epoch, [1])).Should().BeTrue();
        (await partition.TakeAsync("b")).IsOver.Should().BeTrue();
    }

    [Test]
    public async Task RenewAsync_InTime_KeepsIt()
    {
        var partition = await NewAsync();
        var lease = (await partition.TakeAsync("a")).Lease!;
        for (var i = 0; i < 5; i++)
        {
            _clock.Pass(TimeSpan.FromSeconds(20));
            (await partition.RenewAsync(lease.Epoch)).Should().BeTrue();
            (await partition.TakeAsync("b")).Lease.Should().BeNull();
        }
    }

    [Test]
    public async Task GiveBackAsync_WithAProblemThreeTimes_IsGivenUpWithIt()
    {
        var partition = await NewAsync();
        for (var i = 0; i < 3; i++)
        {
            await partition.GiveBackAsync((await partition.TakeAsync("a")).Lease!.Epoch, "the disk is full");
        }

        (await partition.TakeAsync("b")).Problem.Should().Contain("failed 3 times").And.Contain("the disk is full");
    }

    [Test]
    public async Task TakeAsync_AfterWorkersThatWereNotHeardOfAgain_IsGivenUp()
    {
        var partition = await NewAsync();
        for (var i = 0; i < 4; i++)
        {
            (await partition.TakeAsync("a")).Lease.Should().NotBeNull();
            _clock.Pass(TimeSpan.FromMinutes(1));
        }

        (await partition.TakeAsync("b")).Problem.Should().Contain("not heard of again");
    }

    [Test]
    public async Task Job_PartitionsGivenOutAndDone_IsFinishedAndGivesNoMore()
    {
        var id = Guid.NewGuid().ToString("N");
        var job = Grains.GetGrain<IJobGrain>(id);
        (await job.PrepareAsync(new JobSpec { Operation = JobOperation.Analyze, Sources = [], Snapshots = [] }.ToBytes(), [], 2)).Should().BeTrue();
        (await job.TakeAsync("a")).Should().BeNull("it has not begun");
        for (var i = 0; i < 2; i++)
        {
            await Grains.GetGrain<IPartitionGrain>(GrainNames.OfPartition(id, i)).PutAsync(id, i, [1]);
        }

        await job.StartAsync();
        (await job.PrepareAsync([], [], 2)).Should().BeFalse("who submits it again hands nothing over");
        var first = (await job.TakeAsync("a"))!;
        var second = (await job.TakeAsync("b"))!;
        (await job.TakeAsync("c")).Should().BeNull();
        await job.GiveBackAsync(first, null);
        first = (await job.TakeAsync("c"))!;

        (await job.CompleteAsync(first, new Immutable<byte[]>([1]))).Should().BeTrue();
        (await job.CompleteAsync(second, new Immutable<byte[]>([2]))).Should().BeTrue();

        var status = (await job.StatusAsync())!;
        (status.State, status.Done, status.Leased, status.Retaken).Should().Be((JobState.Finished, 2, 0, 1));
        (await job.TakeAsync("d")).Should().BeNull();
    }

    [Test]
    public async Task Job_PartitionThatDidNotAnswer_IsGivenOutLater()
    {
        var id = Guid.NewGuid().ToString("N");
        var job = Grains.GetGrain<IJobGrain>(id);
        await job.PrepareAsync(new JobSpec { Operation = JobOperation.Analyze, Sources = [], Snapshots = [] }.ToBytes(), [], 1);
        await Grains.GetGrain<IPartitionGrain>(GrainNames.OfPartition(id, 0)).PutAsync(id, 0, [1]);
        await job.StartAsync();
        _isStoreAway = true;
        await FluentActions.Awaiting(() => job.TakeAsync("a")).Should().ThrowAsync<TimeoutException>();
        _isStoreAway = false;

        (await job.TakeAsync("a")).Should().NotBeNull();
    }

    [Test]
    public async Task Job_ManyAskAtOnce_EachGetsAPartitionOfItsOwnFromAllOverTheListing()
    {
        const int Count = 60;
        var id = Guid.NewGuid().ToString("N");
        var job = Grains.GetGrain<IJobGrain>(id);
        await job.PrepareAsync(new JobSpec { Operation = JobOperation.Analyze, Sources = [], Snapshots = [] }.ToBytes(), [], Count);
        await Task.WhenAll(Enumerable.Range(0, Count).Select(i => Grains.GetGrain<IPartitionGrain>(GrainNames.OfPartition(id, i)).PutAsync(id, i, [1])));
        await job.StartAsync();

        var first = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => job.TakeAsync("a")));
        var leases = await Task.WhenAll(Enumerable.Range(0, Count).Select(i => job.TakeAsync("b")));

        var places = first.Select(lease => lease!.Partition).Order().ToArray();
        places.Zip(places.Skip(1), (one, other) => other - one).Should().OnlyContain(between => between >= Count / 8, "each is far from the others");
        first.Concat(leases).OfType<Lease>().Select(lease => lease.Partition).Order().Should().Equal(Enumerable.Range(0, Count));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(6)]
    [TestCase(97)]
    [TestCase(1000)]
    public void SpreadOrder_OfACount_HasEachNumberOnce(int count) => SpreadOrder.Of(count).Order().Should().Equal(Enumerable.Range(0, count));

    private IGrainFactory Grains => _silo.Grains;

    private async Task<IPartitionGrain> NewAsync()
    {
        var job = Guid.NewGuid().ToString("N");
        var partition = Grains.GetGrain<IPartitionGrain>(GrainNames.OfPartition(job, 0));
        await partition.PutAsync(job, 0, [0]);
        return partition;
    }

    /// <summary>A clock that goes on when it is told to; timers are those of the machine.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        private DateTimeOffset _now = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => _now;

        public void Pass(TimeSpan time) => _now += time;
    }
}
