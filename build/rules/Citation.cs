namespace AccessUndenied.RuleIndex;

/// <summary>One mention of a rule's id.</summary>
/// <param name="Id">Such as <c>SAME-20</c>.</param>
/// <param name="File">The file that mentions it, from the root of the repository, with slashes.</param>
internal sealed record Citation(string Id, string File);
