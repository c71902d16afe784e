namespace AccessUndenied.Remediations.Opening;

/// <summary>One of some patterns must match, or none of them may.</summary>
/// <param name="IsNegated">Whether none may.</param>
/// <param name="Patterns">The patterns.</param>
internal sealed record PatternClause(bool IsNegated, IReadOnlyList<AccessPattern> Patterns)
{
    /// <summary>Whether every text fulfills it.</summary>
    public bool IsEverything => IsNegated ? Patterns.Count == 0 : Patterns.Any(pattern => pattern.IsEverything);
}
