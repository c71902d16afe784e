using AccessUndenied.Aws.Requests;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>One account of a snapshot, indexed on first use.</summary>
internal sealed class SnapshotAccount
{
    // "-" and the six characters that Secrets Manager adds to a secret's name.
    private const int SecretSuffixLength = 7;

    // The key of the account's own switches beside those of its buckets; its id serves as well.
    private const string WholeAccount = "account";
    private const string EveryBucket = "arn:aws:s3:::*";

    private readonly Lazy<EntityIndex> _index;
    private readonly Lazy<Dictionary<string, string>> _secretsByName;
    private readonly Lazy<HashSet<string>> _missed;
    private readonly Lazy<Dictionary<string, (string Arn, string Role)>> _instanceProfiles;

    public SnapshotAccount(AccountContents contents)
    {
        Contents = contents;
        _index = new(() => new EntityIndex(contents.Entities ?? []));
        _secretsByName = new(IndexSecrets);
        _instanceProfiles = new(IndexInstanceProfiles);
        _missed = new(() => [.. contents.Unavailable.Select(item => item.Target).OfType<string>()]);
    }

    public AccountContents Contents { get; }

    public string Id => Contents.Id;

    public bool HasDetails => Contents.Entities is not null;

    /// <summary>The ARNs of its roles.</summary>
    public IEnumerable<string> Roles => (Contents.Entities ?? []).Where(entity => entity.Kind == EntityKind.Role).Select(entity => entity.Arn);

    public EntityEntry? FindEntity(string arn) => _index.Value.ByArn.GetValueOrDefault(arn);

    /// <summary>Finds a user, group or role by its name, which is unique in the account whatever its case and path.</summary>
    public EntityEntry? FindEntity(EntityKind kind, string name) => _index.Value.ByName[(int)kind].GetValueOrDefault(name);

    /// <summary>The ARN of the instance profile of this name; null when no role of the details is in one.</summary>
    public string? FindInstanceProfile(string name) => _instanceProfiles.Value.TryGetValue(name, out var found) ? found.Arn : null;

    /// <summary>The role in the instance profile of that name; null where none is listed.</summary>
    public string? RoleOfProfile(string name) => _instanceProfiles.Value.TryGetValue(name, out var found) ? found.Role : null;

    /// <summary>The policy of the resource <paramref name="arn"/>; null when none is listed.</summary>
    public JsonSlice? FindResourcePolicy(string arn) => Find(Contents.ResourcePolicies, arn);

    public JsonSlice? FindTags(string arn) => Find(Contents.ResourceTags, arn);

    /// <summary>Whether something of <paramref name="arn"/> itself could not be collected.</summary>
    public bool HasMissed(string arn) => _missed.Value.Contains(arn);

    /// <summary>The full ARN of the secret that <paramref name="arn"/> names without its suffix; null when none is listed.</summary>
    public string? CompleteSecret(string arn) =>
        _secretsByName.Value.GetValueOrDefault(arn.EndsWith(Secrets.OpenSuffix, StringComparison.Ordinal) ? arn[..^Secrets.OpenSuffix.Length] : arn);

    /// <summary>The switches of S3 Block Public Access that are on, for the bucket or for the whole account (S3-20).</summary>
    public IReadOnlyList<ResourceSetting> FindPublicAccessBlock(string bucketArn, out string? problem)
    {
        problem = null;
        if (Contents.PublicAccessBlocks is not { } blocks)
        {
            return [];
        }

        var settings = new List<ResourceSetting>();
        foreach (var key in (ReadOnlySpan<string>)[bucketArn, Id, WholeAccount, EveryBucket])
        {
            if (!blocks.TryGetValue(key, out var slice))
            {
                continue;
            }

            var block = PublicAccessState.Read(slice);
            problem ??= block.Problem;
            settings.AddRange(block.On.Select(name => new ResourceSetting(name, key == bucketArn ? bucketArn : $"account {Id}")));
        }

        return settings;
    }

    private static JsonSlice? Find(Dictionary<string, JsonSlice>? map, string key) => map is not null && map.TryGetValue(key, out var slice) ? slice : null;

    // A profile holds one role at most, and its name is unique in the account whatever its case.
    private Dictionary<string, (string Arn, string Role)> IndexInstanceProfiles()
    {
        var profiles = new Dictionary<string, (string Arn, string Role)>(StringComparer.OrdinalIgnoreCase);
        foreach (var role in Contents.Entities ?? [])
        {
            if (role.Kind == EntityKind.Role)
            {
                foreach (var arn in role.Entity.InstanceProfiles)
                {
                    profiles[arn[(arn.LastIndexOf('/') + 1)..]] = (arn, role.Arn);
                }
            }
        }

        return profiles;
    }

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
