using System.Text;

namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>Makes the cells of a table whole that a tool prints in columns too narrow for their text, as SAM does with the events of a stack.</summary>
/// <remarks>
/// Shape: a rule of hyphens, a line of headings, a rule; then rows of which the first line begins at the margin and those that go on do not; a cell that fills its
/// column was broken inside of a word. A row becomes one line, with empty ones behind it, so that the lines keep their numbers.
/// Units: one pass over the text.
/// </remarks>
internal static class WrappedColumns
{
    private const int ShortestRule = 40;
    private const int MostRowLines = 200;

    internal static string Join(string text)
    {
        if (!text.Contains(new string('-', ShortestRule), StringComparison.Ordinal))
        {
            return text;
        }

        var lines = text.Split('\n');
        for (var i = 0; i + 2 < lines.Length; i++)
        {
            if (IsRule(lines[i]) && IsRule(lines[i + 2]) && ColumnsOf(lines[i + 1]) is { Length: > 1 } columns)
            {
                i = JoinRows(lines, i + 3, columns);
            }
        }

        return string.Join('\n', lines);
    }

    private static bool IsRule(string line) => line.AsSpan().Trim() is { Length: >= ShortestRule } rule && !rule.ContainsAnyExcept('-');

    // Headings are one word each, with two blanks at least between them.
    private static int[] ColumnsOf(string headings)
    {
        var starts = new List<int>();
        for (var i = 0; i < headings.Length; i++)
        {
            if (headings[i] != ' ' && (i == 0 || (headings[i - 1] == ' ' && (i < 2 || headings[i - 2] == ' '))))
            {
                starts.Add(i);
            }
        }

        return starts is [0, ..] ? [.. starts] : [];
    }

    private static int JoinRows(string[] lines, int from, int[] columns)
    {
        var row = from;
        while (row < lines.Length && !IsRule(lines[row]) && lines[row].Length > 0)
        {
            var end = row + 1;
            while (end < lines.Length && end - row < MostRowLines && lines[end].StartsWith(' ') && !string.IsNullOrWhiteSpace(lines[end]))
            {
                end++;
            }

            var whole = new StringBuilder();
            for (var column = 0; column < columns.Length; column++)
            {
                Append(whole, lines.AsSpan(row, end - row), columns[column], column + 1 < columns.Length ? columns[column + 1] : int.MaxValue);
            }

            lines[row] = whole.ToString();
            for (var i = row + 1; i < end; i++)
            {
                lines[i] = "";
            }

            row = end;
        }

        return row - 1;
    }

    private static void Append(StringBuilder whole, ReadOnlySpan<string> lines, int start, int end)
    {
        var width = 0;
        foreach (var line in lines)
        {
            width = Math.Max(width, Cell(line, start, end).Length);
        }

        whole.Append(whole.Length == 0 ? "" : "  ");
        var isFull = true;
        foreach (var line in lines)
        {
            var cell = Cell(line, start, end);
            if (cell.Length > 0)
            {
                whole.Append(isFull ? "" : " ").Append(cell);
                isFull = cell.Length == width;
            }
        }
    }

    private static ReadOnlySpan<char> Cell(string line, int start, int end) =>
        start >= line.Length ? [] : line.AsSpan(start, Math.Min(line.Length, end) - start).Trim();
}
