using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Partitioning;
using AccessUndenied.Cli.Output;
using AccessUndenied.Cluster.Hosts;
using AccessUndenied.Orleans.Jobs;

namespace AccessUndenied.Cluster.Runs;

/// <summary>A job on which a cluster works. Where results are there already, some are fetched ahead of the one that is asked for.</summary>
internal sealed class ClusterRun(ClusterConnection cluster, string id, TrailPlan plan) : IJobRun
{
    // Long enough for a store that is started anew, and for workers that are.
    private const int MostFaults = 120;
    private const int MostAhead = 8;

    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(800);

    private readonly CancellationTokenSource _stop = new();
    private readonly Queue<Task<(PartitionResult Result, bool WasThere)>> _ahead = [];
    private int _started;
    private int _most = 1;

    public async ValueTask<PartitionResult> ResultOfAsync(TrailPartition partition, CancellationToken cancellationToken)
    {
        // They are asked for in their order.
        while (_started < plan.Partitions.Count && _ahead.Count < _most)
        {
            _ahead.Enqueue(FetchAsync(plan.Partitions[_started++], _stop.Token));
        }

        var (result, wasThere) = await _ahead.Dequeue().WaitAsync(cancellationToken);

        // What is waited for is not asked for many times over.
        _most = wasThere ? Math.Min(_most * 2, MostAhead) : 1;
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)Task.WhenAll(_ahead)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task<(PartitionResult Result, bool WasThere)> FetchAsync(TrailPartition partition, CancellationToken cancellationToken)
    {
        var (faults, wasThere) = (0, true);
        for (var wait = s_first; ; wait = wait * 2 < s_longest ? wait * 2 : s_longest)
        {
            try
            {
                if (await cluster.Jobs.ResultOfAsync(id, partition.Number) is { } result)
                {
                    return (result, wasThere);
                }

                faults = 0;
                if (wait == s_longest && await cluster.Jobs.FindAsync(id) is { State: JobState.Failed } status && await cluster.Jobs.ResultOfAsync(id, partition.Number) is null)
                {
                    throw new CommandFailedException(ClusterMessages.JobFailed(id, status.Problems));
                }
            }
            catch (Exception exception) when (exception is not (CommandFailedException or FormatException or OperationCanceledException))
            {
                if (++faults == MostFaults)
                {
                    throw new CommandFailedException(ClusterMessages.LostSight(id, exception.Message), exception);
                }
            }

            wasThere = false;
            await Task.Delay(wait, cancellationToken);
        }
    }
}
