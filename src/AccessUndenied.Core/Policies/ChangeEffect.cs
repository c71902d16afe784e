namespace AccessUndenied.Policies;

/// <summary>What a change of a policy made of a request.</summary>
public enum ChangeEffect
{
    /// <summary>The request is decided alike before and after it, or that is not known.</summary>
    None,

    /// <summary>The request was allowed before it, and is refused after it.</summary>
    MadeDenied,

    /// <summary>The request was refused before it, and is allowed after it.</summary>
    MadeAllowed,
}
