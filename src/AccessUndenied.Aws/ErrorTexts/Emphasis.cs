using System.Text;

namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>Takes away the asterisks that Markdown sets around what is to be bold.</summary>
/// <remarks>They stand in pairs on a line, with words between them; a name's own asterisks end a word, and are left.</remarks>
internal static class Emphasis
{
    private const string Mark = "**";

    internal static string Remove(string text)
    {
        if (!text.Contains(Mark, StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var end = rest.IndexOf('\n') is >= 0 and var feed ? feed + 1 : rest.Length;
            AppendLine(plain, rest[..end]);
            rest = rest[end..];
        }

        return plain.ToString();
    }

    private static void AppendLine(StringBuilder plain, ReadOnlySpan<char> line)
    {
        while (line.IndexOf(Mark) is >= 0 and var open && line[(open + 2)..].IndexOf(Mark) is > 0 and var length)
        {
            var inside = line.Slice(open + 2, length);
            var isBold = inside[0] is not (' ' or '*') && inside[^1] is not (' ' or '*');
            plain.Append(line[..open]).Append(isBold ? "" : Mark).Append(inside).Append(isBold ? "" : Mark);
            line = line[(open + 2 + length + 2)..];
        }

        plain.Append(line);
    }
}
