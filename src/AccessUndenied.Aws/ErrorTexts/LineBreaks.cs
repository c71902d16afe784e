using System.Collections.Frozen;
using System.Text;
using AccessUndenied.Aws.Catalog;

namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>Tells whether a line break stands inside a word: a terminal breaks where its width ends, a log or a mail where a hyphen is.</summary>
internal static class LineBreaks
{
    private const int LongestWord = 2_048;
    private const int LeastWidth = 40;
    private const int LeastEncoded = 40;

    // The words of AWS's sentences; what is none of them, but becomes one with the next line's first word, was broken.
    private static readonly FrozenSet<string> s_words =
        ("user: you are is not authorized to perform: perform this operation operation. operation: on resource: resource because no " +
        "identity-based resource-based session policy allows the action with an explicit deny in a service control permissions boundary " +
        "vpc endpoint role trust organizations encoded authorization failure message: error occurred when calling access denied " +
        "accessdenied https response statuscode: api (service: status code: request id: requestid:").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // What may follow a name without being part of it.
    private static readonly FrozenSet<string> s_followers = new[]
    {
        "is", "on", "because", "with", "and", "not", "no", "to", "in", "the", "(service:", "status", "at", "from", "error", "error:", "process",
        "api", "authorized",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] s_phrases = ["is not", "is", "on resource", "because", "with an explicit", "(Service:", "not authorized"];

    /// <summary>Whether the last word before a line break and the first after it are one.</summary>
    /// <param name="before">All that was read so far.</param>
    /// <param name="previous">The line that it ends with.</param>
    /// <param name="line">The line that follows.</param>
    /// <param name="text">That line's text.</param>
    internal static bool IsOneWord(StringBuilder before, TextLine previous, TextLine line, ReadOnlySpan<char> text)
    {
        if (previous.IsEmpty || line.IsEmpty || line.Indent > 0 || previous.Trail > 0)
        {
            return false;
        }

        var (last, word) = LastWords(before);
        var words = text.Slice(line.Start, line.Length);
        var first = FirstWord(words);
        if (last.Length == 0 || first.IsEmpty)
        {
            return false;
        }

        if (!s_words.Contains(last) && IsBrokenWord(last, first))
        {
            return true;
        }

        var rest = words[first.Length..].TrimStart();
        if (IsEncoded(last, LeastEncoded) && IsEncoded(first, rest.IsEmpty ? 1 : LeastEncoded))
        {
            return true;
        }

        if (s_followers.Contains(first.ToString()))
        {
            return false;
        }

        var goesOn = rest.IsEmpty && line.Width == previous.Width;
        return word.EndsWith("perform:", StringComparison.OrdinalIgnoreCase) || word.Equals("the", StringComparison.OrdinalIgnoreCase)
            ? IsBrokenAction(last, first)
            : (IsArn(last) || IsBeginOfArn(last, word, first)) && (goesOn || Continues(rest) || IsFull(previous, line, rest, last));
    }

    private static bool IsBrokenWord(string last, ReadOnlySpan<char> first)
    {
        var whole = string.Concat(last.AsSpan(last.LastIndexOfAny(['"', '(']) + 1), first);
        return s_words.Contains(whole) || s_words.Contains(whole.TrimEnd('.', ',', ':'));
    }

    private static bool IsBrokenAction(string last, ReadOnlySpan<char> first)
    {
        var name = first.TrimEnd(".,\"'`");
        return last.Contains(':', StringComparison.Ordinal)
            && ActionCatalog.Default.FindAction(last) is null
            && ActionCatalog.Default.FindAction(string.Concat(last, name)) is not null;
    }

    private static bool IsArn(string word) => word.Contains("arn:", StringComparison.Ordinal);

    // "ar", "arn" and "a" at the very end of a full line, where a name is due.
    private static bool IsBeginOfArn(string last, string word, ReadOnlySpan<char> first) =>
        last is "a" or "ar" or "arn" && (word.EndsWith(':') || word.Length == 0) && string.Concat(last, first).StartsWith("arn:", StringComparison.Ordinal);

    // The sentence goes on behind the second half of the name.
    private static bool Continues(ReadOnlySpan<char> rest)
    {
        foreach (var phrase in s_phrases)
        {
            if (rest.StartsWith(phrase, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // The line is as wide as a terminal, and nothing but the end of a name follows.
    private static bool IsFull(TextLine previous, TextLine line, ReadOnlySpan<char> rest, string last) =>
        rest.IsEmpty && line.Width <= previous.Width && previous.Width >= LeastWidth && (previous.Width % 10 == 0 || last[^1] is '-' or '/' or ':');

    private static bool IsEncoded(ReadOnlySpan<char> word, int least)
    {
        if (word.Length < least)
        {
            return false;
        }

        foreach (var c in word)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '='))
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> words) => words.IndexOfAny(' ', '\t') is >= 0 and var end ? words[..end] : words;

    // The last word, and the one before it.
    private static (string Last, string Before) LastWords(StringBuilder text)
    {
        var end = text.Length;
        var start = end;
        while (start > 0 && end - start < LongestWord && !char.IsWhiteSpace(text[start - 1]))
        {
            start--;
        }

        var earlier = start;
        while (earlier > 0 && char.IsWhiteSpace(text[earlier - 1]))
        {
            earlier--;
        }

        var begin = earlier;
        while (begin > 0 && earlier - begin < LongestWord && !char.IsWhiteSpace(text[begin - 1]))
        {
            begin--;
        }

        return (text.ToString(start, end - start), text.ToString(begin, earlier - begin));
    }
}
