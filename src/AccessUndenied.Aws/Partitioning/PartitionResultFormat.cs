using System.IO.Compression;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;

namespace AccessUndenied.Aws.Partitioning;

/// <summary>How the result of a partition is written: four letters, the version, and the rest compressed.</summary>
internal static class PartitionResultFormat
{
    private const byte Version = 1;

    // A result of a partition of a hundred MB is far smaller; more is somebody's trap.
    private const int MostParts = 100_000_000;

    [Flags]
    private enum StoredMembers : byte
    {
        None = 0,
        Key = 4,
        Time = 8,
        Id = 16,
        Failure = 32,
    }

    private static ReadOnlySpan<byte> Magic => "AUpr"u8;

    public static byte[] Write(PartitionResult result)
    {
        using var output = new MemoryStream();
        output.Write(Magic);
        output.WriteByte(Version);
        using (var packed = new BrotliStream(output, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new BinaryWriter(packed))
        {
            writer.Write(result.Partition);
            Write(writer, result.Counts);
            writer.Write7BitEncodedInt(result.Contributions.Count);
            foreach (var one in result.Contributions)
            {
                Write(writer, one.Fingerprint);
                writer.Write7BitEncodedInt(one.Kept);
                writer.Write7BitEncodedInt(one.Content.Length);
                writer.Write(one.Content.Span);
            }

            writer.Write7BitEncodedInt(result.Entries.Count);
            foreach (var entry in result.Entries)
            {
                Write(writer, entry);
            }
        }

        return output.ToArray();
    }

    public static PartitionResult Read(ReadOnlyMemory<byte> content)
    {
        if (!content.Span.StartsWith(Magic) || content.Length <= Magic.Length || content.Span[Magic.Length] != Version)
        {
            throw new InvalidDataException();
        }

        using var packed = new BrotliStream(new MemoryStream(content[(Magic.Length + 1)..].ToArray()), CompressionMode.Decompress);
        using var reader = new BinaryReader(packed);
        var partition = reader.ReadInt32();
        var counts = ReadCounts(reader);
        var contributions = new List<Contribution>();
        for (var left = Count(reader); left > 0; left--)
        {
            contributions.Add(new(ReadKey(reader), reader.Read7BitEncodedInt(), reader.ReadBytes(Count(reader))));
        }

        var entries = new List<PartitionEntry>();
        for (var left = Count(reader); left > 0; left--)
        {
            entries.Add(ReadEntry(reader, contributions.Count));
        }

        return contributions.TrueForAll(one => one.Kept >= 0 && one.Kept < entries.Count) ? new(partition, counts, entries, contributions) : throw new InvalidDataException();
    }

    private static void Write(BinaryWriter writer, PartitionCounts counts)
    {
        var summary = KeptSummary.Write(counts.Summary, counts.Fault);
        writer.Write7BitEncodedInt(summary.Length);
        writer.Write(summary);
        writer.Write7BitEncodedInt64(counts.Summary.LeftOut);
        writer.Write7BitEncodedInt64(counts.Summary.BytesRead);
        writer.Write7BitEncodedInt(counts.Objects);
        writer.Write(counts.IsUseful);
        writer.Write(counts.HasEvents);
    }

    private static PartitionCounts ReadCounts(BinaryReader reader)
    {
        var summary = KeptSummary.Read(reader.ReadBytes(Count(reader)), out var fault);
        summary.AddLeftOut(reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
        return new(summary, reader.Read7BitEncodedInt(), reader.ReadBoolean(), reader.ReadBoolean(), fault);
    }

    private static void Write(BinaryWriter writer, PartitionEntry entry)
    {
        var has = (entry.Key is null ? StoredMembers.None : StoredMembers.Key) | (entry.Time is null ? StoredMembers.None : StoredMembers.Time) | (entry.Id.Length == 0 ? StoredMembers.None : StoredMembers.Id)
            | (entry.Failure is null ? StoredMembers.None : StoredMembers.Failure);
        writer.Write((byte)((byte)has | (byte)entry.Kind));
        writer.Write7BitEncodedInt(entry.Contribution);
        if (entry.Key is { } key)
        {
            writer.Write((ulong)(key >> 64));
            writer.Write((ulong)key);
        }

        if (entry.Time is { } time)
        {
            writer.Write(time.UtcTicks);
        }

        if (entry.Id.Length > 0)
        {
            writer.Write(entry.Id);
        }

        if (entry.Failure is { } failure)
        {
            writer.Write(failure);
        }
    }

    private static PartitionEntry ReadEntry(BinaryReader reader, int contributions)
    {
        var first = reader.ReadByte();
        var has = (StoredMembers)(first & ~3);
        var contribution = reader.Read7BitEncodedInt();
        if (contribution < 0 || contribution >= contributions)
        {
            throw new InvalidDataException();
        }

        return new(
            has.HasFlag(StoredMembers.Key) ? new UInt128(reader.ReadUInt64(), reader.ReadUInt64()) : null,
            (RecordKind)(first & 3),
            contribution,
            has.HasFlag(StoredMembers.Time) ? new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero) : null,
            has.HasFlag(StoredMembers.Id) ? reader.ReadString() : "",
            has.HasFlag(StoredMembers.Failure) ? FailureTally.Kept(reader.ReadString()) : null);
    }

    private static void Write(BinaryWriter writer, UInt128? key)
    {
        writer.Write(key is not null);
        if (key is { } known)
        {
            writer.Write((ulong)(known >> 64));
            writer.Write((ulong)known);
        }
    }

    private static UInt128? ReadKey(BinaryReader reader) => reader.ReadBoolean() ? new UInt128(reader.ReadUInt64(), reader.ReadUInt64()) : null;

    private static int Count(BinaryReader reader) => reader.Read7BitEncodedInt() is >= 0 and <= MostParts and var count ? count : throw new InvalidDataException();
}
