namespace AccessUndenied.Aws.Events;

/// <summary>Literal parts that a text holds in their order, without regard to case.</summary>
/// <remarks>Takes the first place of each part, which suffices, so that a text is gone through once.</remarks>
internal sealed class LiteralPattern
{
    private readonly string[] _parts;

    private LiteralPattern(string[] parts) => _parts = parts;

    /// <summary>Reads parts that are separated by <c>*</c>.</summary>
    public static LiteralPattern Parse(string text) =>
        new(text.Split('*', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>How many characters the parts have together.</summary>
    public int Length => _parts.Sum(part => part.Length);

    /// <summary>The first place in <paramref name="text"/> where all parts stand in their order, each no farther from the one before than <paramref name="longestGap"/>.</summary>
    /// <returns>Where the first part begins and the last ends; a negative begin where there is no such place.</returns>
    public (int Start, int End) Find(ReadOnlySpan<char> text, int longestGap)
    {
        var from = 0;
        while (text[from..].IndexOf(_parts[0], StringComparison.OrdinalIgnoreCase) is var at and >= 0)
        {
            var start = from + at;
            var end = start + _parts[0].Length;
            from = end;
            if (EndOfRest(text, end, longestGap) is >= 0 and var last)
            {
                return (start, last);
            }
        }

        return (-1, -1);
    }

    private int EndOfRest(ReadOnlySpan<char> text, int end, int longestGap)
    {
        for (var i = 1; i < _parts.Length; i++)
        {
            var window = text.Slice(end, Math.Min(text.Length - end, longestGap + _parts[i].Length));
            var at = window.IndexOf(_parts[i], StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return -1;
            }

            end += at + _parts[i].Length;
        }

        return end;
    }

    public bool IsIn(ReadOnlySpan<char> text)
    {
        foreach (var part in _parts)
        {
            var at = text.IndexOf(part, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            text = text[(at + part.Length)..];
        }

        return true;
    }
}
