using System.Buffers;
using System.IO.Compression;

namespace AccessUndenied.Aws.Catalog;

/// <summary>The unpacked catalog: one text, and where its sections are.</summary>
/// <remarks>
/// Shape: five lines, then the sections one after the other, all lines ended by a line feed and fields parted by tabs:
/// <code>
/// AccessUndenied action catalog   1   length of the whole text in bytes, 8 digits
/// package    name   version   updatedAt
/// hand-kept  sha256:…
/// counts     services   actions   resource types   condition keys
/// sections   services   length   events   length   …   body   length
/// </code>
/// services: prefix, display name, "r" when RCPs apply, length in the body. events: label, prefixes. exceptions: prefix,
/// call, actions. rules: prefix, pattern, action. members: prefix, variable, members. keys: key, type (a star when
/// multivalued), numbered from 0. body: one part a service, read by <see cref="CatalogService"/>.
/// </remarks>
internal sealed class CatalogText
{
    internal const string Damaged = "The embedded action catalog is damaged; run build/catalog/generate.sh again.";

    private const int FirstLineLength = 64;

    private readonly byte[] _text;

    private CatalogText(byte[] text)
    {
        _text = text;
        var cursor = new CatalogCursor(text);
        cursor.NextLine();
        Origin = ReadOrigin(ref cursor);

        Line(ref cursor, "sections"u8);
        var first = text.Length;
        Span<int> lengths = stackalloc int[7];
        for (var i = 0; i < lengths.Length; i++)
        {
            cursor.Field();
            lengths[i] = cursor.Number();
            first -= lengths[i];
        }

        Services = Section(ref first, lengths[0]);
        Events = Section(ref first, lengths[1]);
        Exceptions = Section(ref first, lengths[2]);
        Rules = Section(ref first, lengths[3]);
        Members = Section(ref first, lengths[4]);
        Keys = Section(ref first, lengths[5]);
        Body = Section(ref first, lengths[6]);
    }

    internal CatalogOrigin Origin { get; }

    internal ReadOnlyMemory<byte> Services { get; }

    internal ReadOnlyMemory<byte> Events { get; }

    internal ReadOnlyMemory<byte> Exceptions { get; }

    internal ReadOnlyMemory<byte> Rules { get; }

    internal ReadOnlyMemory<byte> Members { get; }

    internal ReadOnlyMemory<byte> Keys { get; }

    internal ReadOnlyMemory<byte> Body { get; }

    /// <summary>Unpacks the Brotli stream <paramref name="packed"/>.</summary>
    /// <exception cref="InvalidDataException">It is not a catalog of this format.</exception>
    internal static CatalogText Unpack(Stream packed)
    {
        var decoder = default(BrotliDecoder);
        var buffer = ArrayPool<byte>.Shared.Rent(32 * 1024);
        try
        {
            // The first line tells the size, so that the text is written once, to where it stays.
            byte[]? text = null;
            Span<byte> start = stackalloc byte[FirstLineLength];
            var written = 0;
            var status = OperationStatus.NeedMoreData;
            while (status == OperationStatus.NeedMoreData)
            {
                ReadOnlySpan<byte> source = buffer.AsSpan(0, packed.Read(buffer));
                if (source.IsEmpty)
                {
                    throw new InvalidDataException(Damaged);
                }

                if (text is null)
                {
                    status = decoder.Decompress(source, start[written..], out var used, out var begun);
                    source = source[used..];
                    written += begun;
                    if (written < start.Length)
                    {
                        continue;
                    }

                    text = new byte[Size(start)];
                    start.CopyTo(text);
                }

                status = decoder.Decompress(source, text.AsSpan(written), out _, out var more);
                written += more;
            }

            return status == OperationStatus.Done && written == text?.Length
                ? new CatalogText(text)
                : throw new InvalidDataException(Damaged);
        }
        finally
        {
            decoder.Dispose();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static int Size(ReadOnlySpan<byte> start)
    {
        var cursor = new CatalogCursor(start);
        cursor.NextLine();
        if (!cursor.Field().SequenceEqual("AccessUndenied action catalog"u8) || cursor.Number() != 1)
        {
            throw new InvalidDataException(Damaged);
        }

        var size = cursor.Number();
        return size is >= FirstLineLength and < 64 * 1024 * 1024 ? size : throw new InvalidDataException(Damaged);
    }

    private static CatalogOrigin ReadOrigin(ref CatalogCursor cursor)
    {
        Line(ref cursor, "package"u8);
        var package = cursor.Text();
        var version = cursor.Text();
        var updatedAt = DateTimeOffset.Parse(cursor.Text(), System.Globalization.CultureInfo.InvariantCulture);
        Line(ref cursor, "hand-kept"u8);
        var handKept = cursor.Text();
        Line(ref cursor, "counts"u8);
        return new(package, version, updatedAt, handKept, cursor.Number(), cursor.Number(), cursor.Number(), cursor.Number());
    }

    private static void Line(ref CatalogCursor cursor, ReadOnlySpan<byte> name)
    {
        if (!cursor.NextLine() || !cursor.Field().SequenceEqual(name))
        {
            throw new InvalidDataException(Damaged);
        }
    }

    private ReadOnlyMemory<byte> Section(ref int start, int length)
    {
        if (length < 0 || start < 0 || start + length > _text.Length)
        {
            throw new InvalidDataException(Damaged);
        }

        var section = _text.AsMemory(start, length);
        start += length;
        return section;
    }
}
