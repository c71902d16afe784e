namespace AccessUndenied.Policies;

/// <summary>The <c>Principal</c> or <c>NotPrincipal</c> element of a statement.</summary>
/// <param name="IsNegated">Whether it is <c>NotPrincipal</c>.</param>
/// <param name="Entries">Whom it names, in the document's order.</param>
public sealed record PrincipalElement(bool IsNegated, IReadOnlyList<PrincipalEntry> Entries);
