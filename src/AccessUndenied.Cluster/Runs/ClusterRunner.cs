using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Cli.Output;
using AccessUndenied.Cluster.Hosts;
using AccessUndenied.Orleans.Jobs;

namespace AccessUndenied.Cluster.Runs;

/// <summary>Has jobs done by a cluster.</summary>
internal sealed class ClusterRunner(CommandConsole console, ClusterConnection cluster) : IJobRunner
{
    /// <summary>Is told the id of the job, once it is there, instead of waiting for results.</summary>
    public Action<string>? Detaches { get; init; }

    public async Task<IJobRun> StartAsync(JobSpec spec, TrailPlan plan, OwnMeans means, CancellationToken cancellationToken)
    {
        string id;
        try
        {
            // Submitting again is the same job.
            id = await PatientCalls.MakeAsync(() => cluster.Jobs.SubmitAsync(spec, plan, cancellationToken), cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or CommandFailedException))
        {
            throw new CommandFailedException(ClusterMessages.NotSubmitted(exception.Message), exception);
        }

        if (Detaches is not null)
        {
            Detaches(id);
            throw new DetachedException();
        }

        console.Log(Verbosity.Info, ClusterMessages.Submitted(id, plan.Partitions.Count));
        return new ClusterRun(cluster, id, plan);
    }
}
