using System.Text.Json;
using System.Xml.Linq;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Reads one user or role into an account, its policies asked for at the same time.</summary>
internal sealed class EntityCollector
{
    private readonly IdentityManagementClient _iam;
    private readonly ManagedPolicies _managed;
    private readonly CollectedAccount _account;

    public EntityCollector(IdentityManagementClient iam, ManagedPolicies managed, CollectedAccount account)
    {
        _iam = iam;
        _managed = managed;
        _account = account;
    }

    /// <exception cref="AwsCallException">The entity itself cannot be read, or does not exist.</exception>
    public async Task CollectAsync(EntityKind kind, string name, CancellationToken cancellationToken)
    {
        if (kind == EntityKind.Role)
        {
            var role = await _iam.GetRoleAsync(name, cancellationToken).ConfigureAwait(false);
            await AddAsync("RoleDetailList", "RolePolicyList", role, RolePolicies(name), [], cancellationToken).ConfigureAwait(false);
            return;
        }

        var user = await _iam.GetUserAsync(name, cancellationToken).ConfigureAwait(false);
        var arn = user.Text("Arn") ?? "";
        var what = UnreadEvidence.IdentityPolicies(arn);
        var groups = await TryListAsync(what, _iam.ListGroupsForUserAsync(name, cancellationToken)).ConfigureAwait(false);
        var names = groups.Select(group => group.Text("GroupName") ?? "").ToList();
        await Task.WhenAll(
        [
            AddAsync("UserDetailList", "UserPolicyList", user, UserPolicies(name), names, cancellationToken),

            // Named as the user's: whoever asks for the user has to hear of it.
            .. groups.Select(group => AddAsync(
                "GroupDetailList", "GroupPolicyList", group, GroupPolicies(group.Text("GroupName") ?? ""), null, cancellationToken,
                UnreadEvidence.PoliciesThroughGroup(group.Text("GroupName") ?? "", arn))),
        ]).ConfigureAwait(false);
    }

    private EntitySource RolePolicies(string name) => new(
        token => _iam.ListRolePoliciesAsync(name, token), (policy, token) => _iam.GetRolePolicyAsync(name, policy, token), token => _iam.ListAttachedRolePoliciesAsync(name, token));

    private EntitySource UserPolicies(string name) => new(
        token => _iam.ListUserPoliciesAsync(name, token), (policy, token) => _iam.GetUserPolicyAsync(name, policy, token), token => _iam.ListAttachedUserPoliciesAsync(name, token));

    private EntitySource GroupPolicies(string name) => new(
        token => _iam.ListGroupPoliciesAsync(name, token), (policy, token) => _iam.GetGroupPolicyAsync(name, policy, token), token => _iam.ListAttachedGroupPoliciesAsync(name, token));

    private async Task AddAsync(string list, string inlineMember, XElement entity, EntitySource source, List<string>? groups, CancellationToken cancellationToken, UnavailableEvidence? what = null)
    {
        var arn = entity.Text("Arn") ?? "";
        what ??= UnreadEvidence.IdentityPolicies(arn);
        var inline = TryInlineAsync(what, source, cancellationToken);
        var attached = await TryListAsync(what, source.ListAttached(cancellationToken)).ConfigureAwait(false);
        var boundary = entity.Child("PermissionsBoundary")?.Text("PermissionsBoundaryArn");
        var managed = attached.Select(policy => policy.Text("PolicyArn")).Append(boundary).OfType<string>().Distinct(StringComparer.Ordinal);
        await Task.WhenAll(managed.Select(policy => AddManagedAsync(policy, cancellationToken))).ConfigureAwait(false);
        var documents = await inline.ConfigureAwait(false);
        var json = IamJson.Of(entity, writer => WritePolicies(writer, inlineMember, documents, attached, groups));
        lock (_account)
        {
            _account.AddEntity(list, arn, json);
        }
    }

    private async Task<List<XElement>> TryInlineAsync(UnavailableEvidence what, EntitySource source, CancellationToken cancellationToken)
    {
        var names = await TryListAsync(what, source.ListInline(cancellationToken)).ConfigureAwait(false);
        var all = await Task.WhenAll(names.Select(async name =>
        {
            try
            {
                return await source.GetInline(name.Value, cancellationToken).ConfigureAwait(false);
            }
            catch (AwsCallException exception)
            {
                Miss(what, exception);
                return null;
            }
        })).ConfigureAwait(false);
        return [.. all.OfType<XElement>()];
    }

    private async Task AddManagedAsync(string arn, CancellationToken cancellationToken)
    {
        try
        {
            var json = await _managed.GetAsync(_iam, arn, cancellationToken).ConfigureAwait(false);
            lock (_account)
            {
                _account.AddEntity("Policies", arn, json);
            }
        }
        catch (AwsCallException exception)
        {
            Miss(UnreadEvidence.ManagedPolicy(arn, layer: null), exception);
        }
    }

    private async Task<List<XElement>> TryListAsync(UnavailableEvidence what, IAsyncEnumerable<XElement> items)
    {
        var all = new List<XElement>();
        try
        {
            await foreach (var item in items.ConfigureAwait(false))
            {
                all.Add(item);
            }
        }
        catch (AwsCallException exception)
        {
            Miss(what, exception);
        }

        return all;
    }

    private void Miss(UnavailableEvidence what, AwsCallException exception)
    {
        lock (_account)
        {
            _account.Miss(what, exception);
        }
    }

    private static void WritePolicies(Utf8JsonWriter writer, string inlineMember, List<XElement> inline, List<XElement> attached, List<string>? groups)
    {
        writer.WriteStartArray(inlineMember);
        foreach (var policy in inline)
        {
            writer.WriteStartObject();
            writer.WriteString("PolicyName", policy.Text("PolicyName"));
            writer.WritePropertyName("PolicyDocument");
            CollectedJson.WriteDocument(writer, policy.Text("PolicyDocument") ?? "");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("AttachedManagedPolicies");
        foreach (var policy in attached)
        {
            writer.WriteStartObject();
            IamJson.WriteMembers(writer, policy);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (groups is not null && inlineMember == "UserPolicyList")
        {
            writer.WriteStartArray("GroupList");
            groups.ForEach(writer.WriteStringValue);
            writer.WriteEndArray();
        }
    }

    private sealed record EntitySource(
        Func<CancellationToken, IAsyncEnumerable<XElement>> ListInline,
        Func<string, CancellationToken, Task<XElement>> GetInline,
        Func<CancellationToken, IAsyncEnumerable<XElement>> ListAttached);
}
