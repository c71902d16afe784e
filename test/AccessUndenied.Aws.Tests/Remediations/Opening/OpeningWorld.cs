using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Tests.Remediations.Opening;

/// <summary>All policies before and after a change, with what nobody knows filled in in one way.</summary>
internal sealed record OpeningWorld(PolicySet Before, PolicySet After, string Owner)
{
    /// <summary>False for what is tried only to see whether a claim may be true.</summary>
    public bool IsPossible { get; init; } = true;

    /// <summary>Whether the change changes nothing here, so that nothing can open.</summary>
    public bool IsUnchanged => AreSame(Before, After);

    public OpeningWorld With(Func<PolicySet, PolicySet> change) => this with { Before = change(Before), After = change(After) };

    /// <summary>Whether every request is decided alike in both.</summary>
    public bool IsLike(OpeningWorld other) => Owner == other.Owner && AreSame(Before, other.Before) && AreSame(After, other.After);

    private static bool AreSame(PolicySet one, PolicySet other) => ReferenceEquals(one, other)
        || (one.ResourceAccountId == other.ResourceAccountId && ReferenceEquals(one.ResourcePolicy?.Document, other.ResourcePolicy?.Document)
            && AreSame(one.Identity, other.Identity) && AreSame(one.PermissionsBoundaries, other.PermissionsBoundaries) && AreSame(one.SessionPolicies, other.SessionPolicies)
            && AreSame(one.ServiceControl, other.ServiceControl) && AreSame(one.ResourceControl, other.ResourceControl));

    private static bool AreSame(IReadOnlyList<AttachedPolicy> one, IReadOnlyList<AttachedPolicy> other)
    {
        if (one.Count != other.Count)
        {
            return false;
        }

        for (var i = 0; i < one.Count; i++)
        {
            if (!ReferenceEquals(one[i].Document, other[i].Document))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreSame(IReadOnlyList<PolicyNode> one, IReadOnlyList<PolicyNode> other)
    {
        if (one.Count != other.Count)
        {
            return false;
        }

        for (var i = 0; i < one.Count; i++)
        {
            if (!AreSame(one[i].Policies, other[i].Policies))
            {
                return false;
            }
        }

        return true;
    }
}
