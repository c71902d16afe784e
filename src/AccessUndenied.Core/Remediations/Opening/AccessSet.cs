namespace AccessUndenied.Remediations.Opening;

/// <summary>A set of actions or of resources: what matches some patterns and further lists of them, and none of others.</summary>
/// <remarks>Immutable. Kept short: what cannot matter is left out as soon as that is proved.</remarks>
internal sealed class AccessSet
{
    private AccessSet(IReadOnlyList<AccessPattern> main, IReadOnlyList<IReadOnlyList<AccessPattern>> further, IReadOnlyList<AccessPattern> except)
    {
        Main = main;
        Further = further;
        Except = except;
    }

    public static AccessSet Everything { get; } = new([AccessPattern.Everything], [], []);

    /// <summary>One of these matches,</summary>
    public IReadOnlyList<AccessPattern> Main { get; }

    /// <summary>and one of each of these lists,</summary>
    public IReadOnlyList<IReadOnlyList<AccessPattern>> Further { get; }

    /// <summary>and none of these.</summary>
    public IReadOnlyList<AccessPattern> Except { get; }

    /// <summary>The one text that it is; null where it is none or more than one.</summary>
    public string? Single => Literals is [var only] ? only : null;

    /// <summary>All texts of the set, where it is a list of them; empty where it is not.</summary>
    public IReadOnlyList<string> Literals => Further.Count == 0 && Except.Count == 0 && Main.All(pattern => pattern.IsLiteral) ? [.. Main.Select(pattern => pattern.Text)] : [];

    private IEnumerable<AccessPattern> SureExcept => Except.Where(pattern => pattern.IsExact);

    /// <summary>The part of the set that fulfills <paramref name="clause"/>; null where nothing is left.</summary>
    public AccessSet? And(PatternClause clause)
    {
        if (clause.IsEverything || IsWithin(clause))
        {
            return this;
        }

        if (clause.IsNegated)
        {
            var added = clause.Patterns.Where(pattern => Overlaps(pattern) && !Except.Any(old => old.Text == pattern.Text));
            return Pruned(Main, Further, [.. Except, .. added]);
        }

        return Merge(Main, clause.Patterns) is { } merged
            ? Pruned(merged, Further, Except)
            : Pruned(Main, [.. Further, [.. clause.Patterns.Where(Overlaps)]], Except);
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
            return clause.Patterns.All(pattern => Except.Any(old => old.Text == pattern.Text) || !Overlaps(pattern));
        }

        var sure = clause.Patterns.Where(pattern => pattern.IsExact).ToList();
        return Main.All(pattern => clause.Patterns.Any(other => other.Text == pattern.Text)
            || sure.Exists(pattern.IsPartOf)
            || (sure.Exists(pattern.Overlaps) && !HasMembers(pattern, Further, [.. SureExcept, .. sure])));
    }

    /// <summary>Whether a member may match <paramref name="pattern"/>.</summary>
    public bool Overlaps(AccessPattern pattern) =>
        Main.Any(main => main.Overlaps(pattern)
            && ((Further.Count == 0 && Except.Count == 0) || PatternSearch.IsPossible(main, [.. Further, [pattern]], SureExcept.Where(except => except.Overlaps(main)))));

    /// <summary>Whether every member of this set is certainly in <paramref name="other"/>.</summary>
    public bool IsWithin(AccessSet other) =>
        IsWithin(new PatternClause(false, other.Main)) && other.Further.All(list => IsWithin(new PatternClause(false, list)))
        && IsWithin(new PatternClause(true, other.Except));

    // Null where two patterns cross, as a* and *b do: then both lists are kept.
    private static List<AccessPattern>? Merge(IReadOnlyList<AccessPattern> left, IReadOnlyList<AccessPattern> right)
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

    private static bool HasMembers(AccessPattern pattern, IReadOnlyList<IReadOnlyList<AccessPattern>> further, IEnumerable<AccessPattern> except)
    {
        var near = except.Where(pattern.Overlaps).ToList();
        return (further.Count, near.Count) switch
        {
            (0, 0) => true,
            (0, 1) => !pattern.IsPartOf(near[0]),
            _ => PatternSearch.IsPossible(pattern, further, near),
        };
    }

    private static AccessSet? Pruned(IReadOnlyList<AccessPattern> main, IReadOnlyList<IReadOnlyList<AccessPattern>> further, IReadOnlyList<AccessPattern> except)
    {
        var sure = except.Where(pattern => pattern.IsExact).ToList();
        var left = main.Where(pattern => !except.Any(other => other.Text == pattern.Text) && HasMembers(pattern, further, sure)).ToList();
        var needed = left.Where(pattern => !left.Exists(other => !ReferenceEquals(other, pattern) && pattern.IsPartOf(other) && (!other.IsPartOf(pattern) || left.IndexOf(other) < left.IndexOf(pattern)))).ToList();
        return needed.Count == 0
            ? null
            : new(needed, further, [.. except.Where(pattern => needed.Exists(pattern.Overlaps))]);
    }
}
