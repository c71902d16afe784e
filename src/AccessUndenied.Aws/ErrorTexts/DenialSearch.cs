using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>Finds where a text tells of refusals, from left to right.</summary>
internal sealed class DenialSearch
{
    // Two words of one error stand no farther from each other.
    private const int Neighborhood = 2_000;
    private const int LongestMessage = 1_000;
    private const int LongestGap = 4;

    // Sentences that say what was refused, and those that only say that something was.
    private static readonly string[] s_sentences =
    [
        "not authorized to perform", "is not authorized to access this resource", "you are not allowed to access", "denied due to a VPC endpoint policy",
        "Insufficient Lake Formation permission", "is not authorized for this service call", "Not authorized to access resource",
    ];

    private static readonly string[] s_codes =
    [
        "AccessDeniedException: ", "AccessDenied: ", "UnauthorizedOperation: ", "ForbiddenException: ", "Forbidden: ", "NotAuthorizedException: ",
        "AuthorizationError: ", "AccessDenied (client): ", "[AccessDenied] ",
    ];

    private readonly CleanText _clean;
    private readonly List<FoundDenial> _found = [];

    internal DenialSearch(CleanText clean) => _clean = clean;

    /// <summary>The refusals, in the order of the text, repetitions included.</summary>
    internal List<FoundDenial> Find()
    {
        FindSentences();
        FindFields();
        _found.AddRange(new RefusalSearch(_clean).Find(InOrder(_found)));
        var sentences = InOrder(_found);
        _found.Clear();
        FindBare(sentences);
        var all = sentences.Concat(_found).OrderBy(one => one.Start).ToList();
        TellNested(all);
        ReadSurroundings(all);
        return WithoutEchoes(all);
    }

    private static List<FoundDenial> InOrder(List<FoundDenial> found) => [.. found.OrderBy(one => one.Start)];

    // MSG-59: where one sentence begins in the middle of another's resource, one of them is part of a name, and which, nobody can tell.
    private static void TellNested(List<FoundDenial> all)
    {
        for (var i = all.Count - 2; i >= 0; i--)
        {
            all[i + 1].IsNested |= all[i] is { IsNested: true, Name: null };
        }
    }

    private void FindSentences()
    {
        foreach (var anchor in s_sentences)
        {
            var from = 0;
            while (_clean.Flat.AsSpan(from).IndexOf(anchor, StringComparison.OrdinalIgnoreCase) is var at and >= 0)
            {
                var sentence = anchor == s_sentences[0]
                    ? DenialSentence.At(_clean, from + at, anchor.Length)
                    : DenialSentence.Around(_clean, from + at, anchor.Length);
                from = Math.Max(from + at + anchor.Length, sentence.End);
                _found.Add(sentence);
            }
        }
    }

    // The console writes the parts below each other.
    private void FindFields()
    {
        const string Anchor = "You don't have permission to ";
        var from = 0;
        while (_clean.Text.AsSpan(from).IndexOf(Anchor, StringComparison.OrdinalIgnoreCase) is var at and >= 0)
        {
            var start = from + at;
            from = start + Anchor.Length;
            if (ConsoleBox.Read(_clean.Text, start) is { } box)
            {
                _found.Add(box);
                from = box.End;
            }
        }

        FindCopiedFields(new CoveredSpans(InOrder(_found)));
        FindMissingPermissions(new CoveredSpans(InOrder(_found)));
    }

    // "You don't have permissions to edit bucket policy. After you or your AWS administrator have updated your permissions to allow the s3:PutBucketPolicy action, choose Save changes."
    private void FindMissingPermissions(CoveredSpans spans)
    {
        const string Anchor = "updated your permissions to allow the ";
        var flat = _clean.Flat;
        var from = 0;
        while (flat.AsSpan(from).IndexOf(Anchor, StringComparison.OrdinalIgnoreCase) is var at and >= 0)
        {
            var start = from + at;
            from = start + Anchor.Length;
            var name = flat.AsSpan(from);
            name = name[..(name.IndexOfAny(" ,.;") is >= 0 and var end ? end : name.Length)];
            if (ActionName.HasBoth(name) && !spans.Covers(start))
            {
                var begin = flat.AsSpan(0, start).LastIndexOf("AWS administrator", StringComparison.OrdinalIgnoreCase) is >= 0 and var who && start - who < 60 ? who : start;
                _found.Add(new() { Start = begin, End = from + name.Length, Message = $"not authorized to perform: {name}", IsSentence = true });
            }
        }
    }

