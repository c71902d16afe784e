using System.Text;

namespace AccessUndenied.Remediations.Opening;

/// <summary>Decides whether some text matches several lists of patterns at once and none of another list.</summary>
/// <remarks>
/// Runs all patterns side by side over the shortest texts first, as finite automata over the characters that they name and one that none of them names.
/// Cost: bounded by <see cref="MostStates"/>; what is not decided by then counts as possible, so that nothing that opens is ever left out.
/// </remarks>
internal sealed class PatternSearch
{
    private const int MostStates = 3000;
    private const string Fillers = "xyzwvutsrqponm0123456789";

    private readonly List<AccessPattern> _patterns = [];
    private readonly List<int[]> _all = [];
    private readonly List<int> _none = [];
    private readonly int _other;

    private PatternSearch(AccessPattern first, IEnumerable<IReadOnlyList<AccessPattern>> all, IEnumerable<AccessPattern> none)
    {
        _all.Add([Add(first)]);
        foreach (var list in all)
        {
            _all.Add([.. list.Where(pattern => !pattern.DiffersEarly(first)).Select(Add)]);
        }

        _none.AddRange(none.Where(pattern => !pattern.DiffersEarly(first)).Select(Add));
        var used = _patterns.SelectMany(pattern => pattern.Tokens).ToHashSet();
        _other = Fillers.FirstOrDefault(c => !used.Contains(c), '\u2603');
    }

    /// <summary>Whether a text may match <paramref name="first"/>, one pattern of each list of <paramref name="all"/>, and none of <paramref name="none"/>.</summary>
    public static bool IsPossible(AccessPattern first, IEnumerable<IReadOnlyList<AccessPattern>> all, IEnumerable<AccessPattern> none) =>
        first.IsLiteral
            ? all.All(list => list.Any(pattern => pattern.Matches(first.Tokens))) && !none.Any(pattern => pattern.Matches(first.Tokens))
            : new PatternSearch(first, all, none).Run() is not { Found: null, IsDecided: true };

    /// <summary>The shortest such text; null where there is none or it was not found.</summary>
    public static string? Example(AccessPattern first, IEnumerable<IReadOnlyList<AccessPattern>> all, IEnumerable<AccessPattern> none) =>
        new PatternSearch(first, all, none).Run().Found;

    private int Add(AccessPattern pattern)
    {
        _patterns.Add(pattern);
        return _patterns.Count - 1;
    }

    private (string? Found, bool IsDecided) Run()
    {
        if (_all.Exists(list => list.Length == 0))
        {
            return (null, true);
        }

        var start = _patterns.ConvertAll(pattern => Closed(pattern, new(pattern.Tokens.Length + 1) { [0] = true }));
        var seen = new HashSet<string>(StringComparer.Ordinal) { KeyOf(start) };
        var queue = new Queue<(List<Positions> State, Step? Path)>();
        queue.Enqueue((start, null));
        while (queue.TryDequeue(out var next))
        {
            if (IsEnd(next.State))
            {
                return (TextOf(next.Path), true);
            }

            foreach (var character in CharactersAfter(next.State))
            {
                var state = After(next.State, character);
                if (IsAlive(state) && seen.Add(KeyOf(state)))
                {
                    if (seen.Count > MostStates)
                    {
                        return (null, false);
                    }

                    queue.Enqueue((state, new(character, next.Path)));
                }
            }
        }

        return (null, true);
    }

    private bool IsEnd(List<Positions> state) =>
        _all.TrueForAll(list => list.Any(index => state[index][_patterns[index].Tokens.Length]))
        && !_none.Exists(index => state[index][_patterns[index].Tokens.Length]);

    private bool IsAlive(List<Positions> state) => _all.TrueForAll(list => list.Any(index => !state[index].IsEmpty))
        // Once a pattern that must not match takes all that can follow, no text is left.
        && !_none.Exists(index => _patterns[index].Tokens is [.., AccessPattern.Any] tokens && state[index][tokens.Length - 1]);

    private IEnumerable<int> CharactersAfter(List<Positions> state)
    {
        var characters = new HashSet<int>();
        for (var index = 0; index < _patterns.Count; index++)
        {
            var tokens = _patterns[index].Tokens;
            for (var at = 0; at < tokens.Length; at++)
            {
                if (tokens[at] >= 0 && state[index][at])
                {
                    characters.Add(tokens[at]);
                }
            }
        }

        return characters.Append(_other);
    }

    private List<Positions> After(List<Positions> state, int character)
    {
        var after = new List<Positions>(state.Count);
        for (var index = 0; index < _patterns.Count; index++)
        {
            var tokens = _patterns[index].Tokens;
            var moved = new Positions(tokens.Length + 1);
            for (var at = 0; at < tokens.Length; at++)
            {
                if (!state[index][at])
                {
                    continue;
                }

                if (tokens[at] == AccessPattern.Any)
                {
                    moved[at] = true;
                }
                else if (tokens[at] == AccessPattern.One || tokens[at] == character)
                {
                    moved[at + 1] = true;
                }
            }

            after.Add(Closed(_patterns[index], moved));
        }

        return after;
    }

    private static Positions Closed(AccessPattern pattern, Positions positions)
    {
        for (var at = 0; at < pattern.Tokens.Length; at++)
        {
            if (positions[at] && pattern.Tokens[at] == AccessPattern.Any)
            {
                positions[at + 1] = true;
            }
        }

        return positions;
    }

    private static string KeyOf(List<Positions> state)
    {
        var key = new StringBuilder();
        foreach (var positions in state)
        {
            positions.AppendTo(key);
        }

        return key.ToString();
    }

    private static string TextOf(Step? last)
    {
        var characters = new List<int>();
        for (var step = last; step is not null; step = step.Before)
        {
            characters.Add(step.Character);
        }

        var text = new StringBuilder(characters.Count);
        for (var i = characters.Count - 1; i >= 0; i--)
        {
            text.Append(new Rune(characters[i]));
        }

        return text.ToString();
    }

    private sealed record Step(int Character, Step? Before);
}
