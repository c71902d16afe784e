namespace AccessUndenied.Conditions;

/// <summary>Matches text against patterns in which <c>*</c> stands for any run of characters and <c>?</c> for one.</summary>
/// <remarks>
/// Compiled patterns hold the two wildcards as noncharacters, so that an escaped or substituted <c>*</c> stays a literal.
/// Cost: about the length of the text, and no allocation; where a long text almost matches at every place, that of
/// <see cref="LongWildcards"/>. No recursion.
/// </remarks>
internal static class Wildcards
{
    public const char Any = '\uFFFF';
    public const char One = '\uFFFE';

    // Characters that were compared in vain before another way is cheaper.
    private const int MostVain = 1 << 16;

    public static bool IsMatch(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        int t = 0, p = 0, star = -1, resume = 0, vain = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == Any)
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && pattern[p] == One)
            {
                // One character of the text may be two UTF-16 units.
                t += char.IsHighSurrogate(text[t]) && t + 1 < text.Length && char.IsLowSurrogate(text[t + 1]) ? 2 : 1;
                p++;
            }
            else if (p < pattern.Length && pattern[p] == text[t])
            {
                t++;
                p++;
            }
            else if (star >= 0)
            {
                vain += p - star;
                if (vain > MostVain)
                {
                    return LongWildcards.IsMatch(text, pattern);
                }

                p = star + 1;
                resume = NextCandidate(text, pattern, p, resume + 1);
                if (resume < 0)
                {
                    return false;
                }

                t = resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == Any)
        {
            p++;
        }

        return p == pattern.Length;
    }

    /// <summary>The same without regard to the case of ASCII letters and their invariant counterparts; for actions.</summary>
    public static bool IsMatchIgnoringCase(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        int t = 0, p = 0, star = -1, resume = 0, vain = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == Any)
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && (pattern[p] == One || Fold(pattern[p]) == Fold(text[t])))
            {
                t++;
                p++;
            }
            else if (star >= 0)
            {
                vain += p - star;
                if (vain > MostVain)
                {
                    return LongWildcards.IsMatch(Folded(text), Folded(pattern));
                }

                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == Any)
        {
            p++;
        }

        return p == pattern.Length;
    }

    /// <summary>Whether <paramref name="text"/> begins with what precedes the first wildcard of a pattern that is not compiled yet.</summary>
    public static bool BeginsLike(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] is '*' or '?' or Any or One)
            {
                return true;
            }

            if (i == text.Length || Fold(pattern[i]) != Fold(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    public static char Fold(char c) => char.IsAscii(c) ? (char)(c is >= 'A' and <= 'Z' ? c | 0x20 : c) : char.ToUpperInvariant(c);

    private static char[] Folded(ReadOnlySpan<char> text)
    {
        var folded = text.ToArray();
        for (var i = 0; i < folded.Length; i++)
        {
            folded[i] = Fold(folded[i]);
        }

        return folded;
    }

    // After a star the next literal must occur somewhere: skip to it rather than try every position.
    private static int NextCandidate(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern, int p, int from)
    {
        if (p >= pattern.Length || from >= text.Length || pattern[p] is Any or One)
        {
            return from;
        }

        var at = text[from..].IndexOf(pattern[p]);
        return at < 0 ? -1 : from + at;
    }
}
