using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Orleans.Jobs;

namespace AccessUndenied.Cluster.Runs;

/// <summary>Has jobs done.</summary>
internal interface IJobRunner
{
    /// <summary>Begins a job.</summary>
    /// <param name="spec">The job.</param>
    /// <param name="plan">Its partitions.</param>
    /// <param name="means">What this process has for it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="Cli.Output.CommandFailedException">It cannot be begun.</exception>
    Task<IJobRun> StartAsync(JobSpec spec, TrailPlan plan, OwnMeans means, CancellationToken cancellationToken);
}
