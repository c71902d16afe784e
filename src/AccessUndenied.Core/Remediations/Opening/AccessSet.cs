namespace AccessUndenied.Remediations.Opening;

/// <summary>A set of actions or of resources: what matches some patterns and further lists of them, and none of others.</summary>
/// <remarks>Immutable. Kept short: what cannot matter is left out as soon as that is proved.</remarks>
internal sealed class AccessSet
{
    private readonly List<AccessPattern> _main;
    private readonly List<IReadOnlyList<AccessPattern>> _further;
    private readonly List<AccessPattern> _except;
    private readonly List<AccessPattern> _sureExcept;

    private AccessSet(List<AccessPattern> main, List<IReadOnlyList<AccessPattern>> further, List<AccessPattern> except)
    {
        _main = main;
        _further = further;
        _except = except;
        _sureExcept = except.TrueForAll(pattern => pattern.IsExact) ? except : except.FindAll(pattern => pattern.IsExact);
    }

    public static AccessSet Everything { get; } = new([AccessPattern.Everything], [], []);

    /// <summary>One of these matches,</summary>
    public IReadOnlyList<AccessPattern> Main => _main;

    /// <summary>and one of each of these lists,</summary>
    public IReadOnlyList<IReadOnlyList<AccessPattern>> Further => _further;

    /// <summary>and none of these.</summary>
    public IReadOnlyList<AccessPattern> Except => _except;

    /// <summary>The one text that it is; null where it is none or more than one.</summary>
    public string? Single => Literals is [var only] ? only : null;

    /// <summary>All texts of the set, where it is a list of them; empty where it is not.</summary>
    public IReadOnlyList<string> Literals => _further.Count == 0 && _except.Count == 0 && _main.TrueForAll(pattern => pattern.IsLiteral) ? _main.ConvertAll(pattern => pattern.Text) : [];

    /// <summary>The part of the set that fulfills <paramref name="clause"/>; null where nothing is left.</summary>
    public AccessSet? And(PatternClause clause)
    {
        if (IsWithin(clause))
        {
            return this;
        }

        if (clause.IsNegated)
        {
            return Pruned(_main, _further, [.. _except, .. clause.Patterns.Where(pattern => !Leaves(pattern) && Overlaps(pattern))]);
        }

        return Merge(_main, clause.Patterns) is { } merged
            ? Pruned(merged, _further, _except)
            : Pruned(_main, [.. _further, [.. clause.Patterns.Where(Overlaps)]], _except);
    }

    /// <summary>Whether every member certainly fulfills <paramref name="clause"/>.</summary>
    public bool IsWithin(PatternClause clause)
    {
        if (clause.IsEverything)
        {
            return true;
        }

        if (clause.IsNegated)
        {
            foreach (var pattern in clause.Patterns)
            {
                if (!Leaves(pattern) && Overlaps(pattern))
                {
                    return false;
                }
            }

            return true;
        }

        List<AccessPattern>? sure = null;
        foreach (var pattern in _main)
        {
            if (!IsWithin(pattern, clause, ref sure))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a member may match <paramref name="pattern"/>.</summary>
    public bool Overlaps(AccessPattern pattern)
    {
        foreach (var main in _main)
        {
            if (main.Overlaps(pattern) && ((_further.Count == 0 && _except.Count == 0) || MayHold(main, pattern)))
            {
                return true;
            }
        }

        return false;
    }

    // Long lists of exceptions are compared one by one alone, so that the cost does not grow with the square of what a policy lists.
    private bool MayHold(AccessPattern main, AccessPattern pattern) => _sureExcept.Count > PatternSearch.MostPatterns
        ? !_sureExcept.Exists(pattern.IsPartOf)
        : PatternSearch.IsPossible(main, [.. _further, [pattern]], _sureExcept.FindAll(except => except.Overlaps(main)));

    /// <summary>Whether every member of this set is certainly in <paramref name="other"/>.</summary>
    public bool IsWithin(AccessSet other) => ReferenceEquals(this, other)
        || (IsWithin(new PatternClause(false, other._main)) && other._further.TrueForAll(list => IsWithin(new PatternClause(false, list)))
            && IsWithin(new PatternClause(true, other._except)));

    private bool Leaves(AccessPattern pattern)
    {
        foreach (var except in _except)
        {
            if (except.Text == pattern.Text)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsWithin(AccessPattern pattern, PatternClause clause, ref List<AccessPattern>? sure)
    {
        for (var i = 0; i < clause.Patterns.Count; i++)
        {
            // Covers the same text, too.
            if (pattern.IsPartOf(clause.Patterns[i]))
            {
                return true;
            }
        }

        sure ??= [.. clause.Patterns.Where(other => other.IsExact)];
        return (sure.Count > 1 || _further.Count > 0 || _sureExcept.Count > 0) && sure.Exists(pattern.Overlaps) && !HasMembers(pattern, _further, [.. _sureExcept, .. sure]);
    }

    // Null where two patterns cross, as a* and *b do: then both lists are kept.
    private static List<AccessPattern>? Merge(List<AccessPattern> left, IReadOnlyList<AccessPattern> right)
    {
        var merged = new List<AccessPattern>();
        foreach (var one in left)
        {
            foreach (var other in right)
            {
                if (!one.Overlaps(other))
                {
                    continue;
                }

                var narrower = one.IsPartOf(other) ? one : other.IsPartOf(one) ? other : null;
                if (narrower is null)
                {
                    return null;
                }

                if (!merged.Exists(known => known.Text == narrower.Text))
                {
                    merged.Add(narrower);
                }
            }
        }

        return merged;
    }

    private static bool HasMembers(AccessPattern pattern, List<IReadOnlyList<AccessPattern>> further, List<AccessPattern> except)
    {
        var near = except.FindAll(pattern.Overlaps);
        return (further.Count, near.Count) switch
        {
            (0, 0) => true,
            (0, 1) => !pattern.IsPartOf(near[0]),
            _ => !near.Exists(pattern.IsPartOf) && PatternSearch.IsPossible(pattern, further, near),
        };
    }

    private static AccessSet? Pruned(List<AccessPattern> main, List<IReadOnlyList<AccessPattern>> further, List<AccessPattern> except)
    {
        var sure = except.FindAll(pattern => pattern.IsExact);
        var left = main.FindAll(pattern => !except.Exists(other => other.Text == pattern.Text) && HasMembers(pattern, further, sure));
        var needed = new List<AccessPattern>(left.Count);
        for (var i = 0; i < left.Count; i++)
        {
            if (!IsTaken(left, i))
            {
                needed.Add(left[i]);
            }
        }

        return needed.Count == 0 ? null : new(needed, further, except.FindAll(pattern => needed.Exists(pattern.Overlaps)));
    }

    // Whether another pattern of the list has all that the one has; of two equal ones the first stays.
    private static bool IsTaken(List<AccessPattern> patterns, int at)
    {
        for (var i = 0; i < patterns.Count; i++)
        {
            if (i != at && patterns[at].IsPartOf(patterns[i]) && (i < at || !patterns[i].IsPartOf(patterns[at])))
            {
                return true;
            }
        }

        return false;
    }
}
