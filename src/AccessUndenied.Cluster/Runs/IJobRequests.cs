using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Cli.Commands;
using AccessUndenied.Orleans.Jobs;

namespace AccessUndenied.Cluster.Runs;

/// <summary>Makes jobs of options.</summary>
internal interface IJobRequests
{
    JobSpec Of(AnalyzeOptions options);

    JobSpec Of(ReplayChoice choice);

    /// <summary>The partitions of a job.</summary>
    Task<TrailPlan> PlanAsync(JobSpec spec, AwsConnection? connection, CancellationToken cancellationToken);
}
