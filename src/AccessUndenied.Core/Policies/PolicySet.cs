using AccessUndenied.Requests;

namespace AccessUndenied.Policies;

/// <summary>Every policy that has a say in one request, layer by layer.</summary>
/// <remarks>An empty layer means that no policy of that kind applies; a layer named in <see cref="Unavailable"/> is unknown instead.</remarks>
public sealed record PolicySet
{
    /// <summary>No policy at all.</summary>
    public static PolicySet Empty { get; } = new();

    /// <summary>The policies of the user, its groups, or the role.</summary>
    public IReadOnlyList<AttachedPolicy> Identity { get; init; } = [];

    // What the source of the policies knows of the accounts that it read; null where it knows nothing.
    /// <summary>Which roles the accounts have; null where nobody knows.</summary>
    public IEntityDirectory? Entities { get; init; }

    /// <summary>The permissions boundary; if there are several, all must allow (EVAL-06).</summary>
    /// <remarks>
    /// Source:
    /// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html">
    /// IAM User Guide, "Permissions boundaries"</see>.
    /// </remarks>
    public IReadOnlyList<AttachedPolicy> PermissionsBoundaries { get; init; } = [];

    /// <summary>The policies that were passed when the session was made.</summary>
    public IReadOnlyList<AttachedPolicy> SessionPolicies { get; init; } = [];

    /// <summary>The policy that the resource carries; null when it carries none.</summary>
    public AttachedPolicy? ResourcePolicy { get; init; }

    /// <summary>The caller's organization from root to account with its service control policies; empty without an organization.</summary>
    public IReadOnlyList<PolicyNode> ServiceControl { get; init; } = [];

    /// <summary>The resource owner's organization from root to account with its resource control policies.</summary>
    public IReadOnlyList<PolicyNode> ResourceControl { get; init; } = [];

    /// <summary>The policies of the VPC endpoint that the request came through.</summary>
    public IReadOnlyList<AttachedPolicy> VpcEndpoint { get; init; } = [];

    /// <summary>The groups whose policies the caller has, by their identifiers; empty where it is in none or that is not known.</summary>
    public IReadOnlyList<string> CallerGroups { get; init; } = [];

    /// <summary>The ids of the nodes from the organization's root to the caller's account, also where no policy is attached to any; empty where that is not known.</summary>
    public IReadOnlyList<string> CallerNodes { get; init; } = [];

    /// <summary>The ids of the nodes from the organization's root to the resource's account; empty where that is not known.</summary>
    public IReadOnlyList<string> ResourceNodes { get; init; } = [];

    /// <summary>The identifier of what carries the resource's policy, or would carry one; null where the resource takes none.</summary>
    public string? ResourceCarrierId { get; init; }

    /// <summary>Whether the caller's account manages its organization, so that service control policies do not bind it.</summary>
    public bool PrincipalInManagementAccount { get; init; }

    /// <summary>Whether the resource's account manages its organization, so that resource control policies do not bind it.</summary>
    public bool ResourceInManagementAccount { get; init; }

    /// <summary>Whether the resource refuses outsiders once its policy is public (S3 <c>RestrictPublicBuckets</c>).</summary>
    public bool RestrictsPublicPolicies { get; init; }

    /// <summary>The settings of the resource or its account that are on and refuse beside the policies.</summary>
    public IReadOnlyList<ResourceSetting> Settings { get; init; } = [];

    /// <summary>What had a say and could not be read.</summary>
    public IReadOnlyList<UnavailableEvidence> Unavailable { get; init; } = [];

    /// <summary>The names of policies that say something else by now than when the request was refused; the set has them as they were.</summary>
    public IReadOnlyList<string> ChangedSince { get; init; } = [];

    /// <summary>Tags, organization ids and other condition keys that the source knows.</summary>
    public ContextFacts Facts { get; init; } = ContextFacts.None;

    /// <summary>The caller as the source knows it, where the record told less; null when it adds nothing.</summary>
    public Principal? ResolvedPrincipal { get; init; }

    /// <summary>The resource as the source knows it, where the record told less; null when it adds nothing.</summary>
    public ResourceId? ResolvedResource { get; init; }

    /// <summary>The account that owns the resource, where the request did not tell; null when that is not known either.</summary>
    public string? ResourceAccountId { get; init; }

    /// <summary>Whether <paramref name="layer"/> could not be read.</summary>
    public bool IsUnavailable(PolicyLayer layer)
    {
        for (var i = 0; i < Unavailable.Count; i++)
        {
            if (Unavailable[i].Layer == layer)
            {
                return true;
            }
        }

        return false;
    }
}
