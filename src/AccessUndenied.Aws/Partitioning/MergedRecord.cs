using AccessUndenied.Aws.Events.Trails;

namespace AccessUndenied.Aws.Partitioning;

/// <summary>A record that counts.</summary>
/// <param name="Partition">Its partition.</param>
/// <param name="Result">What the work on that came to.</param>
/// <param name="Number">Its number there, counted from 0.</param>
internal readonly record struct MergedRecord(TrailPartition Partition, PartitionResult Result, int Number)
{
    public PartitionEntry Entry => Result.Entries[Number];

    public Contribution Contribution => Result.Contributions[Entry.Contribution];
}
