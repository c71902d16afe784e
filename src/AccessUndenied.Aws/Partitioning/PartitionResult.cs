using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.Partitioning;

/// <summary>What the work on one partition came to: every record that counts, in order, and what each comes to, written once.</summary>
/// <remarks>Immutable. Of one partition the same work gives the same result, but where a file changes meanwhile.</remarks>
public sealed class PartitionResult
{
    internal PartitionResult(int partition, PartitionCounts counts, IReadOnlyList<PartitionEntry> entries, IReadOnlyList<Contribution> contributions)
    {
        Partition = partition;
        Counts = counts;
        Entries = entries;
        Contributions = contributions;
    }

    /// <summary>The number of the partition.</summary>
    public int Partition { get; }

    /// <summary>How many records of it count, before those are taken out that other partitions have too.</summary>
    public int Records => Entries.Count;

    internal PartitionCounts Counts { get; }

    internal IReadOnlyList<PartitionEntry> Entries { get; }

    internal IReadOnlyList<Contribution> Contributions { get; }

    /// <summary>Reads what <see cref="ToBytes"/> gave.</summary>
    /// <exception cref="FormatException">It is something else, or another version wrote it.</exception>
    public static PartitionResult Read(ReadOnlyMemory<byte> content)
    {
        try
        {
            return PartitionResultFormat.Read(content);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or InvalidOperationException
            or FormatException or System.Text.Json.JsonException or ArgumentException or OverflowException)
        {
            throw new FormatException(EventMessages.NoPartitionResult, exception);
        }
    }

    /// <summary>The result as bytes, for <see cref="Read"/>.</summary>
    public byte[] ToBytes() => PartitionResultFormat.Write(this);
}
