using System.Text;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Searches a denial message for the parts of AWS's wordings, each at most once from left to right.</summary>
internal ref partial struct DenialMessageReader
{
    // CloudTrail cuts at 1,024 bytes; longer texts come from elsewhere, and nobody needs more than their beginning.
    private const int CutAt = 1024;
    private const int LongestRead = 16_384;

    private const string EncodedAnchor = "Encoded authorization failure message:";
    private const string PerformAnchor = "not authorized to perform";

    private readonly ReadOnlySpan<char> _text;

    // Ignoring case costs several times as much, and hardly any text needs it: the first phrase tells.
    private readonly StringComparison _case;
    private DenialMessageParts _parts;

    private DenialMessageReader(ReadOnlySpan<char> text)
    {
        _text = text;
        _case = text.Contains(PerformAnchor, StringComparison.Ordinal) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
    }

    internal static DenialMessageParts Read(string text)
    {
        var whole = text.AsSpan(0, Math.Min(text.Length, LongestRead));
        var reader = new DenialMessageReader(WithoutEncoded(whole, out var encoded));
        reader._parts.EncodedMessage = encoded;
        reader._parts.IsTruncated = IsCut(whole);
        reader.ReadSentence();
        return reader._parts;
    }

    private void ReadSentence()
    {
        var afterAction = ReadAction();
        if (afterAction < 0)
        {
            ReadOtherSentence();
            return;
        }

        var afterResource = ReadResource(afterAction);
        ReadReason(afterResource);
        if (_parts.IsExplicitDeny is null)
        {
            ReadOddReason();
        }
    }

    private static bool IsCut(ReadOnlySpan<char> text)
    {
        if (text.Length > CutAt || text.Length < CutAt / 3)
        {
            return false;
        }

        // A character of several bytes that did not fit is left out whole.
        var bytes = Encoding.UTF8.GetByteCount(text);
        return bytes == CutAt || (bytes > text.Length && bytes is > CutAt - 4 and <= CutAt);
    }

    private static ReadOnlySpan<char> WithoutEncoded(ReadOnlySpan<char> text, out TextSlice encoded)
    {
        encoded = default;
        var anchor = text.IndexOf(EncodedAnchor, StringComparison.Ordinal);
        if (anchor < 0)
        {
            return text;
        }

        var start = anchor + EncodedAnchor.Length;
        start += text[start..].IndexOfAnyExcept(' ') is var skip and > 0 ? skip : 0;
        var end = text[start..].IndexOfAny(" \"<");
        encoded = new(start, end < 0 ? text.Length - start : end);
        return text[..anchor];
    }

    // The place after the action; -1 where the text has no action.
    private int ReadAction()
    {
        var from = 0;
        while (_text[from..].IndexOf(PerformAnchor, _case) is var found and >= 0)
        {
            var anchor = from + found;
            from = anchor + PerformAnchor.Length;
            var start = SkipSeparators(from);
            var action = TokenAt(start);
            if (!IsAction(WithoutOwnStar(_text.Slice(action.Start, action.Length))))
            {
                continue;
            }

            ReadCaller(anchor);
            _parts.Action = action;
            return action.Start + action.Length;
        }

        return -1;
    }

    // MSG-50: the last word before "is not": an ARN, a service, anonymous, the id of an access key.
    private void ReadCaller(int anchor)
    {
        var before = _text[..anchor].TrimEnd();
        if (!before.EndsWith(" is", _case))
        {
            return;
        }

        before = before[..^3].TrimEnd();
        var start = before.LastIndexOfAny(" \t\"[>`") + 1;
        var word = before[start..].TrimEnd("]\"\\,'");
        if (word.Length > 0 && !word.Equals("User", _case) && !word.Equals("User:", _case))
        {
            _parts.Caller = new(start, word.Length);
        }
    }

    private int EndBefore(ReadOnlySpan<char> text, string phrase) =>
        text.IndexOf(phrase, _case) is var at and >= 0 ? at : text.Length;

    private int SkipSeparators(int from)
    {
        var skip = _text[from..].IndexOfAnyExcept(" :\t[(`");
        return skip < 0 ? _text.Length : from + skip;
    }

    private TextSlice TokenAt(int start)
    {
        var end = _text[start..].IndexOfAny(" \t\"<])");
        var token = end < 0 ? _text[start..] : _text.Slice(start, end);
        return new(start, token.TrimEnd(".,;\\'").Length);
    }

    // Of the replication actions of Lambda@Edge the asterisk is a part of the name.
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-permissions.html
    private static ReadOnlySpan<char> WithoutOwnStar(ReadOnlySpan<char> text) =>
        text.EndsWith("ableReplication*") && text.StartsWith("lambda:") ? text[..^1] : text;

    private static bool IsAction(ReadOnlySpan<char> text) =>
        ActionName.TrySplit(text, out var service, out var name) && !service.IsEmpty && !name.IsEmpty && IsWord(service) && IsWord(name);

    private static bool IsWord(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
            {
                return false;
            }
        }

        return true;
    }
}
