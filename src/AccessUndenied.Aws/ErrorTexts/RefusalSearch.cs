using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>Finds the refusals that no policy makes, by the words that services have for them (<see cref="RefusalTable"/>).</summary>
/// <remarks>
/// Units: time grows with the length of the text times the number of rows. Words of a refusal stand near each other, and short ones count only beside a word
/// that tells of an error, since a text may as well be about a setting of the same name.
/// Rules: docs/rules/messages.md (NOP-11).
/// </remarks>
internal sealed class RefusalSearch
{
    private const int LongestGap = 300;
    private const int LongestMessage = 1_000;
    private const int Neighborhood = 200;

    // Fewer letters are words of many texts.
    private const int LeastLength = 12;
    private const int TellingLength = 26;

    private static readonly string[] s_errors = ["error", "exception", "denied", "fail", "fatal", "forbidden", "unauthorized", "status code", "rejected", "invalid", "not authorized"];

    // AWS writes a code before the message, or behind it in brackets.
    private static readonly string[] s_codeEnds = ["Exception: ", ": ", "Exception) ", ") ", "Exception; ", "; ", "Exception\"", "\""];

    private readonly CleanText _clean;

    internal RefusalSearch(CleanText clean) => _clean = clean;

    /// <summary>The refusals outside of <paramref name="found"/>, each place once.</summary>
    internal List<FoundDenial> Find(List<FoundDenial> found)
    {
        var spans = new CoveredSpans(found);
        var refusals = new List<FoundDenial>();
        // What any service says is the better reading of words that several have, since the text need not tell the service.
        foreach (var row in RefusalTable.Rows.OrderByDescending(row => row.IsOfAnyService))
        {
            foreach (var text in row.Texts)
            {
                if (text.Length >= LeastLength)
                {
                    FindText(row, text, spans, refusals);
                }
            }
        }

        foreach (var row in RefusalTable.Rows)
        {
            foreach (var code in row.CodesAlone)
            {
                FindCode(row, code, spans, refusals);
            }
        }

        return refusals;
    }

    private void FindText(RefusalRow row, LiteralPattern text, CoveredSpans spans, List<FoundDenial> refusals)
    {
        var from = 0;
        while (text.Find(_clean.Flat.AsSpan(from), LongestGap) is (>= 0, var length) and var (at, _))
        {
            var (start, end) = (from + at, from + length);
            from = end;
            if (text.Length < TellingLength && !TellsOfError(start, end))
            {
                continue;
            }

            start = BeginOf(start);
            Add(row, start, EndOf(end), null, spans, refusals);
        }
    }

    private void FindCode(RefusalRow row, string code, CoveredSpans spans, List<FoundDenial> refusals)
    {
        var flat = _clean.Flat;
        var from = 0;
        while (flat.AsSpan(from).IndexOf(code, StringComparison.Ordinal) is var at and >= 0)
        {
            var start = from + at;
            var behind = flat.AsSpan(start + code.Length);
            from = start + code.Length;
            if ((start > 0 && char.IsLetterOrDigit(flat[start - 1])) || LengthOfEnd(behind) is not (> 0 and var skip))
            {
                continue;
            }

            // A code beside a text that says more is the same refusal.
            if (spans.CoversAny(Math.Max(0, start - LongestGap), start + LongestGap))
            {
                continue;
            }

            var message = start + code.Length + skip;
            Add(row, behind[skip - 1] == ' ' && !behind.StartsWith(";") && message < flat.Length ? message : BeginOf(start), EndOf(message), code, spans, refusals);
        }
    }

    private static int LengthOfEnd(ReadOnlySpan<char> behind)
    {
        foreach (var end in s_codeEnds)
        {
            if (behind.StartsWith(end, StringComparison.Ordinal))
            {
                return end.Length;
            }
        }

        return 0;
    }

    private void Add(RefusalRow row, int start, int end, string? code, CoveredSpans spans, List<FoundDenial> refusals)
    {
        end = Math.Max(end, start + 1);
        if (spans.CoversAny(start, end))
        {
            return;
        }

        var message = _clean.Flat[start..Math.Min(end, _clean.Flat.Length)].Trim();
        spans.Add(start, end);
        refusals.Add(new()
        {
            Start = start,
            End = Math.Min(end, _clean.Text.Length),
            Message = message,
            Code = code ?? (row.Codes is [var only] ? only : null),
            RefusedBy = row.Id,
        });
    }

    private bool TellsOfError(int start, int end)
    {
        var first = Math.Max(0, start - Neighborhood);
        var near = _clean.Flat.AsSpan(first, Math.Min(_clean.Flat.Length, end + Neighborhood) - first);
        foreach (var word in s_errors)
        {
            if (near.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // A message begins with its line, behind a quotation mark or behind the code before it.
    private int BeginOf(int place)
    {
        var first = Math.Max(0, place - LongestMessage);
        var before = _clean.Text.AsSpan(first, place - first);
        return first + Math.Max(before.LastIndexOfAny("\n\"`<>") + 1, before.LastIndexOf(": ") is >= 0 and var colon ? colon + 2 : 0);
    }

    private int EndOf(int place)
    {
        place = Math.Min(place, _clean.Text.Length);
        var rest = _clean.Text.AsSpan(place);
        return place + DenialSentence.EndOf(rest, Math.Min(rest.Length, LongestMessage));
    }
}
