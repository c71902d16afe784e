using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;

namespace AccessUndenied.Aws.Partitioning;

/// <summary>What the reading of a partition came to, beside its records.</summary>
/// <param name="Summary">The counts.</param>
/// <param name="Objects">How many files were looked at.</param>
/// <param name="IsUseful">Whether there is CloudTrail in some file.</param>
/// <param name="HasEvents">Whether there was any record.</param>
/// <param name="Fault">Why the reading of everything ends here; null where it goes on.</param>
internal sealed record PartitionCounts(ReadSummary Summary, int Objects, bool IsUseful, bool HasEvents, string? Fault)
{
    public static PartitionCounts Of(ReadSummary summary, Usefulness found, string? fault) => new(summary, found.Objects, found.IsUseful, found.HasEvents, fault);
}
