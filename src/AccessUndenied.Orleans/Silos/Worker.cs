using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Partitioning;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Orleans.Jobs;
using AccessUndenied.Replays;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace AccessUndenied.Orleans.Silos;

/// <summary>Takes partitions and works on them, as long as its silo is up. It asks for work: what it is slow at, others take.</summary>
internal sealed partial class Worker : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly IGrainFactory _grains;
    private readonly JobShelf _shelf;
    private readonly ClusterWorkOptions _options;
    private readonly ILogger<Worker> _log;
    private readonly string _name;
    private readonly CancellationTokenSource _drain = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _loops = Task.CompletedTask;
    private int _turn;

    public Worker(IGrainFactory grains, JobShelf shelf, IOptions<ClusterWorkOptions> options, ILocalSiloDetails silo, ILogger<Worker> log)
    {
        (_grains, _shelf, _options, _log) = (grains, shelf, options.Value, log);
        _name = silo.SiloAddress.ToParsableString();
    }

    public void Participate(ISiloLifecycle lifecycle)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        lifecycle.Subscribe(nameof(Worker), ServiceLifecycleStage.Active, _ => StartAsync(), StopAsync);
    }

    public void Dispose()
    {
        _drain.Dispose();
        _stop.Dispose();
    }

    private Task StartAsync()
    {
        _loops = Task.WhenAll(Enumerable.Range(0, _options.Concurrency).Select(_ => Task.Run(LoopAsync)));
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _drain.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(_loops, Task.Delay(_options.DrainTime, cancellationToken)).ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(_loops, Task.Delay(_options.DrainTime, CancellationToken.None)).ConfigureAwait(false);
    }

    private async Task LoopAsync()
    {
        while (!_drain.IsCancellationRequested)
        {
            var isBusy = false;
            try
            {
                if (await TakeAsync().ConfigureAwait(false) is var (lease, work) && lease is not null)
                {
                    isBusy = true;
                    await WorkAsync(lease, work!).ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (!_stop.IsCancellationRequested)
            {
                // The store or another silo is not there: what was not said is found out when the lease is over.
                isBusy = false;
                LogUnreachable(_log, exception.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (!isBusy)
            {
                await Task.Delay(_options.IdleTime, _drain.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // Jobs take turns, so that none waits for the end of another.
    private async Task<(Lease? Lease, JobWork? Work)> TakeAsync()
    {
        var board = _grains.GetGrain<IBoardGrain>(GrainNames.Board);
        var jobs = await board.OpenAsync().ConfigureAwait(false);
        var first = Interlocked.Increment(ref _turn) & int.MaxValue;
        for (var i = 0; i < jobs.Length; i++)
        {
            var id = jobs[(first + i) % jobs.Length];
            var job = _grains.GetGrain<IJobGrain>(id);
            JobWork? work;
            try
            {
                work = await _shelf.FindAsync(id).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsOfTheJob(exception))
            {
                // Its partitions say so, once each.
                work = null;
                if (await job.TakeAsync(_name).ConfigureAwait(false) is { } lost)
                {
                    LogFailed(_log, id, lost.Partition, exception.Message);
                    await job.GiveBackAsync(lost, exception.Message).ConfigureAwait(false);
                }
            }

            if (work is not null && await job.TakeAsync(_name).ConfigureAwait(false) is { } lease)
            {
                return (lease, work);
            }

            if (await job.StatusAsync().ConfigureAwait(false) is null or { State: JobState.Finished or JobState.Failed })
            {
                await board.CloseAsync(id).ConfigureAwait(false);
            }
        }

        return default;
    }

    private async Task WorkAsync(Lease lease, JobWork work)
    {
        var job = _grains.GetGrain<IJobGrain>(lease.Job);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var renewing = RenewAsync(lease, ended);
        string? problem = null;
        PartitionResult? result = null;
        try
        {
            result = await work.RunAsync(TrailPartition.Read(lease.Listing), ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Somebody else has it by now, or this silo ends.
        }
        catch (Exception exception)
        {
            problem = exception.Message;
            LogFailed(_log, lease.Job, lease.Partition, problem);
        }

        if (result is not null)
        {
            var counts = await CompleteAsync(job, lease, result.ToBytes()).ConfigureAwait(false);
            ClusterMeter.Ended(counts ? "done" : "fenced");
        }
        else
        {
            ClusterMeter.Ended(problem is null ? "givenBack" : "failed");
            await job.GiveBackAsync(lease, problem).ConfigureAwait(false);
        }

        await ended.CancelAsync().ConfigureAwait(false);
        await renewing.ConfigureAwait(false);
    }

    // The work is done: a store that is away for a moment is waited for as long as the lease is renewed or nobody else takes it.
    private async Task<bool> CompleteAsync(IJobGrain job, Lease lease, byte[] result)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await job.CompleteAsync(lease, new Immutable<byte[]>(result)).ConfigureAwait(false);
            }
            catch (Exception exception) when (tries < 20 && !_stop.IsCancellationRequested)
            {
                LogUnreachable(_log, exception.Message);
                await Task.Delay(_options.IdleTime, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RenewAsync(Lease lease, CancellationTokenSource ended)
    {
        var partition = _grains.GetGrain<IPartitionGrain>(GrainNames.OfPartition(lease.Job, lease.Partition));
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(_options.LeaseTime / 3, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (!ended.IsCancellationRequested && !await partition.RenewAsync(lease.Epoch).ConfigureAwait(false))
                {
                    await ended.CancelAsync().ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (exception is not ObjectDisposedException)
            {
                LogUnreachable(_log, exception.Message);
            }
        }
    }

    private static bool IsOfTheJob(Exception exception) => exception is FormatException or SnapshotFormatException or ChangeFormatException;

    [LoggerMessage(1, LogLevel.Warning, "job {Job}, partition {Partition}: {Why}")]
    private static partial void LogFailed(ILogger log, string job, int partition, string why);

    [LoggerMessage(2, LogLevel.Warning, "the store or another worker cannot be reached; it is tried again: {Why}")]
    private static partial void LogUnreachable(ILogger log, string why);
}
