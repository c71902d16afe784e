using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Where an account stands in its organization, and the policies on the way there.</summary>
internal sealed class OrganizationPlace
{
    /// <summary>Whether the snapshot's organization has the account.</summary>
    public bool IsMember { get; init; }

    /// <summary>The ids of the nodes from the root to the account; the account alone where no file tells of an organization.</summary>
    public IReadOnlyList<string> NodeIds { get; init; } = [];

    /// <summary>Whether the whole organization is known and the account is not in it: whatever other one it may be in, it is not this one.</summary>
    public bool IsOutside { get; init; }

    /// <summary>The organization's id; null when it is not known.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>The organization's id, the root and the units above the account, each with a slash after it; null when that is not known.</summary>
    public string? Path { get; init; }

    public bool IsManagementAccount { get; init; }

    /// <summary>The account that manages the organization; null when it is not known.</summary>
    public string? ManagementAccountId { get; init; }

    public IReadOnlyList<PolicyNode> ServiceControl { get; init; } = [];

    public IReadOnlyList<PolicyNode> ResourceControl { get; init; } = [];

    /// <summary>Why the service control policies are not known; null when they are, or when there are none.</summary>
    public string? ServiceControlProblem { get; init; }

    public string? ResourceControlProblem { get; init; }

    /// <summary>What makes it doubtful that no policy of an organization applies; null when nothing does.</summary>
    public string? Doubt { get; init; }
}
