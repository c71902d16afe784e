using System.Globalization;
using System.Text;

namespace AccessUndenied.Aws.Catalog;

/// <summary>The catalog's text: a head that is unpacked at once, and blocks that are unpacked on first use.</summary>
/// <remarks>
/// Shape: Brotli streams one after the other. The first is the head, six lines and then the sections; all lines end with a
/// line feed and fields are parted by tabs:
/// <code>
/// AccessUndenied action catalog   2   length of the head in bytes, 8 digits
/// package    name   version   updatedAt
/// hand-kept  sha256:…
/// counts     services   actions   resource types   condition keys
/// sections   services   length   events   length   exceptions   length   rules   length   members   length
/// blocks     packed length   length   packed length   length   …
/// </code>
/// services: prefix, display name, "r" when RCPs apply, length of its part. events: label, prefixes. exceptions: prefix,
/// call, actions. rules: prefix, pattern, action. members: prefix, variable, members. The first block holds the condition
/// keys (key, type with a star when multivalued), numbered from 0; the others the services' parts in the order of the
/// services, no part in two blocks, read by <see cref="CatalogService"/>.
/// </remarks>
internal sealed class CatalogText
{
    internal const string Damaged = "The embedded action catalog is damaged; run build/catalog/generate.sh again.";

    private readonly Func<Stream> _open;
    private readonly byte[] _head;
    private readonly Block[] _blocks;

    /// <exception cref="InvalidDataException">What <paramref name="open"/> gives is not a catalog of this format.</exception>
    internal CatalogText(Func<Stream> open)
    {
        _open = open;
        using (var packed = open())
        {
            _head = CatalogUnpacker.Head(packed);
        }

        var cursor = new CatalogCursor(_head);
        cursor.NextLine();
        Line(ref cursor, "package"u8);
        Line(ref cursor, "hand-kept"u8);
        Line(ref cursor, "counts"u8);
        ServiceCount = cursor.Number();
        ActionCount = cursor.Number();
        TypeCount = cursor.Number();
        KeyCount = cursor.Number();

        Line(ref cursor, "sections"u8);
        // Plain arrays here and below: with stackalloc the runtime would compile the method fully, which takes longer than all the rest.
        var lengths = new int[5];
        var start = _head.Length;
        for (var i = 0; i < lengths.Length; i++)
        {
            cursor.Field();
            lengths[i] = cursor.Number();
            start -= lengths[i];
        }

        Services = Section(ref start, lengths[0]);
        Events = Section(ref start, lengths[1]);
        Exceptions = Section(ref start, lengths[2]);
        Rules = Section(ref start, lengths[3]);
        Members = Section(ref start, lengths[4]);
        Line(ref cursor, "blocks"u8);
        _blocks = ReadBlocks(ref cursor);
    }

    internal int ServiceCount { get; }

    internal int ActionCount { get; }

    internal int TypeCount { get; }

    internal int KeyCount { get; }

    internal ReadOnlyMemory<byte> Services { get; }

    internal ReadOnlyMemory<byte> Events { get; }

    internal ReadOnlyMemory<byte> Exceptions { get; }

    internal ReadOnlyMemory<byte> Rules { get; }

    internal ReadOnlyMemory<byte> Members { get; }

    /// <summary>The number of blocks; block 0 holds the condition keys.</summary>
    internal int BlockCount => _blocks.Length;

    internal int LengthOf(int block) => _blocks[block].Length;

    /// <summary>The text of a block, unpacked when it is not yet.</summary>
    internal ReadOnlySpan<byte> TextOf(int block)
    {
        var found = _blocks[block];
        if (Volatile.Read(ref found.Text) is { } known)
        {
            return known;
        }

        // Two threads may unpack the same block; one of the equal texts stays.
        using var packed = _open();
        packed.Seek(-found.FromEnd, SeekOrigin.End);
        var text = CatalogUnpacker.Block(packed, found.PackedLength, found.Length);
        Volatile.Write(ref found.Text, text);
        return text;
    }

    internal ReadOnlySpan<byte> TextOf(CatalogPart part) => TextOf(part.Block).Slice(part.Start, part.Length);

    internal CatalogOrigin ReadOrigin()
    {
        var cursor = new CatalogCursor(_head);
        cursor.NextLine();
        Line(ref cursor, "package"u8);
        var package = cursor.Text();
        var version = cursor.Text();
        var updatedAt = DateTimeOffset.Parse(cursor.Text(), CultureInfo.InvariantCulture);
        Line(ref cursor, "hand-kept"u8);
        return new()
        {
            Package = package,
            Version = version,
            UpdatedAt = updatedAt,
            HandKept = cursor.Text(),
            Services = ServiceCount,
            Actions = ActionCount,
            ResourceTypes = TypeCount,
            ConditionKeys = KeyCount,
        };
    }

    private static Block[] ReadBlocks(ref CatalogCursor cursor)
    {
        var lengths = new List<int>();
        for (var field = cursor.Field(); !field.IsEmpty; field = cursor.Field())
        {
            lengths.Add(CatalogCursor.ToNumber(field));
        }

        var blocks = new Block[lengths.Count / 2];
        var fromEnd = 0;
        for (var i = blocks.Length - 1; i >= 0; i--)
        {
            fromEnd += lengths[2 * i];
            blocks[i] = new Block(lengths[2 * i], lengths[(2 * i) + 1], fromEnd);
        }

        return blocks;
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
        if (length < 0 || start < 0 || start + length > _head.Length)
        {
            throw new InvalidDataException(Damaged);
        }

        var section = _head.AsMemory(start, length);
        start += length;
        return section;
    }

    private sealed class Block(int packedLength, int length, int fromEnd)
    {
        internal byte[]? Text;

        internal int PackedLength { get; } = packedLength;

        internal int Length { get; } = length;

        internal int FromEnd { get; } = fromEnd;
    }
}
