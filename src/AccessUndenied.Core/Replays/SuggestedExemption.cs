namespace AccessUndenied.Replays;

/// <summary>A statement of a proposed policy with the exemptions by which recorded calls go on to work.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Sid">The statement's name; null where it has none.</param>
/// <param name="Principals">Who is exempted.</param>
/// <param name="Calls">How many recorded calls that keeps working.</param>
/// <param name="Statement">The statement as JSON.</param>
public sealed record SuggestedExemption(string? Policy, string? Sid, IReadOnlyList<string> Principals, long Calls, string Statement);
