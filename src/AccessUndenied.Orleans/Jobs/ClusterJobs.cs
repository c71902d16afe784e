using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Partitioning;
using Orleans;

namespace AccessUndenied.Orleans.Jobs;

/// <summary>Submits jobs to a cluster, and asks for what became of them.</summary>
/// <remarks>Errors: those of Orleans where the cluster cannot be reached; everything here may be called again.</remarks>
public sealed class ClusterJobs
{
    private const int PutsAtOnce = 64;

    private readonly IGrainFactory _grains;

    /// <summary>The jobs of a cluster.</summary>
    /// <param name="grains">The cluster's client.</param>
    public ClusterJobs(IGrainFactory grains) => _grains = grains ?? throw new ArgumentNullException(nameof(grains));

    /// <summary>Submits a job; one that was submitted before, over files that are as they were, is the same job.</summary>
    /// <param name="spec">The job, whose files lie on this machine under their names.</param>
    /// <param name="plan">Its partitions.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The job's id.</returns>
    public async Task<string> SubmitAsync(JobSpec spec, TrailPlan plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(plan);
        foreach (var file in spec.Files)
        {
            var content = File.OpenRead(file.Name);
            await using (content.ConfigureAwait(false))
            {
                await ClusterFiles.SendAsync(_grains, file, content, cancellationToken).ConfigureAwait(false);
            }
        }

        var id = spec.IdOver(plan);
        var job = _grains.GetGrain<IJobGrain>(id);
        if (await job.PrepareAsync(spec.ToBytes(), [.. plan.Sources], plan.Partitions.Count).ConfigureAwait(false))
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = PutsAtOnce, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(plan.Partitions, parallel, async (partition, _) =>
                await PartitionOf(id, partition.Number).PutAsync(id, partition.Number, partition.ToBytes()).ConfigureAwait(false)).ConfigureAwait(false);
            await job.StartAsync().ConfigureAwait(false);
        }

        await _grains.GetGrain<IBoardGrain>(GrainNames.Board).AddAsync(id).ConfigureAwait(false);
        return id;
    }

    /// <summary>How far a job is; null where there is none of this id.</summary>
    public async Task<JobStatus?> FindAsync(string id) => await _grains.GetGrain<IJobGrain>(id).StatusAsync().ConfigureAwait(false) is { } progress ? new(progress) : null;

    /// <summary>How far the latest jobs are, the oldest first.</summary>
    public async Task<IReadOnlyList<JobStatus>> ListAsync()
    {
        var found = new List<JobStatus>();
        foreach (var id in await _grains.GetGrain<IBoardGrain>(GrainNames.Board).AllAsync().ConfigureAwait(false))
        {
            if (await FindAsync(id).ConfigureAwait(false) is { } status)
            {
                found.Add(status);
            }
        }

        return found;
    }

    /// <summary>What a job is, and its partitions; null where there is none of this id.</summary>
    public async Task<(JobSpec Spec, TrailPlan Plan)?> OpenAsync(string id)
    {
        var job = _grains.GetGrain<IJobGrain>(id);
        if (await job.StatusAsync().ConfigureAwait(false) is not { } status)
        {
            return null;
        }

        var partitions = new List<TrailPartition>();
        for (var i = 0; i < status.Partitions; i++)
        {
            var listing = await PartitionOf(id, i).ListingAsync().ConfigureAwait(false) ?? throw new FormatException(JobMessages.NeverFinished(id));
            partitions.Add(TrailPartition.Read(listing.Value));
        }

        return (JobSpec.Read(await job.SpecAsync().ConfigureAwait(false)), TrailPlan.Of(await job.SourcesAsync().ConfigureAwait(false), partitions));
    }

    /// <summary>Fetches a file that goes with a job.</summary>
    public Task<byte[]> FetchAsync(JobFile file) => ClusterFiles.FetchAsync(_grains, file);

    /// <summary>The result of a partition; null where it is not there yet.</summary>
    public async Task<PartitionResult?> ResultOfAsync(string id, int partition) =>
        await PartitionOf(id, partition).ResultAsync().ConfigureAwait(false) is { } result ? PartitionResult.Read(result.Value) : null;

    private IPartitionGrain PartitionOf(string id, int partition) => _grains.GetGrain<IPartitionGrain>(GrainNames.OfPartition(id, partition));
}