    // The parts alone, as the console tells people to copy them.
    private void FindCopiedFields(CoveredSpans spans)
    {
        var text = _clean.Text;
        var from = 0;
        while (text.AsSpan(from).IndexOf(ConsoleBox.Resource, StringComparison.OrdinalIgnoreCase) is var at and >= 0)
        {
            var line = text.LastIndexOf('\n', from + at) + 1;
            var start = ConsoleBox.StartOf(text, line);
            from += at + ConsoleBox.Resource.Length;
            if (start < line && !spans.Covers(line) && ConsoleBox.Read(text, start) is { } box)
            {
                _found.Add(box);
                from = Math.Max(from, box.End);
            }
        }
    }

    private void FindBare(List<FoundDenial> sentences)
    {
        var spans = new CoveredSpans(sentences);
        FindCalls(spans);
        FindCodes(spans);
        FindAccessDenied(spans);
    }

    // "(CODE) when calling the OPERATION operation: MESSAGE"
    private void FindCalls(CoveredSpans spans)
    {
        const string Anchor = " when calling the ";
        var flat = _clean.Flat;
        var from = 0;
        while (flat.AsSpan(from).IndexOf(Anchor, StringComparison.Ordinal) is var at and >= 0)
        {
            var start = from + at;
            from = start + Anchor.Length;
            var colon = flat.AsSpan(from).IndexOf(": ") is >= 0 and var distance and < 200 ? from + distance + 2 : -1;
            if (colon < 0 || spans.Covers(colon) || spans.Covers(colon + 1))
            {
                continue;
            }

            var message = LineFrom(colon);
            var code = CodeBefore(start);
            if (IsDenial(code, message))
            {
                Add(spans, colon, message, code);
            }
        }
    }

    private void FindCodes(CoveredSpans spans)
    {
        foreach (var anchor in s_codes)
        {
            var from = 0;
            while (_clean.Flat.AsSpan(from).IndexOf(anchor, StringComparison.Ordinal) is var at and >= 0)
            {
                var start = from + at + anchor.Length;
                from = start;
                var code = anchor.Trim(' ', ':', '[', ']').Split(' ')[0];
                var message = start < _clean.Text.Length ? LineFrom(start) : "";
                if (message.Length > 0 && !spans.Covers(start) && !spans.Covers(start + message.Length / 2) && IsDenial(code, message))
                {
                    Add(spans, start, message, code);
                }
            }
        }
    }

    private void FindAccessDenied(CoveredSpans spans)
    {
        const string Anchor = "Access Denied";
        var from = 0;
        while (_clean.Flat.AsSpan(from).IndexOf(Anchor, StringComparison.OrdinalIgnoreCase) is var at and >= 0)
        {
            var start = from + at;
            from = start + Anchor.Length;
            if (!spans.Covers(start) && IsWhole(start, Anchor.Length))
            {
                Add(spans, start, Anchor, "AccessDenied");
            }
        }
    }

    private bool IsWhole(int start, int length) =>
        (start == 0 || !char.IsLetterOrDigit(_clean.Flat[start - 1]))
        && (start + length == _clean.Flat.Length || !char.IsLetterOrDigit(_clean.Flat[start + length]));

    private void Add(CoveredSpans spans, int start, string message, string code)
    {
        var end = Math.Min(_clean.Text.Length, start + Math.Max(1, message.Length));
        _found.Add(new() { Start = start, End = end, Message = message, Code = code });
        spans.Add(start, end);
    }

    private static bool IsDenial(string code, string message) =>
        DenialDetection.IsDenial(code is "403" or "403 Forbidden" ? "Forbidden" : code, "", "", "") || DenialDetection.IsDenialText(message);

