namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>Cuts one of AWS's sentences out of a text.</summary>
internal static class DenialSentence
{
    private const int Longest = 4_096;
    private const int LongestCaller = 2_048;
    private const int LongestAction = 256;
    private const int LongestLocator = 1_024;
    private const string Encoded = "Encoded authorization failure message:";

    // What stands behind a sentence and never in one.
    private static readonly string[] s_stops =
    [
        " (Service: ", " (service: ", ". Go to https://", "</", "<RequestId", "\" (RequestToken", " status code: ", "\tstatus code: ", ", with request id", " ---> ",
        "\",\"", "\"}", "\", ", "\",\n", "\")", "'}", "', u'", "`", ": provider=", " - <?xml", " at com.", " at software.", " Traceback (", " (Request ID", ")\n", "\"\n",
    ];

    private static readonly string[] s_layers =
    [
        "identity-based policy", "resource-based policy", "permissions boundary", "session policy", "service control policy", "resource control policy",
        "VPC endpoint policy", "role trust policy",
    ];

    /// <summary>The sentence whose <c>not authorized to perform</c> stands at <paramref name="anchor"/>.</summary>
    internal static FoundDenial At(CleanText clean, int anchor, int length)
    {
        var start = StartOf(clean.Flat, anchor);
        var end = Math.Min(clean.Text.Length, anchor + length);
        var farthest = Math.Min(clean.Text.Length, anchor + Longest);
        var limit = NextSentence(clean.Flat, end, farthest);
        var cursor = new SentenceCursor(clean.Text, clean.Flat, end, limit);
        var hasAction = cursor.ReadAction(LongestAction);
        var isNested = false;
        (int Start, int End)? quoted = null;
        if (hasAction)
        {
            // A name in quotes ends at its quote, whatever stands in it.
            if (limit < farthest && cursor.Quoted(farthest) is { } found)
            {
                quoted = found;
                limit = NextSentence(clean.Flat, found.End + 1, farthest);
                cursor = new(clean.Text, clean.Flat, found.End + 1, limit);
            }
            else
            {
                cursor.ReadResource(EndOfResource);
                isNested = limit < farthest && cursor.IsAtEnd;
            }

            cursor.ReadReason(s_layers, rest => EndOf(rest, rest.Length));
        }

        end = cursor.Place;
        var words = quoted is var (from, to) ? $"{clean.Flat[start..from]}…{clean.Flat[to..end]}" : clean.Flat[start..end];
        var message = (IsJoined(clean.Flat, anchor) ? $"{words[..(anchor - 3 - start)]} {words[(anchor - 3 - start)..]}" : words)
            .Trim(' ', '"', '\'', ',', '`').Replace("  ", " ", StringComparison.Ordinal);
        if (EncodedAt(clean.Flat, end, limit) is { Length: > 0 } encoded)
        {
            message = $"{message.TrimEnd('.')}. {Encoded} {encoded}";
            end = clean.Flat.IndexOf(encoded, end, StringComparison.Ordinal) + encoded.Length;
        }

        var (whole, last) = WithLocator(clean.Flat, message, end, limit);
        return new()
        {
            Start = start,
            End = Math.Max(last, anchor + length),
            Message = whole,
            IsSentence = hasAction,
            // Where a line ended, a name is not known to the letter.
            IsNested = isNested || (quoted is var (open, close) && clean.Text.AsSpan()[open..close].Contains('\n')),
            Name = quoted is var (first, behind) ? clean.Flat[first..behind] : null,
        };
    }

    /// <summary>Another sentence: the line around <paramref name="anchor"/>, without what stands around it.</summary>
    internal static FoundDenial Around(CleanText clean, int anchor, int length)
    {
        var text = clean.Text;
        var first = Math.Max(0, anchor - LongestCaller);
        var before = text.AsSpan(first, anchor - first);
        var start = first + Math.Max(before.LastIndexOfAny("\n\"'`<>") + 1, before.LastIndexOf(": ") is >= 0 and var colon ? colon + 2 : 0);
        var rest = text.AsSpan(anchor + length);
        var end = anchor + length + EndOf(rest, Math.Min(rest.Length, Longest));
        var (message, last) = WithLocator(clean.Flat, text[start..end].Replace('\n', ' ').Trim(), end, Math.Min(text.Length, end + Longest));
        return new() { Start = start, End = last, Message = message };
    }

