using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>The caller's side of a policy set.</summary>
internal sealed class PrincipalPolicies
{
    public IReadOnlyList<AttachedPolicy> Identity { get; set; } = [];

    public IReadOnlyList<AttachedPolicy> Boundaries { get; set; } = [];

    /// <summary>Where the caller's account stands; null for a caller without an account.</summary>
    public OrganizationPlace? Place { get; set; }

    /// <summary>The ARNs of the user's groups.</summary>
    public List<string> Groups { get; } = [];

    public List<UnavailableEvidence> Unavailable { get; } = [];

    public FactsBuilder Facts { get; } = new();

    /// <summary>The user or role that carries the policies; null when the snapshot does not have it.</summary>
    public EntityEntry? Entity { get; set; }

    public string? AccountId { get; set; }

    /// <summary>Whether the role is one for guests of a Cognito identity pool.</summary>
    public bool IsForGuests { get; set; }
}
