namespace AccessUndenied.Replays;

/// <summary>A right that recorded calls of a principal used.</summary>
/// <param name="Action">The action.</param>
/// <param name="Resource">The resource as a policy names it: exact, or a pattern over several.</param>
/// <param name="Calls">How many calls used it.</param>
/// <param name="Resources">How many different resources the calls were for.</param>
/// <param name="First">The time of the first call, in UTC; null where no record tells.</param>
/// <param name="Last">The time of the last.</param>
/// <param name="IsPattern">Whether it covers more than the calls used, since there were too many resources, or the record does not name the whole of one.</param>
public sealed record UsedRight(string Action, string Resource, long Calls, long Resources, DateTimeOffset? First, DateTimeOffset? Last, bool IsPattern);
