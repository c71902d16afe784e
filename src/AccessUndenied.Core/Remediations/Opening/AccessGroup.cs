namespace AccessUndenied.Remediations.Opening;

/// <summary>Others whom a change reaches, of whose own policies nobody knows.</summary>
/// <param name="Principal">Who they are, in words or as a policy names them.</param>
/// <param name="Before">What allows and denies to all of them before the change.</param>
/// <param name="After">The same after it.</param>
/// <param name="IsAboutResource">Whether it is the resource's own policy that reaches them.</param>
/// <param name="IsExact">Whether all that is known of them is in the views.</param>
internal sealed record AccessGroup(string Principal, AccessView Before, AccessView After, bool IsAboutResource, bool IsExact = true)
{
    /// <summary>Whether the caller is one of them.</summary>
    public bool IncludesCaller { get; init; } = true;

    /// <summary>Whether they have policies of their own, which may forbid or have to allow.</summary>
    public bool HasOwnPolicies { get; init; }
}
