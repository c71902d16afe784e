namespace AccessUndenied.Policies;

/// <summary>The policies of a request at one moment, and what changed before and after it.</summary>
/// <param name="Policies">The policies that are to be evaluated.</param>
/// <param name="Timeline">What changed; no effects are known yet.</param>
public sealed record PolicyMoment(PolicySet Policies, PolicyTimeline Timeline)
{
    /// <summary>The policies after the last change that is known, where those of the moment are evaluated and others; null otherwise.</summary>
    public PolicySet? Today { get; init; }
}
