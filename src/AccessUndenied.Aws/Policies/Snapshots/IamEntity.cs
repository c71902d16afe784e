namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>What the authorization details say of one user, group, role or managed policy.</summary>
internal sealed class IamEntity
{
    public List<NamedDocument> InlinePolicies { get; } = [];

    public List<NamedPolicy> AttachedPolicies { get; } = [];

    /// <summary>The names of the user's groups.</summary>
    public List<string> Groups { get; } = [];

    public List<KeyValuePair<string, string>> Tags { get; } = [];

    /// <summary>The ARNs of the instance profiles that hold the role.</summary>
    public List<string> InstanceProfiles { get; } = [];

    public string? BoundaryArn { get; set; }

    /// <summary>The role's trust policy.</summary>
    public JsonSlice? TrustPolicy { get; set; }

    /// <summary>The managed policy's default version.</summary>
    public JsonSlice? DefaultDocument { get; set; }

    public DateTimeOffset? DefaultVersionCreated { get; set; }

    /// <summary>The oldest version of a managed policy that is not in force, where it has as many as it may have.</summary>
    public string? SpareVersion { get; set; }

    /// <summary>To how many users, groups and roles the managed policy is attached; null where that is not said.</summary>
    public int? AttachmentCount { get; set; }

    /// <summary>For how many users and roles the managed policy is the boundary; null where that is not said.</summary>
    public int? BoundaryCount { get; set; }

    /// <summary>Whether the managed policy is used at one place alone, be it as a boundary or attached.</summary>
    public bool IsUsedOnce => AttachmentCount + BoundaryCount == 1;

    /// <summary>Why it could not be read to its end, with the place; null otherwise.</summary>
    public string? Problem { get; set; }

    internal readonly record struct NamedDocument(string Name, JsonSlice? Document);

    internal readonly record struct NamedPolicy(string Name, string Arn);
}
