using AccessUndenied.Aws.Events.Trails;

namespace AccessUndenied.Aws.Partitioning;

/// <summary>A partition, and which of its records count beside those of the partitions before it.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Result">What the work on it came to.</param>
/// <param name="Records">The numbers of the records that count, in their order.</param>
internal sealed record MergedPartition(TrailPartition Partition, PartitionResult Result, IReadOnlyList<int> Records)
{
    public Contribution ContributionOf(int record) => Result.Contributions[Result.Entries[record].Contribution];

    /// <summary>The record that stands for each contribution: the earliest by time of those that count, and of those the first.</summary>
    public int[] Earliest()
    {
        var earliest = new int[Result.Contributions.Count];
        Array.Fill(earliest, -1);
        foreach (var record in Records)
        {
            ref var known = ref earliest[Result.Entries[record].Contribution];
            known = known < 0 || IsEarlier(Result.Entries[record].Time, Result.Entries[known].Time) ? record : known;
        }

        return earliest;
    }

    /// <summary>Whether a finding takes a record of this time for its example where it has one of that.</summary>
    public static bool IsEarlier(DateTimeOffset? time, DateTimeOffset? known) => time is not null && !(known <= time);
}
