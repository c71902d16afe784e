using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies;

/// <summary>The policies of accounts and their organization at one time, as files hold them.</summary>
/// <remarks>
/// Opening reads the files once and remembers where everything stands; accounts are indexed, entities read and policies compiled on
/// first use, each content once. Immutable, and safe for use by several threads. Its files' bytes stay in memory as long as it does.
/// </remarks>
public sealed class Snapshot
{
    private readonly Dictionary<string, SnapshotAccount> _accounts;
    private readonly Dictionary<string, JsonSlice> _authorizations;
    private readonly Lazy<Dictionary<string, (SnapshotAccount Account, EntityEntry Entity)>> _byUniqueId;
    private readonly Lazy<Dictionary<string, SnapshotAccount>> _ownersOfArnsWithoutAccount;

    internal Snapshot(SnapshotContents contents, PolicyDocumentCache documents)
    {
        Documents = documents;
        _authorizations = contents.Authorizations;
        _accounts = contents.Accounts.ToDictionary(pair => pair.Key, pair => new SnapshotAccount(pair.Value), StringComparer.Ordinal);
        _byUniqueId = new(IndexUniqueIds);
        _ownersOfArnsWithoutAccount = new(IndexOwners);
        AccountIds = [.. _accounts.Keys];
        CollectedAt = contents.CollectedAt;
        Organization = new(contents, Documents);
        Notes = [.. contents.Notes, .. NotesOf(Organization)];
    }

    /// <summary>The accounts that it has data of, in the files' order.</summary>
    public IReadOnlyList<string> AccountIds { get; }

    /// <summary>When it was collected, in UTC; of several files, the last one's time; null when no file says.</summary>
    public DateTimeOffset? CollectedAt { get; }

    /// <summary>Whether it has an organization's tree; without one, no policies of an organization are known.</summary>
    public bool HasOrganization => !Organization.IsEmpty;

    /// <summary>What its user should know of the whole: pages that are missing, an organization that is; a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; }

    internal IReadOnlyCollection<SnapshotAccount> Accounts => _accounts.Values;

    internal OrganizationTree Organization { get; }

    internal PolicyDocumentCache Documents { get; }

    /// <summary>Opens snapshot files; later ones add to earlier ones and override them.</summary>
    /// <param name="paths">Snapshots, or output of <c>aws iam get-account-authorization-details</c>.</param>
    /// <param name="organizationPath">A file such as <c>scp_data.json</c>, which overrides the snapshots' organization; null for none.</param>
    /// <exception cref="SnapshotFormatException">A file cannot be read, or is none of these.</exception>
    public static Snapshot Open(IEnumerable<string> paths, string? organizationPath = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var builder = new SnapshotBuilder();
        foreach (var path in paths)
        {
            builder.AddFile(path);
        }

        if (organizationPath is not null)
        {
            builder.AddOrganizationFile(organizationPath);
        }

        return builder.Build();
    }

    internal SnapshotAccount? FindAccount(string id) => _accounts.GetValueOrDefault(id);

    internal (SnapshotAccount Account, EntityEntry Entity)? FindByUniqueId(string id) => _byUniqueId.Value.TryGetValue(id, out var found) ? found : null;

    /// <summary>The account that lists the resource <paramref name="arn"/>, whose ARN does not tell it.</summary>
    internal SnapshotAccount? FindOwner(string arn) => _ownersOfArnsWithoutAccount.Value.GetValueOrDefault(arn);

    /// <summary>A managed policy of <paramref name="account"/>, or one of AWS, which are the same in every account.</summary>
    internal EntityEntry? FindManagedPolicy(SnapshotAccount account, string arn)
    {
        if (account.FindEntity(arn) is { } own)
        {
            return own;
        }

        if (ArnFields.Parse(arn).Account.SequenceEqual("aws"))
        {
            foreach (var other in _accounts.Values)
            {
                if (other.FindEntity(arn) is { } policy)
                {
                    return policy;
                }
            }
        }

        return null;
    }

    /// <summary>What a collector said of <paramref name="target"/>, in whichever account it met it; null when nothing.</summary>
    internal UnavailableEvidence? FindUncollected(string target)
    {
        foreach (var account in _accounts.Values)
        {
            if (account.Contents.Unavailable.Find(item => item.Target == target) is { } item)
            {
                return item;
            }
        }

        return null;
    }

    /// <summary>What was collected for an authorization id; null when nothing was.</summary>
    internal JsonSlice? FindAuthorization(string id) => _authorizations.TryGetValue(id, out var entry) ? entry : null;

    internal JsonSlice? FindEndpoint(string id)
    {
        foreach (var account in _accounts.Values)
        {
            if (account.Contents.VpcEndpoints is { } endpoints && endpoints.TryGetValue(id, out var endpoint))
            {
                return endpoint;
            }
        }

        return null;
    }

    private Dictionary<string, (SnapshotAccount Account, EntityEntry Entity)> IndexUniqueIds()
    {
        var index = new Dictionary<string, (SnapshotAccount, EntityEntry)>(StringComparer.Ordinal);
        foreach (var account in _accounts.Values)
        {
            foreach (var entity in account.Contents.Entities ?? [])
            {
                if (entity is { Kind: EntityKind.User or EntityKind.Role, UniqueId: { } id })
                {
                    index[id] = (account, entity);
                }
            }
        }

        return index;
    }

    private Dictionary<string, SnapshotAccount> IndexOwners()
    {
        var owners = new Dictionary<string, SnapshotAccount>(StringComparer.Ordinal);
        foreach (var account in _accounts.Values)
        {
            foreach (var map in (ReadOnlySpan<Dictionary<string, JsonSlice>?>)
                [account.Contents.ResourcePolicies, account.Contents.ResourceTags, account.Contents.PublicAccessBlocks])
            {
                foreach (var arn in map?.Keys ?? Enumerable.Empty<string>())
                {
                    if (arn.StartsWith("arn:", StringComparison.Ordinal) && ArnFields.AccountOf(arn) is null)
                    {
                        owners.TryAdd(arn, account);
                    }
                }
            }
        }

        return owners;
    }

    private static IEnumerable<string> NotesOf(OrganizationTree organization)
    {
        if (organization.IsKnownToBeNone)
        {
            yield break;
        }

        if (organization.IsEmpty)
        {
            yield return SnapshotMessages.NoteNoOrganization;
        }
        else if (!organization.HasResourceControl)
        {
            yield return SnapshotMessages.NoteNoResourceControl;
        }
    }
}
