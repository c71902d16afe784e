using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Partitioning;
using AccessUndenied.Cli.Output;
using AccessUndenied.Cluster.Hosts;
using AccessUndenied.Orleans.Jobs;

namespace AccessUndenied.Cluster.Runs;

/// <summary>A job on which a cluster works.</summary>
internal sealed class ClusterRun(ClusterConnection cluster, string id) : IJobRun
{
    // Long enough for a store that is started anew, and for workers that are.
    private const int MostFaults = 120;

    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(800);

    public async ValueTask<PartitionResult> ResultOfAsync(TrailPartition partition, CancellationToken cancellationToken)
    {
        var faults = 0;
        for (var wait = s_first; ; wait = wait * 2 < s_longest ? wait * 2 : s_longest)
        {
            try
            {
                if (await cluster.Jobs.ResultOfAsync(id, partition.Number) is { } result)
                {
                    return result;
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

            await Task.Delay(wait, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
