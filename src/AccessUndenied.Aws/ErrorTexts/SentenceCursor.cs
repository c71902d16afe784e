using AccessUndenied.Aws.Catalog;

namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>Goes through one of AWS's sentences part by part; line breaks count as blanks where the sentence goes on behind them.</summary>
internal ref struct SentenceCursor
{
    private const int LongestReason = 400;

    private readonly string _text;
    private readonly string _flat;
    private readonly int _limit;

    internal SentenceCursor(string text, string flat, int place, int limit)
    {
        _text = text;
        _flat = flat;
        Place = place;
        _limit = limit;
    }

    /// <summary>How far it has come.</summary>
    internal int Place { get; private set; }

    private readonly ReadOnlySpan<char> Rest => _flat.AsSpan(Place, Math.Max(0, _limit - Place));

    /// <summary>Passes the action; false where none follows.</summary>
    internal bool ReadAction(int longest)
    {
        var rest = Rest;
        var skip = rest.IndexOfAnyExcept(" :\t[(`'\"");
        if (skip < 0)
        {
            return false;
        }

        var word = rest[skip..];
        var end = word.IndexOfAny(" \t\"<])'`,\\") is >= 0 and var stop ? stop : word.Length;
        var action = word[..Math.Min(end, longest)].TrimEnd(".;");
        if (!ActionName.HasBoth(action))
        {
            // "this operation", "null": the sentence ends with its next word or line.
            var tail = _text.AsSpan(Place, _limit - Place);
            var stopAt = DenialSentence.EndOf(tail, tail.Length);
            var period = tail[..stopAt].IndexOf(". ");
            Place += period >= 0 ? period + 1 : stopAt;
            return false;
        }

        Place += skip + action.Length;
        return true;
    }

    /// <summary>Passes the resource, where one is named.</summary>
    internal void ReadResource(Func<string, int> endOf)
    {
        const string Anchor = "on resource";
        var rest = Rest;
        var start = rest.IndexOfAnyExcept(" '\"");
        if (start < 0 || !rest[start..].StartsWith(Anchor, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var value = rest[(start + Anchor.Length)..];
        var skip = value.IndexOfAnyExcept("s():\t ");
        // A name may begin with an s.
        skip = value.StartsWith("s", StringComparison.Ordinal) || value.StartsWith("(", StringComparison.Ordinal) ? skip : value.IndexOfAnyExcept(": \t");
        if (skip < 0)
        {
            Place += start + Anchor.Length;
            return;
        }

        Place += start + Anchor.Length + skip;
        // SES writes `…' around names.
        var quote = _flat[Place] == '`' ? '\'' : _flat[Place];
        Place += _flat[Place] is '"' or '\'' or '`' && _flat.AsSpan(Place + 1, Math.Max(0, _limit - Place - 1)).IndexOf(quote) is >= 0 and var close
            ? close + 2
            : endOf(ToContinued(Place));
    }

    /// <summary>Whether nothing of the sentence is left, so that the next one begins within its resource.</summary>
    internal readonly bool IsAtEnd => Rest.Trim(" .").IsEmpty && !_text.AsSpan(Math.Min(Place, _limit - 1), Math.Max(1, _limit - Place)).Contains('\n');

    /// <summary>Where the resource in quotes begins and ends, behind which a reason or nothing stands; null where it is in no quotes, or in some that nothing closes.</summary>
    internal readonly (int Start, int End)? Quoted(int farthest)
    {
        const string Anchor = "on resource";
        var rest = _flat.AsSpan(Place, Math.Max(0, farthest - Place));
        var start = rest.IndexOfAnyExcept(' ');
        if (start < 0 || !rest[start..].StartsWith(Anchor, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var open = start + Anchor.Length;
        open += rest[open..].IndexOfAnyExcept(": \t") is >= 0 and var skip ? skip : 0;
        if (open >= rest.Length || rest[open] is not ('"' or '\''))
        {
            return null;
        }

        for (var at = open + 1; at < rest.Length && rest[at..].IndexOf(rest[open]) is >= 0 and var next; at += next + 1)
        {
            var behind = rest[(at + next + 1)..];
            if (behind.IsEmpty || behind.StartsWith(" because ", StringComparison.OrdinalIgnoreCase) || behind.StartsWith(" with an explicit deny", StringComparison.OrdinalIgnoreCase))
            {
                return (Place + open + 1, Place + at + next);
            }
        }

        return null;
    }

    /// <summary>Passes the reason, where one is given.</summary>
    internal void ReadReason(string[] layers, Func<string, int> endOf)
    {
        var rest = Rest;
        var start = rest.IndexOfAnyExcept(" ,");
        if (start < 0)
        {
            return;
        }

        var reason = rest[start..];
        if (reason.StartsWith("because ", StringComparison.OrdinalIgnoreCase))
        {
            Place += start;
            var action = reason.StartsWith("because no ", StringComparison.OrdinalIgnoreCase) ? reason.IndexOf(" action", StringComparison.OrdinalIgnoreCase) : -1;
            Place += action is >= 0 and < LongestReason ? action + " action".Length : endOf(ToContinued(Place));
        }
        else if (reason.StartsWith("with an explicit deny", StringComparison.OrdinalIgnoreCase))
        {
            Place += start + "with an explicit deny".Length;
            ReadLayer(layers);
        }
        else if (reason.StartsWith("on the resource associated", StringComparison.OrdinalIgnoreCase))
        {
            Place += start;
            Place += endOf(ToContinued(Place));
        }
    }

    // " in a service control policy: ARN", ", with policy ARN: ARN"
    private void ReadLayer(string[] layers)
    {
        foreach (var layer in layers)
        {
            var at = Rest.IndexOf(layer, StringComparison.OrdinalIgnoreCase);
            if (at is >= 0 and <= 10)
            {
                Place += at + layer.Length;
                break;
            }
        }

        if (Rest.IndexOf("arn:", StringComparison.Ordinal) is >= 0 and <= 20 and var arn)
        {
            var name = Rest[arn..];
            var end = name.IndexOfAny(" \t\"'<)`,") is >= 0 and var stop ? stop : name.Length;
            Place += arn + name[..end].TrimEnd(".;").Length;
        }
    }

    // The text from here, with a blank for each line feed behind which the sentence goes on.
    private readonly string ToContinued(int from)
    {
        var text = _text.AsSpan(from, Math.Max(0, _limit - from));
        var lines = new System.Text.StringBuilder(text.Length);
        while (text.IndexOf('\n') is >= 0 and var end)
        {
            var next = text[(end + 1)..];
            lines.Append(text[..end]);
            if (!GoesOn(next))
            {
                return lines.Append('\n').ToString();
            }

            lines.Append(' ');
            text = next;
        }

        return lines.Append(text).ToString();
    }

    private static bool GoesOn(ReadOnlySpan<char> next) =>
        next.StartsWith("because ", StringComparison.OrdinalIgnoreCase) || next.StartsWith("with an explicit deny", StringComparison.OrdinalIgnoreCase)
        || next.StartsWith("identity-based", StringComparison.Ordinal) || next.StartsWith("resource-based", StringComparison.Ordinal);
}
