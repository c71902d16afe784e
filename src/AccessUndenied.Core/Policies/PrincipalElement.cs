namespace AccessUndenied.Policies;

/// <summary>The <c>Principal</c> or <c>NotPrincipal</c> element of a statement.</summary>
public sealed class PrincipalElement
{
    internal PrincipalElement(bool isNegated, IReadOnlyList<PrincipalEntry> entries)
    {
        IsNegated = isNegated;
        Entries = entries;
    }

    /// <summary>Whether it is <c>NotPrincipal</c>.</summary>
    public bool IsNegated { get; }

    /// <summary>Whom it names, in the document's order.</summary>
    public IReadOnlyList<PrincipalEntry> Entries { get; }
}
