namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>What the files of a snapshot hold together, by account and by node of the organization.</summary>
internal sealed class SnapshotContents
{
    public Dictionary<string, AccountContents> Accounts { get; private init; } = new(StringComparer.Ordinal);

    public Dictionary<string, OrganizationNode> Nodes { get; private init; } = new(StringComparer.Ordinal);

    /// <summary>What was collected for authorization ids, by id.</summary>
    public Dictionary<string, JsonSlice> Authorizations { get; private init; } = new(StringComparer.Ordinal);

    public List<string> Notes { get; private init; } = [];

    /// <summary>Whether a file says by an organization without nodes that there is none.</summary>
    public bool HasNoOrganization { get; set; }

    public string? OrganizationId { get; set; }

    public string? ManagementAccountId { get; set; }

    public DateTimeOffset? CollectedAt { get; set; }

    public AccountContents Account(string id)
    {
        if (!Accounts.TryGetValue(id, out var account))
        {
            Accounts.Add(id, account = new(id));
        }

        return account;
    }

    /// <summary>A copy that later additions do not change.</summary>
    public SnapshotContents Clone() => new()
    {
        Accounts = Accounts.ToDictionary(pair => pair.Key, pair => pair.Value.Clone(), StringComparer.Ordinal),
        Nodes = new(Nodes, StringComparer.Ordinal),
        Authorizations = new(Authorizations, StringComparer.Ordinal),
        Notes = [.. Notes],
        HasNoOrganization = HasNoOrganization,
        OrganizationId = OrganizationId,
        ManagementAccountId = ManagementAccountId,
        CollectedAt = CollectedAt,
    };
}
