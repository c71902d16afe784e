namespace AccessUndenied.Aws.Partitioning;

/// <summary>What records of a partition come to, all of them the same.</summary>
/// <param name="Fingerprint">By which it is known in other partitions too; null where it is of one record alone.</param>
/// <param name="First">The number of the first record, counted from 0.</param>
/// <param name="Content">Of a denial its first record, as a checkpoint keeps it; of a replayed call what became of it.</param>
internal sealed record Contribution(UInt128? Fingerprint, int First, ReadOnlyMemory<byte> Content);