    /// <summary>Where a message ends that begins with <paramref name="text"/>.</summary>
    internal static int EndOf(ReadOnlySpan<char> text, int limit)
    {
        text = text[..limit];
        var end = text.IndexOf('\n') is >= 0 and var line ? line : limit;
        foreach (var stop in s_stops)
        {
            if (text[..Math.Min(limit, end + stop.Length)].IndexOf(stop, StringComparison.Ordinal) is >= 0 and var at && at < end)
            {
                end = at;
            }
        }

        return end;
    }

    private static int EndOfResource(string whole)
    {
        var text = whole.AsSpan();
        var end = EndOf(text, text.Length);
        foreach (var phrase in new[] { " because ", " with an explicit deny", ", with policy ARN" })
        {
            if (text[..end].IndexOf(phrase, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
            {
                end = at;
            }
        }

        // A bracket or quotation mark that closes what was opened before the sentence.
        var value = text[..end].TrimEnd();
        while (value.Length > 0 && (value[^1] is '"' or '\'' or ',' or ';' or '}' or ']' || (value[^1] == ')' && !value.Contains('('))))
        {
            value = value[..^1];
        }

        return value.Length;
    }

    private static int NextSentence(string flat, int from, int limit)
    {
        var next = flat.AsSpan(from, limit - from).IndexOf("not authorized to perform", StringComparison.OrdinalIgnoreCase);
        return next < 0 ? limit : StartOf(flat, from + next) is var start && start > from ? start : from + next;
    }

    // "User: CALLER is", "CALLER is", "You are", or the words themselves.
    private static int StartOf(string flat, int anchor)
    {
        var first = Math.Max(0, anchor - LongestCaller);
        var before = flat.AsSpan(first, anchor - first).TrimEnd();
        if (before.EndsWith("You are", StringComparison.OrdinalIgnoreCase))
        {
            return first + before.Length - "You are".Length;
        }

        if (!before.EndsWith(" is", StringComparison.OrdinalIgnoreCase) && !IsJoined(flat, anchor))
        {
            return anchor;
        }

        before = before[..^2].TrimEnd();
        var caller = before.LastIndexOfAny(" \t\"[>`(") + 1;
        var ahead = before[..caller].TrimEnd();
        return ahead.EndsWith("User:", StringComparison.OrdinalIgnoreCase) ? first + ahead.Length - "User:".Length : first + caller;
    }

    // "ARNis not authorized": the blank was lost on the way.
    private static bool IsJoined(string flat, int anchor)
    {
        var before = flat.AsSpan(0, anchor);
        if (!before.EndsWith("is ", StringComparison.Ordinal) || before.Length < 4 || before[^4] == ' ')
        {
            return false;
        }

        var near = before[Math.Max(0, anchor - LongestCaller)..^3];
        return near[(near.LastIndexOf(' ') + 1)..].StartsWith("arn:", StringComparison.Ordinal);
    }

    // ". Go to LINK for complete details, or call the GetRequestAuthorizationDetails API with the following authorization id: ID"
    private static (string Message, int End) WithLocator(string flat, string message, int from, int limit)
    {
        const string Start = "Go to https:";
        const string Tail = "authorization id:";
        var rest = flat.AsSpan(from, Math.Max(0, Math.Min(limit, from + LongestLocator) - from));
        var start = rest.IndexOfAnyExcept(" .");
        if (start < 0 || !rest[start..].StartsWith(Start, StringComparison.OrdinalIgnoreCase) || rest.IndexOf(Tail, StringComparison.OrdinalIgnoreCase) is not (>= 0 and var tail))
        {
            return (message, from);
        }

        var end = tail + Tail.Length;
        end += rest[end..].IndexOfAnyExcept(' ') is >= 0 and var skip ? skip : 0;
        while (end < rest.Length && char.IsAsciiLetterOrDigit(rest[end]))
        {
            end++;
        }

        return ($"{message}. {rest[start..end]}", from + end);
    }

    private static string EncodedAt(string flat, int from, int limit)
    {
        var near = flat.AsSpan(from, Math.Min(limit, from + 120) - from);
        var at = near.IndexOf(Encoded, StringComparison.Ordinal);
        if (at < 0)
        {
            return "";
        }

        var start = from + at + Encoded.Length;
        var rest = flat.AsSpan(start).TrimStart();
        var end = rest.IndexOfAnyExcept("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=");
        return (end < 0 ? rest : rest[..end]).ToString();
    }
}
