using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Partitioning;
using AccessUndenied.Cli.Output;
using AccessUndenied.Orleans.Jobs;

namespace AccessUndenied.Cluster.Runs;

/// <summary>A job whose partitions are worked on in this process, some ahead of the one that is asked for.</summary>
internal sealed class LocalRun : IJobRun
{
    private readonly JobSpec _spec;
    private readonly TrailPlan _plan;
    private readonly SqliteResults? _store;
    private readonly int _concurrency;
    private readonly Lazy<JobWork> _work;
    private readonly CancellationTokenSource _stop = new();
    private readonly Queue<Task<PartitionResult>> _ahead = [];
    private int _started;

    public LocalRun(JobSpec spec, TrailPlan plan, SqliteResults? store, int concurrency)
    {
        (_spec, _plan, _store, _concurrency) = (spec, plan, store, concurrency);
        _work = new(() => JobWork.Open(_spec, file => file.Name));
    }

    public async ValueTask<PartitionResult> ResultOfAsync(TrailPartition partition, CancellationToken cancellationToken)
    {
        // They are asked for in their order.
        while (_started < _plan.Partitions.Count && _ahead.Count < _concurrency)
        {
            var next = _plan.Partitions[_started++];
            _ahead.Enqueue(Task.Run(() => RunAsync(next, _stop.Token), CancellationToken.None));
        }

        try
        {
            return await _ahead.Dequeue().WaitAsync(cancellationToken);
        }
        catch (TrailChangedException exception)
        {
            throw new CommandFailedException(exception.Message, exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)Task.WhenAll(_ahead)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _store?.Dispose();
        if (_work.IsValueCreated)
        {
            await _work.Value.DisposeAsync();
        }

        _stop.Dispose();
    }

    private async Task<PartitionResult> RunAsync(TrailPartition partition, CancellationToken cancellationToken)
    {
        var job = _store is null ? "" : JobKey.Of(_spec, partition);
        if (_store?.Find(job, partition.Number) is { } kept)
        {
            return PartitionResult.Read(kept);
        }

        var result = await _work.Value.RunAsync(partition, cancellationToken);
        _store?.Add(job, partition.Number, result.ToBytes());
        return result;
    }
}
