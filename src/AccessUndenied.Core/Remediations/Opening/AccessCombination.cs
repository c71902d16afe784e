namespace AccessUndenied.Remediations.Opening;

/// <summary>How the caller's own policies and those of the resource combine.</summary>
public enum AccessCombination
{
    /// <summary>Within one account: either allows.</summary>
    Either,

    /// <summary>Within one account, of a resource whose own policy must consent.</summary>
    WithConsent,

    /// <summary>Across accounts: both must allow.</summary>
    Both,

    /// <summary>A caller without policies of its own: the resource's alone.</summary>
    ResourceOnly,
}
