using System.Buffers.Binary;
using Parquet.Meta;

namespace AccessUndenied.Formats;

/// <summary>What of a Parquet file is looked at before its library reads it: how deep it nests, and how much it says that it unpacks to.</summary>
internal static class ParquetBounds
{
    /// <summary>The longest footer that is read.</summary>
    private const int MostFooterBytes = 16 << 20;

    // A page's head holds statistics, whose values may be as long as values are.
    private const int MostHeadBytes = 1 << 20;
    private const int MostLevels = 32;
    private const int MostFields = 10_000;
    private const long MostGroupBytes = 512L << 20;
    private const long MostValues = 20_000_000;
    private const int TailBytes = 8;

    // Fields of PageHeader, by Parquet's own definition (parquet.thrift).
    private const int UnpackedSize = 2;
    private const int PackedSize = 3;

    /// <summary>Looks at the footer.</summary>
    /// <exception cref="InvalidDataException">There is none that is read.</exception>
    public static void CheckFooter(Stream file)
    {
        Span<byte> tail = stackalloc byte[TailBytes];
        if (file.Length < TailBytes + 4)
        {
            throw new InvalidDataException(FormatMessages.Damaged("Parquet", "it ends before its footer"));
        }

        file.Position = file.Length - TailBytes;
        file.ReadExactly(tail);
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (tail[4..].SequenceEqual("PARE"u8))
        {
            throw new InvalidDataException(FormatMessages.ParquetEncrypted);
        }

        if (!tail[4..].SequenceEqual("PAR1"u8) || length <= 0 || length > file.Length - TailBytes)
        {
            throw new InvalidDataException(FormatMessages.Damaged("Parquet", "it ends before its footer"));
        }

        if (length > MostFooterBytes)
        {
            throw new InvalidDataException(FormatMessages.ParquetTooLarge("footer", MostFooterBytes));
        }

        var footer = new byte[length];
        file.Position = file.Length - TailBytes - length;
        file.ReadExactly(footer);
        var walk = new ThriftWalk(footer);
        walk.Structure();
        CheckNesting(walk.Children);
        file.Position = 0;
    }

    /// <summary>Looks at the head of each page of a row group.</summary>
    /// <exception cref="InvalidDataException">It is not read.</exception>
    public static void CheckGroup(Stream file, RowGroup group)
    {
        var unpacked = 0L;
        foreach (var column in group.Columns)
        {
            var meta = column.MetaData ?? throw new InvalidDataException(FormatMessages.Damaged("Parquet", "a column has no metadata"));
            var at = Math.Min(meta.DataPageOffset, meta.DictionaryPageOffset is > 0 and var dictionary ? dictionary : meta.DataPageOffset);
            var end = at + meta.TotalCompressedSize;
            if (at < 0 || end < at || end > file.Length || meta.NumValues is < 0 or > MostValues)
            {
                throw new InvalidDataException(FormatMessages.Damaged("Parquet", "a column lies outside of the file"));
            }

            while (at < end)
            {
                var (head, packed, size) = HeadAt(file, at, end);
                unpacked += size;
                if (unpacked > MostGroupBytes)
                {
                    throw new InvalidDataException(FormatMessages.ParquetTooLarge("row group", MostGroupBytes));
                }

                at += head + packed;
            }
        }
    }

    private static (int Head, long Packed, long Unpacked) HeadAt(Stream file, long at, long end)
    {
        // Most heads are some dozens of bytes.
        for (var length = 512; ; length *= 8)
        {
            var head = new byte[(int)Math.Min(Math.Min(length, MostHeadBytes), end - at)];
            file.Position = at;
            file.ReadExactly(head);
            try
            {
                var walk = new ThriftWalk(head);
                walk.Structure();
                var (packed, unpacked) = (walk.Numbers.GetValueOrDefault(PackedSize, -1), walk.Numbers.GetValueOrDefault(UnpackedSize, -1));
                return packed < 0 || unpacked < 0 || packed > end - at - walk.Position
                    ? throw new InvalidDataException(FormatMessages.Damaged("Parquet", "a page lies outside of its column"))
                    : (walk.Position, packed, unpacked);
            }
            catch (InvalidDataException) when (head.Length < end - at && length < MostHeadBytes)
            {
                // It may be longer than what was looked at.
            }
        }
    }

    // The schema is a flat list that says how many children each has: what builds a tree of it goes as deep as that.
    private static void CheckNesting(List<long> children)
    {
        if (children.Count > MostFields)
        {
            throw new InvalidDataException(FormatMessages.ParquetTooLarge("schema", MostFields));
        }

        var open = new Stack<long>();
        foreach (var count in children)
        {
            while (open.TryPeek(out var left) && left == 0)
            {
                open.Pop();
            }

            if (open.TryPop(out var rest))
            {
                open.Push(rest - 1);
            }

            open.Push(Math.Max(0, count));
            if (open.Count > MostLevels)
            {
                throw new InvalidDataException(FormatMessages.ParquetTooDeep(MostLevels));
            }
        }
    }
}
