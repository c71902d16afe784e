using AccessUndenied.Policies;

namespace AccessUndenied.Replays;

/// <summary>Knows what can carry policies, so that a change of something that does not exist is refused before any call is replayed.</summary>
/// <remarks>Called once a change, before the first call.</remarks>
public interface IChangeTargets
{
    /// <summary>Why <paramref name="change"/> cannot be made, with the way out, in one sentence; null when it can, or nobody knows that it cannot.</summary>
    string? Refuse(ProposedChange change);

    /// <summary>The document of the policy that <paramref name="change"/> attaches without giving it; null when nobody knows it.</summary>
    PolicyDocument? FindDocument(ProposedChange change);
}
