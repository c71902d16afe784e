namespace AccessUndenied.Samples.PullRequestGate;

/// <summary>What became of one recorded request.</summary>
/// <param name="Id">Its id; its place where it has none.</param>
/// <param name="IsAllowed">Whether it is certainly allowed.</param>
/// <param name="Assessment">The conclusion; null where nothing is certain.</param>
/// <param name="Error">Why it could not be evaluated; null when it could.</param>
/// <param name="Statements">The statements that decided.</param>
internal sealed record ReplayAnswer(string Id, bool IsAllowed, string? Assessment, string? Error, IReadOnlyList<(string Policy, int Index)> Statements);
