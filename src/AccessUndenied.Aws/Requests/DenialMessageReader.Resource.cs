namespace AccessUndenied.Aws.Requests;

/// <summary>Reads the resource of a denial message by the shape of the sentence, since names hold blanks, quotation marks and whole phrases (MSG-51).</summary>
internal ref partial struct DenialMessageReader
{
    private const string Because = " because ";
    private const string BecauseNo = " because no ";
    private const string ExplicitDeny = " with an explicit deny";
    private const string WithPolicy = ", with policy ARN";

    private static readonly string[] s_articles = [" in an ", " in the ", " in a "];

    private int ReadResource(int from)
    {
        const string Anchor = "on resource";
        var start = SkipSeparators(from < _text.Length && _text[from] == '\'' ? from + 1 : from);
        if (!_text[start..].StartsWith(Anchor, _case))
        {
            return from;
        }

        start += Anchor.Length;
        if (start < _text.Length && _text[start] is 's' or '(')
        {
            start++;
        }

        start = SkipSeparators(start);
        _parts.HasResource = true;
        var end = EndOfSentence(start);
        var reason = ReasonIn(start, end);
        if (Quoted(start, end, reason) is { } quoted)
        {
            _parts.Resource = quoted;
            return quoted.Start + quoted.Length;
        }

        var stop = reason ?? start + FirstPhrase(_text[start..end]);
        var name = _text[start..stop].TrimEnd(" ,");
        name = name.EndsWith(".") ? name[..^1] : name;
        _parts.Resource = new(start, name.Length);
        return stop;
    }

    // Another sentence in the same text is none of this one's.
    private int EndOfSentence(int from) => _text[from..].IndexOf(PerformAnchor, _case) is var next and >= 0 ? from + next : _text.Length;

    // A name may say what a reason says, but AWS writes its own behind the name: the last one is AWS's. Null where there is none.
    private int? ReasonIn(int from, int end)
    {
        var reason = Math.Max(LastReason(from, end, BecauseNo), LastReason(from, end, ExplicitDeny));
        return reason < 0 ? null : reason;
    }

    private int LastReason(int from, int end, string phrase)
    {
        for (var rest = _text[from..end]; rest.LastIndexOf(phrase, _case) is var at and >= 0; rest = rest[..at])
        {
            var after = _text[(from + at + phrase.Length)..];
            foreach (var article in s_articles)
            {
                after = phrase == ExplicitDeny && after.StartsWith(article, _case) ? after[article.Length..] : after;
            }

            if (LayerAt(after, out _) is not null)
            {
                return from + at;
            }
        }

        return -1;
    }

    private int FirstPhrase(ReadOnlySpan<char> rest)
    {
        var end = rest.Length;
        end = Math.Min(end, EndBefore(rest, Because));
        end = Math.Min(end, EndBefore(rest[..end], ExplicitDeny));
        end = Math.Min(end, EndBefore(rest[..end], WithPolicy));
        end = Math.Min(end, EndBefore(rest[..end], "</"));
        end = Math.Min(end, EndBefore(rest[..end], " (Service: "));
        return IsWithinQuotes() && rest[..end].IndexOf('"') is var stop and >= 0 ? stop : end;
    }

    // Whether somebody put the whole sentence between quotation marks, so that the next one ends it.
    private bool IsWithinQuotes() => _text[..Math.Max(0, _parts.Action.Start)].Count('"') % 2 == 1;

    private TextSlice? Quoted(int start, int end, int? reason)
    {
        // SES writes `…' around names.
        if (start > 0 && start < end && _text[start - 1] == '`' && CloseBefore(start - 1, end, reason, '\'') is { } tick)
        {
            return new(start, tick - start);
        }

        var isEscaped = start < end && _text[start] == '\\';
        start += isEscaped ? 1 : 0;
        if (start >= end || _text[start] is not ('"' or '\''))
        {
            return null;
        }

        var value = _text[(start + 1)..(CloseBefore(start, end, reason, _text[start]) ?? end)];
        return new(start + 1, (isEscaped ? value.TrimEnd('\\') : value).Length);
    }

    // The mark that closes what opens at the start: the one before the rest of AWS's sentence, the last in the text, or else the next one.
    private int? CloseBefore(int open, int end, int? reason, char mark)
    {
        if (reason is { } before && before - 1 > open && _text[before - 1] == mark)
        {
            return before - 1;
        }

        foreach (var phrase in (ReadOnlySpan<string>)[WithPolicy, Because, ExplicitDeny])
        {
            if (reason is null && _text[(open + 1)..end].IndexOf(mark + phrase, _case) is var at and >= 0)
            {
                return open + 1 + at;
            }
        }

        var rest = _text[(open + 1)..end].TrimEnd(" .,");
        if (reason is null && !IsWithinQuotes() && rest.Length > 0 && rest[^1] == mark)
        {
            return open + rest.Length;
        }

        return _text[(open + 1)..end].IndexOf(mark) is var next and >= 0 ? open + 1 + next : null;
    }
}
