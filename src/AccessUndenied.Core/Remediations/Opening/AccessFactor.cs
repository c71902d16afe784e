namespace AccessUndenied.Remediations.Opening;

/// <summary>What some policies, one of which must allow, allow.</summary>
/// <param name="Key">Which policies, such as <c>identity</c>.</param>
/// <param name="Boxes">What they allow, each with the statement's own text.</param>
/// <param name="IsAtLeast">Whether there are more policies of which nobody knows, so that they may allow everything or nothing else.</param>
internal sealed record AccessFactor(string Key, IReadOnlyList<(StatementId Id, StatementBox Box)> Boxes, bool IsAtLeast = false);
