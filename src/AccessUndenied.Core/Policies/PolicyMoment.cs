namespace AccessUndenied.Policies;

/// <summary>The policies of a request at one moment, and what changed before and after it.</summary>
public sealed class PolicyMoment(PolicySet policies, PolicyTimeline timeline)
{
    /// <summary>The policies that are to be evaluated.</summary>
    public PolicySet Policies { get; } = policies;

    /// <summary>What changed; no effects are known yet.</summary>
    public PolicyTimeline Timeline { get; } = timeline;

    /// <summary>
    /// The sets of which one was in effect, where a change so near to the moment was recorded that nobody knows which; the one that goes by the recorded times first. Empty where there
    /// is no such change, or nobody knows all sets. <see cref="Policies"/> then says of what differs among them that it is not available.
    /// </summary>
    public IReadOnlyList<PolicySet> Alternatives { get; init; } = [];

    /// <summary>The policies after the last change that is known, where those of the moment are evaluated and others; null otherwise.</summary>
    public PolicySet? Today { get; init; }
}
