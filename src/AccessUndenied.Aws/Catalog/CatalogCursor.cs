using System.Buffers.Text;
using System.Text;

namespace AccessUndenied.Aws.Catalog;

/// <summary>Walks through the lines of the catalog's text and the tab-separated fields of a line.</summary>
internal ref struct CatalogCursor(ReadOnlySpan<byte> text)
{
    private readonly int _length = text.Length;
    private ReadOnlySpan<byte> _lines = text;
    private ReadOnlySpan<byte> _line;

    /// <summary>Where the next line starts.</summary>
    internal readonly int Position => _length - _lines.Length;

    /// <summary>Goes to the next line; false at the end.</summary>
    internal bool NextLine()
    {
        if (_lines.IsEmpty)
        {
            return false;
        }

        var end = _lines.IndexOf((byte)'\n');
        _line = end < 0 ? _lines : _lines[..end];
        _lines = end < 0 ? default : _lines[(end + 1)..];
        return true;
    }

    /// <summary>The next field of the line; empty when there is none.</summary>
    internal ReadOnlySpan<byte> Field() => Next(ref _line, (byte)'\t');

    internal string Text() => Encoding.UTF8.GetString(Field());

    internal int Number() => ToNumber(Field());

    /// <summary>The next field as words that single blanks part.</summary>
    internal string[] Words() => Text() is { Length: > 0 } words ? words.Split(' ') : [];

    /// <summary>Takes off <paramref name="list"/> what stands before <paramref name="separator"/>.</summary>
    internal static ReadOnlySpan<byte> Next(scoped ref ReadOnlySpan<byte> list, byte separator)
    {
        var end = list.IndexOf(separator);
        var item = end < 0 ? list : list[..end];
        list = end < 0 ? default : list[(end + 1)..];
        return item;
    }

    internal static int ToNumber(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out int number, out var used) && used == digits.Length
            ? number
            : throw new InvalidDataException(CatalogText.Damaged);
}
