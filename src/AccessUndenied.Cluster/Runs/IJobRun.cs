using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Partitioning;

namespace AccessUndenied.Cluster.Runs;

/// <summary>A job that is under way.</summary>
internal interface IJobRun : IAsyncDisposable
{
    /// <summary>The result of a partition, once it is there.</summary>
    /// <exception cref="Cli.Output.CommandFailedException">There will be none.</exception>
    ValueTask<PartitionResult> ResultOfAsync(TrailPartition partition, CancellationToken cancellationToken);
}
