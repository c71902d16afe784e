namespace AccessUndenied.Aws.Partitioning;

/// <summary>What records of a partition come to, all of them the same.</summary>
/// <param name="Fingerprint">By which it is known in other partitions too; null where it is of one record alone.</param>
/// <param name="Kept">The number of the record that stands for them, counted from 0: the earliest by time, and of those the first.</param>
/// <param name="Content">Of a denial that record, as a checkpoint keeps it; of a replayed call what became of it.</param>
internal sealed record Contribution(UInt128? Fingerprint, int Kept, ReadOnlyMemory<byte> Content);
