using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>The roles that a snapshot has.</summary>
internal sealed class SnapshotEntities(Snapshot snapshot) : IEntityDirectory
{
    public bool? HasRole(string id) => AccountOf(id) is { } account ? account.FindEntity(id) is not null : null;

    public IEnumerable<string> RolesBeside(string id) => AccountOf(id)?.Roles ?? [];

    public IReadOnlyList<AttachedPolicy>? PoliciesOf(string id) =>
        AccountOf(id) is { } account && account.FindEntity(id) is { Kind: EntityKind.User or EntityKind.Role } entity
            ? new IdentityPoliciesReader(snapshot, account, []).ReadIdentity(entity)
            : null;

    private SnapshotAccount? AccountOf(string id) =>
        Arn.OrNone(id) is { Service: "iam" } arn && snapshot.FindAccount(arn.AccountId.ToString()) is { HasDetails: true } account ? account : null;
}
