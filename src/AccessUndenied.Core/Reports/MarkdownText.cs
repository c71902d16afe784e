using System.Text;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>Puts text into Markdown so that it reads the same and does nothing else.</summary>
/// <remarks>
/// A word of letters, digits and plain punctuation stays as it is; any other becomes a code span, in which neither Markdown nor HTML
/// means anything, nobody is mentioned and nothing links. So names, ARNs and actions come out as code, which is how people write them.
/// </remarks>
internal static class MarkdownText
{
    private const string PlainInside = "'-.,;:()\"?!/%+=";
    private const string Trailing = ".,;:?!)'\"";

    /// <summary>Words of a sentence, in which names may stand.</summary>
    public static string Sentence(string text)
    {
        var words = new StringBuilder();
        foreach (var word in VisibleText.Of(text).Split(' '))
        {
            if (words.Length > 0)
            {
                words.Append(' ');
            }

            AppendWord(words, word);
        }

        return words.ToString();
    }

    /// <summary>A name as a code span; nothing for an empty one, since a span cannot be empty.</summary>
    public static string Code(string text) => text.Length == 0 ? "" : Span(VisibleText.Of(text));

    /// <summary>JSON as a fenced block, each of its lines behind <paramref name="indent"/>.</summary>
    public static void AppendJson(StringBuilder markdown, string json, string indent) => AppendBlock(markdown, "json", json, indent);

    /// <summary>Text whose lines are visible already as a fenced block.</summary>
    public static void AppendBlock(StringBuilder markdown, string language, string text, string indent)
    {
        var fence = new string('`', Math.Max(3, LongestRun(text) + 1));
        markdown.Append(indent).Append(fence).Append(language).Append('\n');
        foreach (var line in text.Split('\n'))
        {
            markdown.Append(indent).Append(line).Append('\n');
        }

        markdown.Append(indent).Append(fence).Append('\n');
    }

    private static void AppendWord(StringBuilder words, string word)
    {
        if (IsPlain(word))
        {
            words.Append(word);
            return;
        }

        var start = word[0] is '(' or '\'' or '"' && word.Length > 1 ? 1 : 0;
        var end = word.Length;
        while (end > start + 1 && Trailing.Contains(word[end - 1], StringComparison.Ordinal))
        {
            end--;
        }

        words.Append(word, 0, start).Append(Span(word[start..end])).Append(word, end, word.Length - end);
    }

    // A colon, slash or dot between letters could start a link (https:, www.), and makes an ARN or an action anyway.
    private static bool IsPlain(string word)
    {
        if (word is "→" || IsTime(word))
        {
            return true;
        }

        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            if (char.IsLetterOrDigit(c))
            {
                continue;
            }

            var isInside = i > 0 && i < word.Length - 1 && char.IsLetterOrDigit(word[i + 1]);
            if (!PlainInside.Contains(c, StringComparison.Ordinal) || (isInside && c is ':' or '/' or '.' or '=' or '+'))
            {
                return false;
            }
        }

        // Without a letter it could be a list's number or dash, a rule, or a table's edge, were it to start a line.
        return word.Length == 0 || word.Any(char.IsLetter) || (word.All(c => char.IsAsciiDigit(c) || c == ',') && char.IsAsciiDigit(word[0]));
    }

    // 2026-11-27 and 03:12:09: no list, no rule and no link begins so.
    private static bool IsTime(string word) =>
        word.Length is 8 or 10 && char.IsAsciiDigit(word[0]) && char.IsAsciiDigit(word[^1]) && word.All(c => char.IsAsciiDigit(c) || c is '-' or ':');

    private static string Span(string text)
    {
        var run = LongestRun(text);
        if (run == 0)
        {
            return $"`{text}`";
        }

        var fence = new string('`', run + 1);
        return $"{fence} {text} {fence}";
    }

    private static int LongestRun(string text)
    {
        var longest = 0;
        var run = 0;
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
