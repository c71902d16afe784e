namespace AccessUndenied.Remediations.Opening;

/// <summary>One of some patterns must match, or none of them may.</summary>
/// <param name="IsNegated">Whether none may.</param>
/// <param name="Patterns">The patterns.</param>
internal sealed record PatternClause(bool IsNegated, IReadOnlyList<AccessPattern> Patterns)
{
    /// <summary>The clause that every text fulfills.</summary>
    public static PatternClause Everything { get; } = new(true, []);

    /// <summary>Whether every text fulfills it.</summary>
    public bool IsEverything
    {
        get
        {
            if (IsNegated)
            {
                return Patterns.Count == 0;
            }

            for (var i = 0; i < Patterns.Count; i++)
            {
                if (Patterns[i].IsEverything)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
