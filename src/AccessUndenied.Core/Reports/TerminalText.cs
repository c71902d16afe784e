using System.Text;

namespace AccessUndenied.Reports;

/// <summary>Lays the lines of a text report out for a terminal.</summary>
/// <remarks>What comes in has no escapes left in it, so that every one that goes out is ours.</remarks>
internal static class TerminalText
{
    private const int Indent = 13;
    private const int Narrowest = 40;
    private const string Red = "\u001B[31m";
    private const string Green = "\u001B[32m";
    private const string Yellow = "\u001B[33m";
    private const string Bold = "\u001B[1m";
    private const string Off = "\u001B[0m";

    /// <summary><paramref name="text"/>, whose lines each end with a line feed, as <paramref name="layout"/> wants it.</summary>
    public static string Of(string text, TextLayout layout)
    {
        if (layout is { Width: 0, UsesColor: false })
        {
            return text;
        }

        var laidOut = new StringBuilder(text.Length + 256);
        foreach (var line in text.Split('\n')[..^1])
        {
            var start = laidOut.Length;
            AppendWrapped(laidOut, line, layout.Width);
            if (layout.UsesColor)
            {
                Color(laidOut, start, line);
            }

            laidOut.Append('\n');
        }

        return laidOut.ToString();
    }

    /// <summary>A sentence at the edge of the window, whose further lines are set in.</summary>
    public static string Wrapped(string sentence, int width)
    {
        var text = new StringBuilder();
        var rest = sentence;
        while (width >= Narrowest && rest.Length > width && rest.LastIndexOf(' ', width, width - 2) is > 2 and var at)
        {
            text.Append(rest, 0, at).Append('\n');
            rest = "  " + rest[(at + 1)..];
        }

        return text.Append(rest).ToString();
    }

    private static void AppendWrapped(StringBuilder laidOut, string line, int width)
    {
        if (width < Narrowest || !IsSentence(line))
        {
            laidOut.Append(line);
            return;
        }

        var rest = line;
        while (rest.Length > width && BreakOf(rest, width) is > 0 and var at)
        {
            laidOut.Append(rest, 0, at).Append('\n');
            rest = new string(' ', Indent) + rest[(at + 1)..];
        }

        laidOut.Append(rest);
    }

    private static bool IsSentence(string line) =>
        line.StartsWith("  ", StringComparison.Ordinal) && !line.StartsWith("  run  ", StringComparison.Ordinal) && !line.AsSpan().TrimStart(' ').StartsWith("{");

    // The last space that still fits, else the first: a name that is longer than the line stays whole.
    private static int BreakOf(string line, int width)
    {
        var last = line.LastIndexOf(' ', width, width - Indent);
        return last > Indent ? last : line.IndexOf(' ', Indent + 1);
    }

    private static void Color(StringBuilder laidOut, int start, string line)
    {
        if (line.Length > 0 && line[0] != ' ')
        {
            laidOut.Insert(start, Bold + ColorOf(line)).Append(Off);
        }
        else if (line.StartsWith("  gates ", StringComparison.Ordinal))
        {
            laidOut.Replace("[", Red + "[", start, laidOut.Length - start).Replace("]", "]" + Off, start, laidOut.Length - start);
        }
        else if (line.Length > Indent && line.AsSpan(Indent).StartsWith("[verified]", StringComparison.Ordinal) && line[2] != ' ')
        {
            laidOut.Insert(start + Indent + "[verified]".Length, Off).Insert(start + Indent, Green);
        }
        else if (line.EndsWith($"({ReportMessages.Verified})", StringComparison.Ordinal)
            && laidOut.ToString(start, laidOut.Length - start).EndsWith($"({ReportMessages.Verified})", StringComparison.Ordinal))
        {
            laidOut.Insert(laidOut.Length - ReportMessages.Verified.Length - 2, Green).Append(Off);
        }
    }

    private static string ColorOf(string line) =>
        line.StartsWith("Explicit", StringComparison.Ordinal) ? Red
        : line.StartsWith("Missing", StringComparison.Ordinal) ? Yellow
        : line.StartsWith("Allowed", StringComparison.Ordinal) ? Green
        : "";
}
