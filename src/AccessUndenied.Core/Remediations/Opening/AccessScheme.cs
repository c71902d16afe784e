namespace AccessUndenied.Remediations.Opening;

/// <summary>How the layers combine for one request, and which of them have a say.</summary>
public sealed class AccessScheme
{
    /// <summary>How the caller's own policies and those of the resource combine.</summary>
    public required AccessCombination Combination { get; init; }

    /// <summary>The caller as others of its kind see it: the entity behind a session.</summary>
    public required string Principal { get; init; }

    /// <summary>Whether the caller needs no identity-based policy.</summary>
    public bool AllowsByIdentity { get; init; }

    /// <summary>Whether what the caller's own policies say is known by the rules; false for a caller of whom only the account is known.</summary>
    public bool IsCallerKnown { get; init; } = true;

    /// <summary>Whether a permissions boundary has a say.</summary>
    public bool BoundaryApplies { get; init; }

    /// <summary>Whether the policies of the session have a say.</summary>
    public bool SessionApplies { get; init; }

    /// <summary>Whether the service control policies of the caller's organization have a say.</summary>
    public bool ServiceControlApplies { get; init; }

    /// <summary>Whether the resource control policies of the resource's organization have a say.</summary>
    public bool ResourceControlApplies { get; init; }

    /// <summary>Whether the policy of the resource has a say.</summary>
    public bool ResourcePolicyApplies { get; init; }

    /// <summary>Whether that policy is the trust policy of a role.</summary>
    public bool IsRoleTrust { get; init; }

    /// <summary>Whether no policy can allow the request.</summary>
    public bool IsNeverAllowed { get; init; }

    /// <summary>The account that owns the resource; null where it is not known.</summary>
    public string? ResourceAccount { get; init; }

    /// <summary>The pattern of the actions that the resource's own policies speak of, such as <c>s3:*</c>.</summary>
    public required string GovernedActions { get; init; }

    /// <summary>The actions among those that the resource control policies do not reach.</summary>
    public IReadOnlyList<string> UncontrolledActions { get; init; } = [];

    /// <summary>Whether some of the governed actions follow rules of their own, so that only single actions are certain.</summary>
    public bool HasSpecialActions { get; init; }
}
