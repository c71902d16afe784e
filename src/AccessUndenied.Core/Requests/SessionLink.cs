namespace AccessUndenied.Requests;

/// <summary>One call of those that led to a session.</summary>
/// <param name="Principal">Who made it.</param>
/// <param name="Action">What was called, such as <c>sts:AssumeRole</c>.</param>
/// <param name="Time">When, in UTC; null where its record does not tell.</param>
/// <param name="EventId">The id of its record; null where it has none.</param>
public sealed record SessionLink(string Principal, string Action, DateTimeOffset? Time, string? EventId);
