namespace AccessUndenied.Remediations;

/// <summary>What a condition asks of a call.</summary>
/// <param name="Key">The condition key.</param>
/// <param name="Values">The values that would do, as the policy writes them, patterns included; none where any value would.</param>
/// <param name="IsAbsent">Whether the call must not have the key at all.</param>
public sealed record CallerWish(string Key, IReadOnlyList<string> Values, bool IsAbsent = false);
