namespace AccessUndenied.Policies;

/// <summary>What was learned of a resource's own policy.</summary>
public abstract record ResourcePolicyLookup
{
    private ResourcePolicyLookup()
    {
    }

    /// <summary>The resource carries <paramref name="Policy"/>.</summary>
    /// <param name="Policy">The policy.</param>
    public sealed record Found(PolicyDocument Policy) : ResourcePolicyLookup;

    /// <summary>The resource certainly carries none.</summary>
    public sealed record NoPolicy : ResourcePolicyLookup;

    /// <summary>Nobody knows.</summary>
    /// <param name="Why">Names the missing permission or the fault.</param>
    public sealed record Unavailable(string Why) : ResourcePolicyLookup
    {
        /// <summary>The permission that was missing; null where something else was in the way.</summary>
        public string? Permission { get; init; }
    }
}