    private string CodeBefore(int end)
    {
        var text = _clean.Flat.AsSpan(Math.Max(0, end - 100), end - Math.Max(0, end - 100));
        var close = text.LastIndexOf(')');
        var open = close < 0 ? -1 : text[..close].LastIndexOf('(');
        return open < 0 ? "" : text[(open + 1)..close].ToString();
    }

    private string LineFrom(int start)
    {
        var rest = _clean.Text.AsSpan(start);
        var end = DenialSentence.EndOf(rest, Math.Min(rest.Length, LongestMessage));
        return WithoutClosers(rest[..end].Trim()).ToString();
    }

    // What an error's text stands in, such as another's brackets and quotes, is not closed by a word of its own.
    private static ReadOnlySpan<char> WithoutClosers(ReadOnlySpan<char> message)
    {
        while (message is [.., ')' or ']' or '}' or '\'' or '"'] && !IsOpened(message))
        {
            message = message[..^1].TrimEnd();
        }

        return message;
    }

    private static bool IsOpened(ReadOnlySpan<char> message) => message[^1] switch
    {
        ')' => message.Count('(') >= message.Count(')'),
        ']' => message.Count('[') >= message.Count(']'),
        '}' => message.Count('{') >= message.Count('}'),
        var quote => message.Count(quote) % 2 == 0,
    };

    // Each part of the text is looked at by the refusal before it and the one behind it, so that the whole takes no longer than the text is long.
    private void ReadSurroundings(List<FoundDenial> all)
    {
        for (var i = 0; i < all.Count; i++)
        {
            var begin = Math.Max(i == 0 ? 0 : all[i - 1].End, all[i].Start - Neighborhood);
            var end = Math.Min(i == all.Count - 1 ? _clean.Text.Length : all[i + 1].Start, all[i].End + Neighborhood);
            if (begin <= all[i].Start && all[i].End <= end)
            {
                Surroundings.Read(all[i], _clean.Text, begin, end);
            }
        }
    }

    // An error is told by its code, by its sentence, and by the exceptions around it: what says nothing new is the same error.
    private static List<FoundDenial> WithoutEchoes(List<FoundDenial> all)
    {
        var kept = new List<FoundDenial>(all.Count);
        for (var i = 0; i < all.Count; i++)
        {
            var one = all[i];
            var last = kept.Count > 0 ? kept[^1] : null;
            var isNear = last is not null && one.Start - last.End < Neighborhood;
            if (one is { IsSentence: false, RefusedBy: null } && isNear && IsEcho(one, last!))
            {
                Complete(last!, one);
                continue;
            }

            if (one is { IsSentence: false, RefusedBy: null } && i + 1 < all.Count && all[i + 1].IsSentence && all[i + 1].Start - one.End <= LongestGap)
            {
                // "You are not authorized to perform this operation. User: … is not authorized to perform: …"
                Complete(all[i + 1], one);
                continue;
            }

            if (one.IsNameless && i + 1 < all.Count && all[i + 1].Start - one.End < Neighborhood && !all[i + 1].IsNameless && Agree(one, all[i + 1]))
            {
                continue;
            }

            kept.Add(one);
        }

        return kept;
    }

    private static bool IsEcho(FoundDenial one, FoundDenial last) =>
        (last.IsSentence && one.IsNameless) || (!last.IsSentence && Agree(one, last));

    private static bool Agree(FoundDenial one, FoundDenial other) =>
        Fits(one.Operation, other.Operation) && Fits(one.Service, other.Service) && Fits(one.Bucket, other.Bucket) && Fits(one.Key, other.Key);

    private static bool Fits(string? one, string? other) => one is null || other is null || one == other;

    private static void Complete(FoundDenial denial, FoundDenial echo)
    {
        denial.Code ??= echo.Code;
        denial.Operation ??= echo.Operation;
        denial.Service ??= echo.Service;
        denial.Bucket ??= echo.Bucket;
        denial.Key ??= echo.Key;
        denial.RequestId ??= echo.RequestId;
        denial.Region ??= echo.Region;
    }
}
