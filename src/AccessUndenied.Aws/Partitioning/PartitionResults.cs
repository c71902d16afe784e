namespace AccessUndenied.Aws.Partitioning;

/// <summary>The results of partitions, as they come: in any order, any number of times, put together from whatever heaps.</summary>
/// <remarks>
/// A set by partition: adding is associative, commutative and idempotent. Of two different results of one partition, which only files that changed
/// meanwhile can make, the lesser counts, byte by byte, so that it does not matter who came first. Immutable.
/// </remarks>
public sealed class PartitionResults
{
    private readonly SortedDictionary<int, ReadOnlyMemory<byte>> _byPartition;

    private PartitionResults(SortedDictionary<int, ReadOnlyMemory<byte>> byPartition) => _byPartition = byPartition;

    /// <summary>None.</summary>
    public static PartitionResults Empty { get; } = new([]);

    /// <summary>The partitions of which there is a result, in their order.</summary>
    public IReadOnlyCollection<int> Partitions => _byPartition.Keys;

    /// <summary>One result alone.</summary>
    public static PartitionResults Of(PartitionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(new() { [result.Partition] = result.ToBytes() });
    }

    /// <summary>All results of both.</summary>
    public PartitionResults Merge(PartitionResults other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var both = new SortedDictionary<int, ReadOnlyMemory<byte>>(_byPartition);
        foreach (var (partition, content) in other._byPartition)
        {
            if (!both.TryGetValue(partition, out var known) || content.Span.SequenceCompareTo(known.Span) < 0)
            {
                both[partition] = content;
            }
        }

        return new(both);
    }

    /// <summary>The result of a partition; null where there is none.</summary>
    public PartitionResult? Find(int partition) => _byPartition.TryGetValue(partition, out var content) ? PartitionResult.Read(content) : null;
}
