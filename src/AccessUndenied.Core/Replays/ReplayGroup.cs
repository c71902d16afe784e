namespace AccessUndenied.Replays;

/// <summary>Calls of one entity, action and resource of which the same is to be said.</summary>
/// <param name="Difference">What is to be said.</param>
/// <param name="Count">How many calls there are.</param>
/// <param name="First">The time of the first, in UTC; null where no record tells.</param>
/// <param name="Last">The time of the last.</param>
/// <param name="EventIds">The ids of some of them, the first ones read.</param>
public sealed record ReplayGroup(CallDifference Difference, long Count, DateTimeOffset? First, DateTimeOffset? Last, IReadOnlyList<string> EventIds);
