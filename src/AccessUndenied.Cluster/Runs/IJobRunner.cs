using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Orleans.Jobs;

namespace AccessUndenied.Cluster.Runs;

/// <summary>Has jobs done.</summary>
internal interface IJobRunner
{
    /// <summary>Begins a job.</summary>
    /// <param name="spec">The job.</param>
    /// <param name="plan">Its partitions.</param>
    /// <param name="checkpoint">The file that keeps the results of partitions, where none else does; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="Cli.Output.CommandFailedException">It cannot be begun.</exception>
    Task<IJobRun> StartAsync(JobSpec spec, TrailPlan plan, string? checkpoint, CancellationToken cancellationToken);
}
