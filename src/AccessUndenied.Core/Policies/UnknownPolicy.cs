using AccessUndenied.Requests;

namespace AccessUndenied.Policies;

/// <summary>A policy of which nobody knows what it said at a moment.</summary>
/// <param name="Layer">The layer of the policy.</param>
/// <param name="Target">What carries it, or the policy itself.</param>
/// <param name="Since">Since when that is not known, in UTC; null where nothing is known of any time before.</param>
/// <param name="Why">Why it is not known, a sentence.</param>
public sealed record UnknownPolicy(PolicyLayer Layer, string Target, DateTimeOffset? Since, string Why);
