using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Cli.Commands;
using AccessUndenied.Orleans.Jobs;

namespace AccessUndenied.Cluster.Runs;

/// <summary>A job that was made before, whatever the options say.</summary>
internal sealed class KnownRequest(JobSpec spec, TrailPlan plan) : IJobRequests
{
    public JobSpec Of(AnalyzeOptions options) => spec;

    public JobSpec Of(ReplayChoice choice) => spec;

    public Task<TrailPlan> PlanAsync(JobSpec spec, AwsConnection? connection, CancellationToken cancellationToken) => Task.FromResult(plan);
}
