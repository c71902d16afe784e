using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>What the files hold of one account. A map that no file has is null: not collected, which is not the same as empty.</summary>
internal sealed class AccountContents
{
    public AccountContents(string id) => Id = id;

    public string Id { get; }

    /// <summary>Users, groups, roles and managed policies; null when there are no authorization details.</summary>
    public List<EntityEntry>? Entities { get; set; }

    /// <summary>The place of the first mark that the authorization details go on elsewhere; null when they are whole.</summary>
    public string? ContinuesAfter { get; set; }

    public Dictionary<string, JsonSlice>? ResourcePolicies { get; set; }

    public Dictionary<string, JsonSlice>? ResourceTags { get; set; }

    public Dictionary<string, JsonSlice>? VpcEndpoints { get; set; }

    public Dictionary<string, JsonSlice>? PublicAccessBlocks { get; set; }

    public List<UnavailableEvidence> Unavailable { get; private init; } = [];

    /// <summary>The organization that the account's file names, whether or not it holds the organization's tree.</summary>
    public string? OrganizationId { get; set; }

    public AccountContents Clone() => new(Id)
    {
        Entities = Entities is null ? null : [.. Entities],
        ContinuesAfter = ContinuesAfter,
        ResourcePolicies = Copy(ResourcePolicies),
        ResourceTags = Copy(ResourceTags),
        VpcEndpoints = Copy(VpcEndpoints),
        PublicAccessBlocks = Copy(PublicAccessBlocks),
        Unavailable = [.. Unavailable],
        OrganizationId = OrganizationId,
    };

    private static Dictionary<string, JsonSlice>? Copy(Dictionary<string, JsonSlice>? map) => map is null ? null : new(map, StringComparer.Ordinal);
}
