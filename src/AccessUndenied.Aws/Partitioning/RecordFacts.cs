using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;

namespace AccessUndenied.Aws.Partitioning;

/// <summary>What is known of a record when its call was replayed.</summary>
internal readonly record struct RecordFacts(UInt128? Key, RecordKind Kind, string? Failure)
{
    public static RecordFacts Of(CloudTrailEvent record) => new(KnownEvents.KeyOf(record), ReadSummary.KindOf(record), ReadSummary.FailureOf(record));
}
