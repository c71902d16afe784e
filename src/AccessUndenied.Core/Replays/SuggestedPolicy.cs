namespace AccessUndenied.Replays;

/// <summary>The narrowest policy by which all recorded successful calls of a principal are allowed.</summary>
/// <param name="Principal">The principal's entity.</param>
/// <param name="Calls">How many of its calls succeeded.</param>
/// <param name="Document">The policy as JSON; null where none of its calls was recorded.</param>
/// <param name="Rights">The rights in it, each with its evidence, by action and resource.</param>
public sealed record SuggestedPolicy(string Principal, long Calls, string? Document, IReadOnlyList<UsedRight> Rights);
