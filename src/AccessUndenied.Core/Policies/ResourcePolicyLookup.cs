namespace AccessUndenied.Policies;

/// <summary>What was learned of a resource's own policy.</summary>
public abstract class ResourcePolicyLookup
{
    private ResourcePolicyLookup()
    {
    }

    /// <summary>The resource carries <see cref="Policy"/>.</summary>
    public sealed class Found(PolicyDocument policy) : ResourcePolicyLookup
    {
        /// <summary>The policy.</summary>
        public PolicyDocument Policy { get; } = policy;
    }

    /// <summary>The resource certainly carries none.</summary>
    public sealed class NoPolicy : ResourcePolicyLookup;

    /// <summary>Nobody knows.</summary>
    public sealed class Unavailable(string why) : ResourcePolicyLookup
    {
        /// <summary>Names the missing permission or the fault.</summary>
        public string Why { get; } = why;

        /// <summary>The permission that was missing; null where something else was in the way.</summary>
        public string? Permission { get; init; }
    }
}
