namespace AccessUndenied.RuleIndex;

/// <summary>One page of docs/rules.</summary>
/// <param name="File">Such as <c>evaluation.md</c>.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Rules">Its rows, from top to bottom.</param>
internal sealed record RulePage(string File, string Title, IReadOnlyList<Rule> Rules);
