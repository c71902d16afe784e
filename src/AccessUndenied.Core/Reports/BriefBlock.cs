namespace AccessUndenied.Reports;

/// <summary>One subject of a short text: a label and what is said, on as many rows of the window as it is given.</summary>
internal sealed class BriefBlock
{
    private const char Ellipsis = '…';
    private const int MostOfName = 2;
    private const int LeastIndent = 2;

    private readonly IReadOnlyList<string> _lines;
    private readonly int _width;
    private readonly BriefForm _form;
    private readonly string? _onOneLine;

    private BriefBlock(BriefPart part, BriefForm form, IReadOnlyList<string> lines, int width, int most, string? onOneLine = null)
    {
        _onOneLine = onOneLine;
        Part = part;
        Most = Limited = most;
        _form = form;
        _lines = lines;
        _width = width;
    }

    /// <summary>A sentence, which goes on in the next row at a blank, and ends in "…" where the rows do not do.</summary>
    /// <param name="part">What it is about.</param>
    /// <param name="text">The label and the sentence.</param>
    /// <param name="indent">Where further rows begin.</param>
    /// <param name="width">The width of a row.</param>
    /// <param name="most">The most rows that it takes.</param>
    public static BriefBlock Sentence(BriefPart part, string text, int indent, int width, int most) =>
        new(part, BriefForm.Sentence, Wrapped(text, indent, width, most, (rest, from, end) => rest.LastIndexOf(' ', end, end - from)), width, most);

    /// <summary>JSON that is to be pasted: it breaks between its tokens alone, and is left out where the rows do not do.</summary>
    public static BriefBlock Whole(BriefPart part, string json, int indent, int width, int most) =>
        new(part, BriefForm.Whole, [.. Wrapped(json, indent, width, most, LastGap).Select(line => SetInLess(line, width))], width, most);

    /// <summary>A name, which never breaks, so that it can be copied: it stands below its label where there is no room behind it, or ends in "…" where the rows do not do.</summary>
    public static BriefBlock Name(BriefPart part, string label, string name, int width) => new(part, BriefForm.Name, NameLines(label, name, width), width, MostOfName, label + name);

    /// <summary>What it is about.</summary>
    public BriefPart Part { get; }

    /// <summary>The most rows that it takes where there is room.</summary>
    public int Most { get; }

    /// <summary>The most rows that it takes now.</summary>
    public int Limited { get; private set; }

    /// <summary>How many rows of the window it takes.</summary>
    public int Rows => _form == BriefForm.Sentence ? Math.Min(_lines.Count, Limited) : IsWhole ? WholeRows : _form == BriefForm.Name ? Math.Min(1, Limited) : 0;

    /// <summary>Its lines.</summary>
    public IEnumerable<string> Lines => IsWhole ? _lines : _lines.Take(Rows).Select((line, index) => index < Rows - 1 ? line : Clipped(index));

    // A window breaks what is longer than a row.
    private int WholeRows => _lines.Sum(line => Math.Max(1, (line.Length + _width - 1) / _width));

    private bool IsWhole => _form != BriefForm.Sentence && WholeRows <= Limited;

    /// <summary>Takes <paramref name="rows"/> rows at most from now on.</summary>
    public void Limit(int rows) => Limited = Math.Min(rows, Most);

    private static string[] NameLines(string label, string name, int width) =>
        label.Length + name.Length <= width || LeastIndent + name.Length > width ? [label + name] : [label.TrimEnd(' '), SetInLess(new string(' ', label.Length) + name, width)];

    // A name that does not fit where it should stand begins further left.
    private static string SetInLess(string line, int width)
    {
        var text = line.TrimStart(' ');
        return line.Length <= width || text.Length + LeastIndent > width ? line : new string(' ', width - text.Length) + text;
    }

    private string Clipped(int index)
    {
        var line = _onOneLine ?? (index + 1 < _lines.Count ? $"{_lines[index]} {_lines[index + 1].TrimStart(' ')}" : _lines[index]);
        if (line.Length <= _width)
        {
            return line;
        }

        var end = char.IsHighSurrogate(line[_width - 2]) ? _width - 2 : _width - 1;
        return line[..end] + Ellipsis;
    }

    // One line more than are shown tells that it goes on.
    private static List<string> Wrapped(string text, int indent, int width, int most, Func<string, int, int, int> breakOf)
    {
        var lines = new List<string>();
        var rest = text;
        while (lines.Count < most && rest.Length > width && breakOf(rest, indent, width) is var at && at > indent)
        {
            lines.Add(rest[..at]);
            rest = new string(' ', indent) + rest[(at + 1)..];
        }

        lines.Add(rest);
        return lines;
    }

    // A blank outside of strings: the last that fits, else the first.
    private static int LastGap(string json, int indent, int width)
    {
        var isInString = false;
        var last = 0;
        for (var i = indent; i < json.Length && (i <= width || last <= indent); i++)
        {
            if (isInString && json[i] == '\\')
            {
                i++;
            }
            else if (json[i] == '"')
            {
                isInString = !isInString;
            }
            else if (json[i] == ' ' && !isInString)
            {
                last = i;
            }
        }

        return last;
    }
}
