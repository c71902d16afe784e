namespace AccessUndenied.Events;

/// <summary>A refusal that no policy made: the service itself refuses, whatever the policies say.</summary>
public sealed class ServiceRefusal
{
    /// <summary>The name of the kind of refusal, such as <c>sts-federation-with-session</c>; it stays the same from release to release.</summary>
    public required string Id { get; init; }

    /// <summary>Why the service refuses, in one or two sentences.</summary>
    public required string Reason { get; init; }

    /// <summary>What to do about it, in one or two sentences.</summary>
    public required string Advice { get; init; }

    /// <summary>The provider's page that says so.</summary>
    public required string Page { get; init; }

    /// <summary>Whether it comes before any policy is looked at, so that it says nothing of what policies allow.</summary>
    public bool PrecedesPolicies { get; init; }

    /// <summary>Whether policies certainly have no part in it; false where they may.</summary>
    public bool IsCertain { get; init; } = true;
}
