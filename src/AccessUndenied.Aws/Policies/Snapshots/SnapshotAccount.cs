using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>One account of a snapshot, indexed on first use.</summary>
internal sealed class SnapshotAccount
{
    // "-" and the six characters that Secrets Manager adds to a secret's name.
    private const int SecretSuffixLength = 7;

    // The key of the account's own switches beside those of its buckets; its id serves as well.
    private const string WholeAccount = "account";

    private readonly Lazy<EntityIndex> _index;
    private readonly Lazy<Dictionary<string, string>> _secretsByName;
    private readonly Lazy<HashSet<string>> _missed;
    private readonly Lazy<Dictionary<string, string>> _rolesByProfile;

    public SnapshotAccount(AccountContents contents)
    {
        Contents = contents;
        _index = new(() => new EntityIndex(contents.Entities ?? []));
        _secretsByName = new(IndexSecrets);
        _rolesByProfile = new(() => PassedRoles.Index(contents.Entities ?? []));
        _missed = new(() => [.. contents.Unavailable.Select(item => item.Target).OfType<string>()]);
    }

    public AccountContents Contents { get; }

    public string Id => Contents.Id;

    public bool HasDetails => Contents.Entities is not null;

    public EntityEntry? FindEntity(string arn) => _index.Value.ByArn.GetValueOrDefault(arn);

    /// <summary>Finds a user, group or role by its name, which is unique in the account whatever its case and path.</summary>
    public EntityEntry? FindEntity(EntityKind kind, string name) => _index.Value.ByName[(int)kind].GetValueOrDefault(name);

    /// <summary>The role in the instance profile of that name; null where none is listed.</summary>
    public string? RoleOfProfile(string name) => _rolesByProfile.Value.GetValueOrDefault(name);

    /// <summary>The policy of the resource <paramref name="arn"/>; null when none is listed.</summary>
    public JsonSlice? FindResourcePolicy(string arn) => Find(Contents.ResourcePolicies, arn);

    public JsonSlice? FindTags(string arn) => Find(Contents.ResourceTags, arn);

    /// <summary>Whether something of <paramref name="arn"/> itself could not be collected.</summary>
    public bool HasMissed(string arn) => _missed.Value.Contains(arn);

    /// <summary>The full ARN of the secret that <paramref name="arn"/> names without its suffix; null when none is listed.</summary>
    public string? CompleteSecret(string arn) =>
        _secretsByName.Value.GetValueOrDefault(arn.EndsWith(Secrets.OpenSuffix, StringComparison.Ordinal) ? arn[..^Secrets.OpenSuffix.Length] : arn);

    /// <summary>Whether <c>RestrictPublicBuckets</c> is on for the bucket or for the whole account (S3-20).</summary>
    public PublicAccessBlock FindPublicAccessBlock(string bucketArn)
    {
        var strictest = default(PublicAccessBlock);
        if (Contents.PublicAccessBlocks is { } blocks)
        {
            foreach (var key in (ReadOnlySpan<string>)[bucketArn, Id, WholeAccount])
            {
                var block = blocks.TryGetValue(key, out var slice) ? PublicAccessBlock.Read(slice) : default;
                strictest = new(strictest.RestrictsPublicBuckets || block.RestrictsPublicBuckets, strictest.Problem ?? block.Problem);
            }
        }

        return strictest;
    }

    private static JsonSlice? Find(Dictionary<string, JsonSlice>? map, string key) => map is not null && map.TryGetValue(key, out var slice) ? slice : null;

    private Dictionary<string, string> IndexSecrets()
    {
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var arn in (Contents.ResourcePolicies?.Keys ?? Enumerable.Empty<string>()).Concat(Contents.ResourceTags?.Keys ?? Enumerable.Empty<string>()))
        {
            if (arn.Contains(":secretsmanager:", StringComparison.Ordinal) && arn.Length > SecretSuffixLength && arn[^SecretSuffixLength] == '-')
            {
                secrets.TryAdd(arn[..^SecretSuffixLength], arn);
            }
        }

        return secrets;
    }

    private sealed class EntityIndex
    {
        public EntityIndex(List<EntityEntry> entities)
        {
            ByArn = new(entities.Count, StringComparer.Ordinal);
            foreach (var entity in entities)
            {
                // A later file overrides an earlier one.
                ByArn[entity.Arn] = entity;
                ByName[(int)entity.Kind][entity.Name] = entity;
            }
        }

        public Dictionary<string, EntityEntry> ByArn { get; }

        public Dictionary<string, EntityEntry>[] ByName { get; } =
            [.. Enum.GetValues<EntityKind>().Select(_ => new Dictionary<string, EntityEntry>(StringComparer.OrdinalIgnoreCase))];
    }
}
