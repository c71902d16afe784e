using System.Text.Json;
using System.Xml.Linq;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Reads a user or role with its inline, attached and boundary policies, and a user's groups with theirs.</summary>
internal sealed class PrincipalCollector
{
    private readonly AwsConnection _connection;
    private readonly ManagedPolicies _managed;

    public PrincipalCollector(AwsConnection connection, ManagedPolicies managed)
    {
        _connection = connection;
        _managed = managed;
    }

    public async Task<Fragment> CollectAsync(PrincipalKey key, CancellationToken cancellationToken)
    {
        var collected = new CollectedSnapshot();
        var accountId = LiveQueries.AccountOf(key);
        if (accountId is not null && HasEntity(key))
        {
            await CollectAsync(key, accountId, collected.Account(accountId), cancellationToken).ConfigureAwait(false);
        }

        return collected.ToFragment($"AWS account {accountId}", accountId);
    }

    private static bool HasEntity(PrincipalKey key) => key.Kind switch
    {
        PrincipalKind.Account => key.UniqueId is not null,
        PrincipalKind.FederatedSession => key.Entity?.EndsWith(":root", StringComparison.Ordinal) != true && (key.Entity ?? key.UniqueId) is not null,
        PrincipalKind.User or PrincipalKind.Role or PrincipalKind.RoleSession => (key.Entity ?? key.UniqueId) is not null,
        _ => false,
    };

    private async Task CollectAsync(PrincipalKey key, string accountId, CollectedAccount account, CancellationToken cancellationToken)
    {
        var what = UnreadEvidence.IdentityPolicies(key.Entity ?? UserIds.EntityOf(key.UniqueId!));
        try
        {
            var access = await _connection.ForAccountAsync(accountId, cancellationToken).ConfigureAwait(false);
            var iam = access.Client((owner, region) => new IdentityManagementClient(owner, region));
            if (await FindAsync(iam, key, cancellationToken).ConfigureAwait(false) is not { } found)
            {
                account.Miss(what.Because(LiveMessages.NoSuchId(UserIds.EntityOf(key.UniqueId!), accountId)));
                return;
            }

            await new EntityCollector(iam, _managed, account).CollectAsync(found.Kind, found.Name, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException exception) when (exception.Fault == AwsFault.NotFound)
        {
            account.Miss(what.Because(LiveMessages.EntityGone(accountId)));
        }
        catch (AwsCallException exception)
        {
            account.Miss(what, exception);
        }
    }

    private static async Task<(EntityKind Kind, string Name)?> FindAsync(IdentityManagementClient iam, PrincipalKey key, CancellationToken cancellationToken)
    {
        if (key.Entity is { } entity && key.Kind != PrincipalKind.Account)
        {
            var kind = key.Kind is PrincipalKind.User or PrincipalKind.FederatedSession ? EntityKind.User : EntityKind.Role;
            return (kind, entity[(entity.LastIndexOf('/') + 1)..]);
        }

        var id = UserIds.EntityOf(key.UniqueId!);
        var isUser = id.StartsWith("AIDA", StringComparison.Ordinal);
        var all = isUser ? iam.ListUsersAsync(cancellationToken) : iam.ListRolesAsync(cancellationToken);
        await foreach (var item in all.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (item.Text(isUser ? "UserId" : "RoleId") == id)
            {
                return (isUser ? EntityKind.User : EntityKind.Role, item.Text(isUser ? "UserName" : "RoleName") ?? "");
            }
        }

        return null;
    }
}
