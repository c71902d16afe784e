using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>The roles that a snapshot has.</summary>
internal sealed class SnapshotEntities(Snapshot snapshot) : IEntityDirectory
{
    public bool? HasRole(string id) => AccountOf(id) is { } account ? account.FindEntity(id) is not null : null;

    public IEnumerable<string> RolesBeside(string id) => AccountOf(id)?.Roles ?? [];

    public IReadOnlyList<AttachedPolicy>? PoliciesOf(string id) =>
        AccountOf(id) is { } account && account.FindEntity(id) is { Kind: EntityKind.User or EntityKind.Role } entity
            ? WithUnread(entity, new IdentityPoliciesReader(snapshot, account, []).ReadIdentity(entity))
            : null;

    // A managed policy whose text was not read is known by its name still.
    private static IReadOnlyList<AttachedPolicy> WithUnread(EntityEntry entry, IReadOnlyList<AttachedPolicy> read)
    {
        var all = read.ToList();
        foreach (var (name, arn) in entry.Entity.AttachedPolicies)
        {
            if (!all.Exists(policy => policy.Id == arn))
            {
                all.Add(new() { Name = name, Id = arn, Document = null, AttachedTo = entry.Arn, Origin = PolicyOrigin.Managed });
            }
        }

        return all;
    }

    private SnapshotAccount? AccountOf(string id) =>
        Arn.OrNone(id) is { Service: "iam" } arn && snapshot.FindAccount(arn.AccountId.ToString()) is { HasDetails: true } account ? account : null;
}
