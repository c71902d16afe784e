using AccessUndenied.Aws.Policies.Snapshots;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>Puts the contents of several snapshots together; later ones override earlier ones.</summary>
internal static class SnapshotMerge
{
    /// <summary>A new content of all; of an account that the last snapshot has as a whole, what only earlier ones have is not in it.</summary>
    public static SnapshotContents Merge(IReadOnlyList<SnapshotContents> all)
    {
        var merged = new SnapshotContents();
        foreach (var contents in all)
        {
            foreach (var account in contents.Accounts.Values)
            {
                Add(merged.Account(account.Id), account);
            }

            foreach (var (id, node) in contents.Nodes)
            {
                merged.Nodes[id] = merged.Nodes.TryGetValue(id, out var earlier) ? node.Over(earlier) : node;
            }

            foreach (var (id, entry) in contents.Authorizations)
            {
                merged.Authorizations[id] = entry;
            }

            merged.HasNoOrganization |= contents.HasNoOrganization;
            merged.OrganizationId = contents.OrganizationId ?? merged.OrganizationId;
            merged.ManagementAccountId = contents.ManagementAccountId ?? merged.ManagementAccountId;
            merged.CollectedAt = contents.CollectedAt ?? merged.CollectedAt;
        }

        return merged;
    }

    private static void Add(AccountContents merged, AccountContents account)
    {
        if (account.Entities is { } entities)
        {
            var isWhole = !account.Unavailable.Exists(item => item.Kind == AccessUndenied.Requests.EvidenceKind.OtherEntities);
            merged.Entities = isWhole || merged.Entities is null ? [.. entities]
                : [.. merged.Entities.Where(known => !entities.Exists(entity => entity.Kind == known.Kind && entity.Arn == known.Arn)), .. entities];
            merged.ContinuesAfter = account.ContinuesAfter;
        }

        merged.ResourcePolicies = Over(merged.ResourcePolicies, account.ResourcePolicies);
        merged.ResourceTags = Over(merged.ResourceTags, account.ResourceTags);
        merged.VpcEndpoints = Over(merged.VpcEndpoints, account.VpcEndpoints);
        merged.PublicAccessBlocks = Over(merged.PublicAccessBlocks, account.PublicAccessBlocks);
        merged.Unavailable.AddRange(account.Unavailable);
        merged.OrganizationId = account.OrganizationId ?? merged.OrganizationId;
    }

    private static Dictionary<string, JsonSlice>? Over(Dictionary<string, JsonSlice>? earlier, Dictionary<string, JsonSlice>? later)
    {
        if (later is null)
        {
            return earlier;
        }

        var both = earlier is null ? new Dictionary<string, JsonSlice>(StringComparer.Ordinal) : new(earlier, StringComparer.Ordinal);
        foreach (var (key, slice) in later)
        {
            both[key] = slice;
        }

        return both;
    }
}
