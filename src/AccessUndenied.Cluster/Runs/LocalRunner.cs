using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Orleans.Jobs;

namespace AccessUndenied.Cluster.Runs;

/// <summary>Has jobs done in this process.</summary>
internal sealed class LocalRunner : IJobRunner
{
    public Task<IJobRun> StartAsync(JobSpec spec, TrailPlan plan, OwnMeans means, CancellationToken cancellationToken) =>
        Task.FromResult<IJobRun>(new LocalRun(spec, plan, means));
}
