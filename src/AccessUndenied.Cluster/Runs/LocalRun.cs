using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Partitioning;
using AccessUndenied.Cli.Output;
using AccessUndenied.Formats;
using AccessUndenied.Orleans.Jobs;
using AccessUndenied.Replays;

namespace AccessUndenied.Cluster.Runs;

/// <summary>A job whose partitions are worked on in this process, some ahead of the one that is asked for, with what the command has at hand: nothing is opened twice.</summary>
internal sealed class LocalRun : IJobRun
{
    private readonly JobSpec _spec;
    private readonly TrailPlan _plan;
    private readonly OwnMeans _means;
    private readonly SqliteResults? _store;
    private readonly PartitionWork _work;
    private readonly ReplayOptions _replay;
    private readonly CancellationTokenSource _stop = new();
    private readonly Queue<Task<PartitionResult>> _ahead = [];
    private int _started;

    public LocalRun(JobSpec spec, TrailPlan plan, OwnMeans means)
    {
        (_spec, _plan, _means) = (spec, plan, means);
        _store = means.Checkpoint is null ? null : SqliteResults.Open(means.Checkpoint);
        _replay = new() { Changes = means.ReplayOptions.Changes, MaxConcurrency = 1 };

        // What is kept in a file need not be read again, and the reading for what explains it is begun by whoever asks.
        var work = new PartitionWork(EventFormats.All, spec.ToRange()) { HoldsRecords = _store is null, Connection = means.Connection, PaysForRequests = spec.PaysForRequests };
        _work = _store is null && means.Pass is { } pass ? work.After(pass, plan, means.Summary) : work;
    }

    public async ValueTask<PartitionResult> ResultOfAsync(TrailPartition partition, CancellationToken cancellationToken)
    {
        // They are asked for in their order.
        while (_started < _plan.Partitions.Count && _ahead.Count < Environment.ProcessorCount)
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
        _stop.Dispose();
    }

    private async Task<PartitionResult> RunAsync(TrailPartition partition, CancellationToken cancellationToken)
    {
        var job = _store is null ? "" : JobKey.Of(_spec, partition);
        if (_store?.Find(job, partition.Number) is { } kept)
        {
            return PartitionResult.Read(kept);
        }

        var result = await WorkAsync(partition, cancellationToken);
        _store?.Add(job, partition.Number, result.ToBytes());
        return result;
    }

    private Task<PartitionResult> WorkAsync(TrailPartition partition, CancellationToken cancellationToken) => _means.Replay is { } replay
        ? _work.ReplayAsync(partition, replay, _replay, cancellationToken)
        : _work.AnalyzeAsync(partition, _spec.KeepsEvents ? null : _means.Analyzer, cancellationToken);
}
