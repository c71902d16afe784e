using AccessUndenied.Aws.Clients;
using System.Security.Cryptography;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Fetching;
using AccessUndenied.Cli.Commands;
using AccessUndenied.Cli.Output;
using AccessUndenied.Cluster.Hosts;
using AccessUndenied.Orleans.Jobs;

namespace AccessUndenied.Cluster.Runs;

/// <summary>Makes jobs of what <c>analyze</c> and <c>replay</c> were asked for.</summary>
internal sealed class JobRequests : IJobRequests
{
    /// <summary>The command line, by which the result is written.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>How many bytes a partition has at most.</summary>
    public required long PartitionBytes { get; init; }

    /// <summary>Whether the work is done in this process, which has what others may lack.</summary>
    public required bool IsLocal { get; init; }

    /// <exception cref="CommandFailedException">It cannot be done in partitions, or a file cannot be read.</exception>
    public JobSpec Of(AnalyzeOptions options)
    {
        Refuse(options.Sources.Concat(options.Evidence), options.Policies);
        if (options.Trail.Checkpoint is not null && !IsLocal)
        {
            throw new CommandFailedException(ClusterMessages.NoCheckpointThere);
        }

        return With(options.Trail, new()
        {
            Operation = JobOperation.Analyze,
            Sources = options.Sources,
            Evidence = EvidenceOf(options),
            TellsGaps = options.Evidence.Count > 0,
            KeepsEvents = !options.Output.Group || options.EventIds.Count > 0,
            PoliciesAtEvent = options.PoliciesAtEvent,
            Snapshots = [.. options.Policies.Snapshots.Select(FileOf)],
            ScpFile = options.Policies.ScpFile is { } organization ? FileOf(organization) : null,
        });
    }

    /// <exception cref="CommandFailedException">It cannot be done in partitions, or a file cannot be read.</exception>
    public JobSpec Of(ReplayChoice choice)
    {
        Refuse(choice.Sources.Concat(choice.Evidence), choice.Policies);
        if (choice.Suggest is not null || choice.Record is not null)
        {
            throw new CommandFailedException(ClusterMessages.NoUseThere);
        }

        if (choice.CommittedSnapshots.Count > 0 && !IsLocal)
        {
            throw new CommandFailedException(ClusterMessages.NoCommitsThere);
        }

        return With(choice.Trail, new()
        {
            Operation = JobOperation.Replay,
            Sources = choice.Sources,
            Evidence = choice.PoliciesAtEvent || choice.Evidence.Count > 0 ? EvidenceOf(choice) : [],
            TellsGaps = choice.Evidence.Count > 0,
            PoliciesAtEvent = choice.PoliciesAtEvent,
            Snapshots = [.. choice.Policies.Snapshots.Select(FileOf)],
            ScpFile = choice.Policies.ScpFile is { } organization ? FileOf(organization) : null,
            Changes = [.. choice.Changes.Select(FileOf)],
        });
    }

    public Task<TrailPlan> PlanAsync(JobSpec spec, AwsConnection? connection, CancellationToken cancellationToken)
    {
        EventsInput.RefuseMissing(spec.Sources);
        var sources = spec.Sources.Select(
            source => S3TrailSource.IsLocation(source) ? new S3TrailSource(connection!, source, spec.PaysForRequests) : TrailSource.OfPath(source));
        return TrailPlan.OfAsync(sources, spec.ToRange(), spec.PartitionBytes, cancellationToken);
    }

    private JobSpec With(TrailChoice trail, JobSpec spec) => spec with
    {
        Version = spec.LeastVersion,
        PaysForRequests = trail.PaysForRequests,
        From = trail.Range.From,
        To = trail.Range.To,
        Accounts = [.. trail.Range.Accounts],
        Regions = [.. trail.Range.Regions],
        PartitionBytes = PartitionBytes,
        Arguments = Arguments,
        Folder = Environment.CurrentDirectory,
    };

    private static IReadOnlyList<string> EvidenceOf(IEvidenceChoice choice) =>
        [.. choice.Evidence.Concat(choice.Sources).Select(place => S3TrailSource.IsLocation(place) ? place : Path.GetFullPath(place)).Distinct(StringComparer.Ordinal)];

    private static void Refuse(IEnumerable<string> sources, PolicyChoice policies)
    {
        if (sources.FirstOrDefault(source => source == EventsInput.StandardInput || CloudTrailQueue.IsLocation(source)) is { } other)
        {
            throw new CommandFailedException(ClusterMessages.NoSuchSource(other));
        }

        if (!policies.IsOffline)
        {
            throw new CommandFailedException(ClusterMessages.GiveSnapshot);
        }
    }

    private static JobFile FileOf(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return new(path, Convert.ToHexStringLower(SHA256.HashData(file)), file.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(CommandMessages.CannotRead(path, exception), exception);
        }
    }
}
