using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace AccessUndenied.Conditions;

/// <summary>Matches where trying one place after the other costs too much: long texts against long patterns that almost match everywhere.</summary>
/// <remarks>
/// Cost: linear in the text for every part between two stars that has no <c>?</c> (Knuth, Morris and Pratt); a part with one is compared at
/// each place, many characters at once. The answers are those of <see cref="Wildcards.IsMatch"/>.
/// </remarks>
internal static class LongWildcards
{
    public static bool IsMatch(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        var star = pattern.IndexOf(Wildcards.Any);
        var end = MatchAt(text, 0, star < 0 ? pattern : pattern[..star]);
        if (star < 0)
        {
            return end == text.Length;
        }

        while (end >= 0)
        {
            pattern = pattern[star..].TrimStart(Wildcards.Any);
            if (pattern.IsEmpty)
            {
                return true;
            }

            star = pattern.IndexOf(Wildcards.Any);
            if (star < 0)
            {
                return EndsWith(text, end, pattern);
            }

            end = Find(text, end, pattern[..star]);
        }

        return false;
    }

    // Where the part ends when it begins at a place; -1 when it does not match there.
    private static int MatchAt(ReadOnlySpan<char> text, int at, ReadOnlySpan<char> part)
    {
        foreach (var character in part)
        {
            if (at == text.Length || (character != Wildcards.One && character != text[at]))
            {
                return -1;
            }

            at += character == Wildcards.One && IsPair(text, at) ? 2 : 1;
        }

        return at;
    }

    private static bool EndsWith(ReadOnlySpan<char> text, int from, ReadOnlySpan<char> part)
    {
        var at = text.Length;
        for (var i = part.Length - 1; i >= 0; i--)
        {
            if (at <= from || (part[i] != Wildcards.One && part[i] != text[at - 1]))
            {
                return false;
            }

            at -= part[i] == Wildcards.One && at - 2 >= from && IsPair(text, at - 2) ? 2 : 1;
        }

        return true;
    }

    private static int Find(ReadOnlySpan<char> text, int from, ReadOnlySpan<char> part)
    {
        if (!part.Contains(Wildcards.One))
        {
            var at = IndexOf(text[from..], part);
            return at < 0 ? -1 : from + at + part.Length;
        }

        return text.ContainsAnyInRange('\uD800', '\uDFFF') ? FindEach(text, from, part) : FindMasked(text, from, part);
    }

    private static int FindEach(ReadOnlySpan<char> text, int from, ReadOnlySpan<char> part)
    {
        for (; from < text.Length; from++)
        {
            if (MatchAt(text, from, part) is var end and >= 0)
            {
                return end;
            }
        }

        return -1;
    }

    private static int IndexOf(ReadOnlySpan<char> text, ReadOnlySpan<char> part)
    {
        var fallbacks = ArrayPool<int>.Shared.Rent(part.Length);
        try
        {
            fallbacks[0] = 0;
            for (int i = 1, matched = 0; i < part.Length; i++)
            {
                matched = Advance(part, fallbacks, matched, part[i]);
                fallbacks[i] = matched;
            }

            for (int i = 0, matched = 0; i < text.Length; i++)
            {
                matched = Advance(part, fallbacks, matched, text[i]);
                if (matched == part.Length)
                {
                    return i - matched + 1;
                }
            }

            return -1;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(fallbacks);
        }
    }

    private static int Advance(ReadOnlySpan<char> part, int[] fallbacks, int matched, char next)
    {
        while (matched > 0 && part[matched] != next)
        {
            matched = fallbacks[matched - 1];
        }

        return part[matched] == next ? matched + 1 : 0;
    }

    private static int FindMasked(ReadOnlySpan<char> text, int from, ReadOnlySpan<char> part)
    {
        var rented = ArrayPool<ushort>.Shared.Rent(2 * part.Length);
        try
        {
            Span<ushort> wanted = rented.AsSpan(0, part.Length), mask = rented.AsSpan(part.Length, part.Length);
            for (var i = 0; i < part.Length; i++)
            {
                (wanted[i], mask[i]) = part[i] == Wildcards.One ? ((ushort)0, (ushort)0) : (part[i], ushort.MaxValue);
            }

            var units = MemoryMarshal.Cast<char, ushort>(text);
            for (; from + part.Length <= text.Length; from++)
            {
                if (IsEqual(units.Slice(from, part.Length), wanted, mask))
                {
                    return from + part.Length;
                }
            }

            return -1;
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(rented);
        }
    }

    private static bool IsEqual(ReadOnlySpan<ushort> text, ReadOnlySpan<ushort> wanted, ReadOnlySpan<ushort> mask)
    {
        var i = 0;
        for (; i + Vector<ushort>.Count <= text.Length; i += Vector<ushort>.Count)
        {
            if ((new Vector<ushort>(text[i..]) & new Vector<ushort>(mask[i..])) != new Vector<ushort>(wanted[i..]))
            {
                return false;
            }
        }

        for (; i < text.Length; i++)
        {
            if ((text[i] & mask[i]) != wanted[i])
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPair(ReadOnlySpan<char> text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
}
