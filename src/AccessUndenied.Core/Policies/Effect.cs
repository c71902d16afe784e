namespace AccessUndenied.Policies;

/// <summary>What a statement does when it applies.</summary>
public enum Effect
{
    /// <summary>The statement's effect cannot be read.</summary>
    Unreadable,

    /// <summary>It allows.</summary>
    Allow,

    /// <summary>It denies, whatever else allows.</summary>
    Deny,
}
