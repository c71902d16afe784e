using AccessUndenied.Requests;

namespace AccessUndenied.Policies;

/// <summary>A policy of which nobody knows what it said at a moment.</summary>
public sealed class UnknownPolicy(PolicyLayer layer, string target, DateTimeOffset? since, string why)
{
    /// <summary>The layer of the policy.</summary>
    public PolicyLayer Layer { get; } = layer;

    /// <summary>What carries it, or the policy itself.</summary>
    public string Target { get; } = target;

    /// <summary>Since when that is not known, in UTC; null where nothing is known of any time before.</summary>
    public DateTimeOffset? Since { get; } = since;

    /// <summary>Why it is not known, a sentence.</summary>
    public string Why { get; } = why;

    /// <summary>Whether what it said is one of a few texts that are all known, and nobody knows only which was in effect; not written with results.</summary>
    public bool IsUnsettled { get; init; }
}
