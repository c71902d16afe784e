using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Cluster.Hosts;
using AccessUndenied.Orleans.Jobs;

namespace AccessUndenied.Cluster.Runs;

/// <summary>Waits for a job that was submitted before.</summary>
internal sealed class KnownRunner(ClusterConnection cluster, string id) : IJobRunner
{
    public Task<IJobRun> StartAsync(JobSpec spec, TrailPlan plan, OwnMeans means, CancellationToken cancellationToken) => Task.FromResult<IJobRun>(new ClusterRun(cluster, id, plan));
}
