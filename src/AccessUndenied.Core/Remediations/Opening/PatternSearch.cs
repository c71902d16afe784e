using System.Text;

namespace AccessUndenied.Remediations.Opening;

/// <summary>Decides whether some text matches several lists of patterns at once and none of another list.</summary>
/// <remarks>
/// Runs all patterns side by side over the shortest texts first, as finite automata over the characters that they name and one that none of them names.
/// Cost: bounded by <see cref="MostStates"/> and <see cref="MostPatterns"/>; what is not decided by then counts as possible, so that nothing that opens is ever left out.
/// </remarks>
internal sealed class PatternSearch
{
    /// <summary>More of them are not run side by side: what they have in common counts as possible.</summary>
    internal const int MostPatterns = 64;

    private const int MostStates = 3000;
    private const string Fillers = "xyzwvutsrqponm0123456789";

    private readonly AccessPattern _first;
    private readonly PatternAutomaton _automaton;
    private readonly int _skipped;
    private readonly int _other;
    private readonly bool _isImpossible;

    private PatternSearch(AccessPattern first, IReadOnlyList<IReadOnlyList<AccessPattern>> all, IEnumerable<AccessPattern> none)
    {
        var patterns = new List<AccessPattern> { first };
        var lists = new List<int[]> { new[] { 0 } };
        foreach (var list in all)
        {
            lists.Add(Near(first, list, patterns));
            _isImpossible |= lists[^1].Length == 0;
        }

        var against = Near(first, none, patterns);
        _first = first;
        _skipped = patterns.Min(pattern => pattern.PrefixLength);
        _automaton = new(patterns, lists, against, _skipped);
        _other = Unused(patterns);
    }

    /// <summary>Whether a text may match <paramref name="first"/>, one pattern of each list of <paramref name="all"/>, and none of <paramref name="none"/>.</summary>
    public static bool IsPossible(AccessPattern first, IReadOnlyList<IReadOnlyList<AccessPattern>> all, IReadOnlyList<AccessPattern> none)
    {
        if (first.IsLiteral)
        {
            return Is(first.Tokens, all, none);
        }

        // Most often one of the two texts that come to mind first is an answer.
        return all.Sum(list => list.Count) + none.Count > MostPatterns
            || Is(first.Shortest, all, none) || Is(first.Longer, all, none) || new PatternSearch(first, all, none).Run() is not { Found: null, IsDecided: true };
    }

    /// <summary>The shortest such text; null where there is none or it was not found.</summary>
    public static string? Example(AccessPattern first, IReadOnlyList<IReadOnlyList<AccessPattern>> all, IEnumerable<AccessPattern> none) =>
        new PatternSearch(first, all, none).Run().Found;

    private static bool Is(int[] text, IReadOnlyList<IReadOnlyList<AccessPattern>> all, IReadOnlyList<AccessPattern> none)
    {
        foreach (var list in all)
        {
            if (!Any(list, text))
            {
                return false;
            }
        }

        return !Any(none, text);
    }

    private static bool Any(IReadOnlyList<AccessPattern> patterns, int[] text)
    {
        for (var i = 0; i < patterns.Count; i++)
        {
            if (patterns[i].Matches(text))
            {
                return true;
            }
        }

        return false;
    }

    private static int[] Near(AccessPattern first, IEnumerable<AccessPattern> list, List<AccessPattern> patterns)
    {
        var from = patterns.Count;
        patterns.AddRange(list.Where(pattern => !pattern.DiffersEarly(first)));
        return [.. Enumerable.Range(from, patterns.Count - from)];
    }

    private static int Unused(List<AccessPattern> patterns)
    {
        foreach (var filler in Fillers)
        {
            if (!patterns.Exists(pattern => pattern.Tokens.AsSpan().Contains(filler)))
            {
                return filler;
            }
        }

        return '\u2603';
    }

    private (string? Found, bool IsDecided) Run()
    {
        if (_isImpossible)
        {
            return (null, true);
        }

        var start = _automaton.Start();
        var seen = new HashSet<PatternState> { start };
        var queue = new Queue<(PatternState State, Step? Path)>();
        queue.Enqueue((start, null));
        var characters = new List<int>();
        while (queue.TryDequeue(out var next))
        {
            if (_automaton.IsEnd(next.State))
            {
                return (TextOf(next.Path), true);
            }

            characters.Clear();
            _automaton.AddCharactersAfter(next.State, characters);
            characters.Add(_other);
            foreach (var character in characters)
            {
                var state = _automaton.After(next.State, character);
                if (_automaton.IsAlive(state) && seen.Add(state))
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

    private string TextOf(Step? last)
    {
        var characters = new List<int>();
        for (var step = last; step is not null; step = step.Before)
        {
            characters.Add(step.Character);
        }

        var text = new StringBuilder(_skipped + characters.Count);
        foreach (var token in _first.Tokens.AsSpan(0, _skipped))
        {
            text.Append(new Rune(token));
        }

        for (var i = characters.Count - 1; i >= 0; i--)
        {
            text.Append(new Rune(characters[i]));
        }

        return text.ToString();
    }

    private sealed record Step(int Character, Step? Before);
}
