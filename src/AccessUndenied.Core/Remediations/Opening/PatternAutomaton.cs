using System.Numerics;

namespace AccessUndenied.Remediations.Opening;

/// <summary>Several patterns as one automaton, all of whose places move on together, one bit each.</summary>
/// <remarks>No pattern has two stars in a row (<see cref="AccessPattern"/>), so that passing over a star is one shift.</remarks>
internal sealed class PatternAutomaton
{
    private const int Bits = 64;

    private readonly int[] _tokens;
    private readonly ulong[] _starts;
    private readonly ulong[] _stars;
    private readonly ulong[] _singles;
    private readonly ulong[] _named;
    private readonly List<(ulong[] Places, ulong[] Ends)> _all = [];
    private readonly ulong[] _ends;
    private readonly ulong[] _swallows;
    private readonly Dictionary<int, ulong[]> _moves = [];

    /// <summary>The automaton of <paramref name="patterns"/>, without the first characters, which they have in common.</summary>
    /// <param name="patterns">The patterns.</param>
    /// <param name="all">Lists of them, of each of which one must match.</param>
    /// <param name="none">Those of which none may match.</param>
    /// <param name="skipped">How many characters all of them have in common.</param>
    public PatternAutomaton(List<AccessPattern> patterns, List<int[]> all, int[] none, int skipped)
    {
        var offsets = new int[patterns.Count + 1];
        for (var i = 0; i < patterns.Count; i++)
        {
            offsets[i + 1] = offsets[i] + patterns[i].Tokens.Length - skipped + 1;
        }

        _tokens = new int[offsets[^1]];
        (_starts, _stars, _singles, _named, _ends, _swallows) = (Empty(), Empty(), Empty(), Empty(), Empty(), Empty());
        for (var i = 0; i < patterns.Count; i++)
        {
            Add(patterns[i].Tokens.AsSpan(skipped), offsets[i]);
        }

        foreach (var list in all)
        {
            var (places, ends) = (Empty(), Empty());
            foreach (var index in list)
            {
                Set(ends, offsets[index + 1] - 1);
                for (var at = offsets[index]; at < offsets[index + 1]; at++)
                {
                    Set(places, at);
                }
            }

            _all.Add((places, ends));
        }

        foreach (var index in none)
        {
            Set(_ends, offsets[index + 1] - 1);
            if (patterns[index].Tokens is [.., AccessPattern.Any])
            {
                Set(_swallows, offsets[index + 1] - 2);
            }
        }
    }

    public PatternState Start() => new(Closed((ulong[])_starts.Clone()));

    public PatternState After(PatternState state, int character)
    {
        var moves = MovesOf(character);
        var moved = new ulong[_stars.Length];
        var carry = 0ul;
        for (var i = 0; i < moved.Length; i++)
        {
            var on = state.Words[i] & moves[i];
            moved[i] = (on << 1) | carry | (state.Words[i] & _stars[i]);
            carry = on >> (Bits - 1);
        }

        return new(Closed(moved));
    }

    public bool IsEnd(PatternState state) => !state.Overlaps(_ends) && _all.TrueForAll(list => state.Overlaps(list.Ends));

    /// <summary>Whether some text that follows may still be an answer.</summary>
    /// <remarks>Once a pattern that must not match takes all that can follow, none is.</remarks>
    public bool IsAlive(PatternState state) => !state.Overlaps(_swallows) && _all.TrueForAll(list => state.Overlaps(list.Places));

    /// <summary>Adds the characters that some pattern names next.</summary>
    public void AddCharactersAfter(PatternState state, List<int> characters)
    {
        for (var i = 0; i < _named.Length; i++)
        {
            for (var bits = state.Words[i] & _named[i]; bits != 0; bits &= bits - 1)
            {
                var token = _tokens[(i * Bits) + BitOperations.TrailingZeroCount(bits)];
                if (!characters.Contains(token))
                {
                    characters.Add(token);
                }
            }
        }
    }

    private static void Set(ulong[] bits, int at) => bits[at / Bits] |= 1ul << (at % Bits);

    private void Add(ReadOnlySpan<int> tokens, int offset)
    {
        Set(_starts, offset);
        for (var at = 0; at < tokens.Length; at++)
        {
            _tokens[offset + at] = tokens[at];
            Set(tokens[at] switch { AccessPattern.Any => _stars, AccessPattern.One => _singles, _ => _named }, offset + at);
        }
    }

    private ulong[] MovesOf(int character)
    {
        if (_moves.TryGetValue(character, out var known))
        {
            return known;
        }

        var moves = (ulong[])_singles.Clone();
        for (var i = 0; i < _named.Length; i++)
        {
            for (var bits = _named[i]; bits != 0; bits &= bits - 1)
            {
                var at = (i * Bits) + BitOperations.TrailingZeroCount(bits);
                if (_tokens[at] == character)
                {
                    Set(moves, at);
                }
            }
        }

        return _moves[character] = moves;
    }

    private ulong[] Closed(ulong[] places)
    {
        var carry = 0ul;
        for (var i = 0; i < places.Length; i++)
        {
            var stars = places[i] & _stars[i];
            places[i] |= (stars << 1) | carry;
            carry = stars >> (Bits - 1);
        }

        return places;
    }

    private ulong[] Empty() => new ulong[(_tokens.Length + Bits - 1) / Bits];
}
