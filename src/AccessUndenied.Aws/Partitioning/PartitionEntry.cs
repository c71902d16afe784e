using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.Partitioning;

/// <summary>One record that came out of a partition.</summary>
/// <param name="Key">What it is told by among those before it; null where it has no id.</param>
/// <param name="Kind">As what it is counted.</param>
/// <param name="Contribution">The number of what it comes to, counted from 0.</param>
/// <param name="Time">When the call was made; null where the record does not tell.</param>
/// <param name="Id">The record's id, where it is told of; else empty.</param>
/// <param name="Failure">Under which name it is counted among those that failed for another reason; null for others.</param>
internal readonly record struct PartitionEntry(UInt128? Key, RecordKind Kind, int Contribution, DateTimeOffset? Time, string Id, string? Failure);
