namespace AccessUndenied.Aws.Fetching;

/// <summary>What fetching events came to.</summary>
/// <param name="Seen">How many events CloudTrail had.</param>
/// <param name="Denied">How many of them were written.</param>
/// <param name="Regions">The regions that were looked in.</param>
/// <param name="Failures">The regions that could not be looked in, and why, a sentence each.</param>
public sealed record EventFetchSummary(long Seen, long Denied, IReadOnlyList<string> Regions, IReadOnlyList<string> Failures);
