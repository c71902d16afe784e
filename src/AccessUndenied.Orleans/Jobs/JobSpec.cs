using System.Security.Cryptography;
using System.Text.Json.Serialization;
using System.Text.Json;
using System.Text;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Fetching;

namespace AccessUndenied.Orleans.Jobs;

/// <summary>What a job is to do: everything that the work on a partition needs to know, but the partition.</summary>
public sealed record JobSpec
{
    /// <summary>The latest version of this form: 2 has sources in buckets, 3 has replays under the policies as they were.</summary>
    public const int CurrentVersion = 3;

    private const int FilesVersion = 1;
    private const int BucketsVersion = 2;

    /// <summary>The version of the form that the job needs: the least one, so that workers before an upgrade go on with what they know; a worker leaves jobs of a later one to others.</summary>
    public int Version { get; init; } = FilesVersion;

    /// <summary>What is done.</summary>
    public required JobOperation Operation { get; init; }

    /// <summary>The sources, as the submitter named them.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The files, folders and parts of buckets that are read for sessions and changes of policies, by whole paths.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Whether trails were named as evidence, so that what is not found in them is told of.</summary>
    public bool TellsGaps { get; init; }

    /// <summary>The earliest time of a record; null for no bound.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The time before which a record must lie; null for no bound.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The accounts; empty for all.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>The regions; empty for all.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Whether the workers' account agrees to pay for requests to a bucket that demands it.</summary>
    public bool PaysForRequests { get; init; }

    /// <summary>How many bytes a partition has at most.</summary>
    public long PartitionBytes { get; init; } = TrailPlan.DefaultPartitionBytes;

    /// <summary>Whether every denied record is given back for itself, as for a report that is not by findings; else workers explain them too.</summary>
    public bool KeepsEvents { get; init; }

    /// <summary>Whether requests are decided by the policies of their moment.</summary>
    public bool PoliciesAtEvent { get; init; } = true;

    /// <summary>The snapshots of policies; at least one.</summary>
    public required IReadOnlyList<JobFile> Snapshots { get; init; }

    /// <summary>The organization's policies; null for those of the snapshots.</summary>
    public JobFile? ScpFile { get; init; }

    /// <summary>The files of proposed changes.</summary>
    public IReadOnlyList<JobFile> Changes { get; init; } = [];

    /// <summary>The command line of the submitter, by which the result is written.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The folder in which the submitter stood.</summary>
    public string Folder { get; init; } = "";

    /// <summary>All files that go with the job.</summary>
    internal IEnumerable<JobFile> Files => ScpFile is null ? Snapshots.Concat(Changes) : Snapshots.Concat(Changes).Append(ScpFile);

    /// <summary>Whether a source or evidence lies in a bucket.</summary>
    [JsonIgnore]
    public bool ReadsBuckets => Sources.Concat(Evidence).Any(S3TrailSource.IsLocation);

    /// <summary>The least version of the form that has all that the job says.</summary>
    [JsonIgnore]
    public int LeastVersion => Operation == JobOperation.Replay && Evidence.Count > 0 ? CurrentVersion : ReadsBuckets ? BucketsVersion : FilesVersion;

    /// <summary>What of the sources is read.</summary>
    public TrailRange ToRange() => new() { From = From, To = To, Accounts = Accounts, Regions = Regions };

    /// <summary>Reads what <see cref="ToBytes"/> gave.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static JobSpec Read(ReadOnlySpan<byte> content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, JobJson.Default.JobSpec) ?? throw new FormatException(JobMessages.NoJob);
        }
        catch (JsonException exception)
        {
            throw new FormatException(JobMessages.NoJob, exception);
        }
    }

    /// <summary>The job as bytes, for <see cref="Read"/>.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, JobJson.Default.JobSpec);

    /// <summary>The id of the job over these partitions: the same job over the same files has the same one, whoever submits it and how often.</summary>
    internal string IdOver(TrailPlan plan)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(ToBytes());
        foreach (var partition in plan.Partitions)
        {
            hash.AppendData(partition.ToBytes());
        }

        return Convert.ToHexString(hash.GetHashAndReset())[..16];
    }
}
