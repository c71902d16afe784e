using System.Net;
using System.Text;

namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>A text without colors, boxes, quotes and escapes, its lines trimmed, and words that were broken in two made whole.</summary>
internal sealed class CleanText
{
    private readonly List<(int Offset, int Line)> _lines;

    private CleanText(string text, List<(int Offset, int Line)> lines)
    {
        Text = text;
        _lines = lines;
        Flat = text.Replace('\n', ' ');
    }

    /// <summary>The text; lines end in line feeds.</summary>
    internal string Text { get; }

    /// <summary>The same with a blank for each line feed, so that places are the same.</summary>
    internal string Flat { get; }

    /// <summary>The line of the original text, counted from 1, that <paramref name="offset"/> comes from.</summary>
    internal int LineAt(int offset)
    {
        var low = 0;
        var high = _lines.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _lines[middle].Offset <= offset ? (middle, high) : (low, middle - 1);
        }

        return _lines.Count == 0 ? 1 : _lines[low].Line;
    }

    internal static CleanText Of(string text)
    {
        var plain = WrappedColumns.Join(Emphasis.Remove(TextEscapes.Remove(text)));
        if (plain.Contains('&', StringComparison.Ordinal) && plain.Contains(';', StringComparison.Ordinal))
        {
            plain = WebUtility.HtmlDecode(plain);
        }

        var clean = new StringBuilder(plain.Length);
        var lines = new List<(int, int)>();
        var previous = default(TextLine);
        var number = 0;
        for (var start = 0; start <= plain.Length;)
        {
            number++;
            var end = plain.IndexOf('\n', start) is >= 0 and var feed ? feed : plain.Length;
            var whole = plain.AsSpan(start, end - start);
            start = end + 1;
            var line = TextLine.Of(whole);
            if (line.IsEmpty && previous.IsEmpty)
            {
                continue;
            }

            if (number > 1 && !LineBreaks.IsOneWord(clean, previous, line, whole))
            {
                clean.Append('\n');
            }

            lines.Add((clean.Length, number));
            clean.Append(whole.Slice(line.Start, line.Length));
            previous = line;
        }

        return new(clean.ToString(), lines);
    }
}
