using System.Buffers;
using System.IO.Compression;

namespace AccessUndenied.Aws.Catalog;

/// <summary>Unpacks the Brotli streams of the catalog into arrays of exactly their size.</summary>
internal static class CatalogUnpacker
{
    private const int FirstLineLength = 40;
    private const int LargestText = 16 * 1024 * 1024;

    /// <summary>The head, which <paramref name="packed"/> starts with; its first line tells its length.</summary>
    internal static byte[] Head(Stream packed)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        var decoder = default(BrotliDecoder);
        try
        {
            var start = new byte[FirstLineLength];
            ReadOnlySpan<byte> source = buffer.AsSpan(0, packed.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
            decoder.Decompress(source, start, out var used, out var written);
            if (written < start.Length)
            {
                throw new InvalidDataException(CatalogText.Damaged);
            }

            var head = new byte[LengthOfHead(start)];
            start.CopyTo(head);
            var status = decoder.Decompress(source[used..], head.AsSpan(written), out _, out var more);
            while (status == OperationStatus.NeedMoreData)
            {
                written += more;
                source = buffer.AsSpan(0, packed.Read(buffer));
                if (source.IsEmpty)
                {
                    break;
                }

                status = decoder.Decompress(source, head.AsSpan(written), out _, out more);
            }

            return status == OperationStatus.Done && written + more == head.Length ? head : throw new InvalidDataException(CatalogText.Damaged);
        }
        finally
        {
            decoder.Dispose();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The block of <paramref name="packedLength"/> bytes that <paramref name="packed"/> stands before.</summary>
    internal static byte[] Block(Stream packed, int packedLength, int length)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(packedLength);
        try
        {
            var text = new byte[length];
            var source = buffer.AsSpan(0, packedLength);
            return packed.ReadAtLeast(source, packedLength, throwOnEndOfStream: false) == packedLength
                && BrotliDecoder.TryDecompress(source, text, out var written)
                && written == length
                    ? text
                    : throw new InvalidDataException(CatalogText.Damaged);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static int LengthOfHead(ReadOnlySpan<byte> start)
    {
        var cursor = new CatalogCursor(start);
        cursor.NextLine();
        return cursor.Field().SequenceEqual("AccessUndenied action catalog"u8)
            && cursor.Number() == 2
            && cursor.Number() is >= FirstLineLength and <= LargestText and var length
                ? length
                : throw new InvalidDataException(CatalogText.Damaged);
    }
}
