namespace AccessUndenied.Results;

/// <summary>Recorded calls of one entity, action and resource.</summary>
/// <param name="Principal">The entity that called: the role of a session, else the caller itself.</param>
/// <param name="Action">The action.</param>
/// <param name="Resource">The resource; <c>*</c> where the action has none.</param>
/// <param name="Count">How many calls there are.</param>
/// <param name="First">The time of the first, in UTC; null where no record tells.</param>
/// <param name="Last">The time of the last.</param>
/// <param name="EventIds">The ids of some of them, five at most.</param>
public sealed record RecordedCalls(string Principal, string Action, string Resource, long Count, DateTimeOffset? First, DateTimeOffset? Last, IReadOnlyList<string> EventIds);
