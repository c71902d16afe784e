using System.Collections.Concurrent;
using System.Text.Json;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Snapshots;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Reads nodes of the organization with their policies, each node and policy once.</summary>
internal sealed class OrganizationReader
{
    // The words of the Python tool, which reads these files too, and each policy's document as a text.
    private const string Account = "AWSAccount";
    private const string RootOrUnit = "Organizational Unit or Organization Root";

    private readonly AwsConnection _connection;
    private readonly SharedTask<OrganizationRoot> _root;
    private readonly ConcurrentDictionary<string, SharedTask<ParentNode>> _parents = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SharedTask<byte[]>> _nodes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SharedTask<JsonElement>> _policies = new(StringComparer.Ordinal);

    public OrganizationReader(AwsConnection connection)
    {
        _connection = connection;
        _root = new(ReadRootAsync);
    }

    /// <summary>Why resource control policies could not be read where service control policies could; null when they were.</summary>
    public AwsCallException? ResourceControlFault { get; private set; }

    /// <summary>The organization's id and its root.</summary>
    /// <exception cref="AwsCallException">It cannot be read, or there is none.</exception>
    public Task<OrganizationRoot> GetRootAsync(CancellationToken cancellationToken) => _root.GetAsync(cancellationToken);

    /// <summary>The organization's id and management account, which every member may ask for.</summary>
    /// <exception cref="AwsCallException">It cannot be read, or there is none.</exception>
    public static async Task<(string? Id, string? ManagementAccountId)> DescribeAsync(AccountAccess access, CancellationToken cancellationToken)
    {
        var organization = await OrganizationsClient.Of(access).DescribeOrganizationAsync(cancellationToken).ConfigureAwait(false);
        return (organization.Text("Id"), organization.Text("MasterAccountId"));
    }

    /// <summary>The node above <paramref name="childId"/>; null when the organization has no such child.</summary>
    /// <exception cref="AwsCallException">It cannot be read.</exception>
    public async Task<ParentNode?> FindParentAsync(string childId, CancellationToken cancellationToken)
    {
        try
        {
            return await _parents.GetOrAdd(childId, id => new(token => ReadParentAsync(id, token))).GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException exception) when (exception.Fault == AwsFault.NotFound)
        {
            return null;
        }
    }

    /// <summary>A node below the root, as JSON.</summary>
    /// <exception cref="AwsCallException">It cannot be read.</exception>
    public Task<byte[]> ReadNodeAsync(string id, bool isAccount, string parent, CancellationToken cancellationToken) =>
        _nodes.GetOrAdd(id, key => new(async token =>
        {
            var client = OrganizationsClient.Of(await _connection.ForOrganizationAsync(token).ConfigureAwait(false));
            var described = isAccount
                ? await _connection.Trusted.DescribeAsync(key, token).ConfigureAwait(false)
                : await client.DescribeOrganizationalUnitAsync(key, token).ConfigureAwait(false);
            return await WriteAsync(client, described, isAccount ? Account : RootOrUnit, key, parent, null, token).ConfigureAwait(false);
        })).GetAsync(cancellationToken);

    /// <summary>The same of a node that a list has described already.</summary>
    /// <exception cref="AwsCallException">It cannot be read.</exception>
    public Task<byte[]> ReadNodeAsync(JsonElement described, bool isAccount, string parent, CancellationToken cancellationToken) =>
        _nodes.GetOrAdd(described.Text("Id") ?? "", key => new(async token =>
        {
            var client = OrganizationsClient.Of(await _connection.ForOrganizationAsync(token).ConfigureAwait(false));
            return await WriteAsync(client, described, isAccount ? Account : RootOrUnit, key, parent, null, token).ConfigureAwait(false);
        })).GetAsync(cancellationToken);

    private async Task<OrganizationRoot> ReadRootAsync(CancellationToken cancellationToken)
    {
        var access = await _connection.ForOrganizationAsync(cancellationToken).ConfigureAwait(false);
        var client = OrganizationsClient.Of(access);
        var (id, management) = await DescribeAsync(access, cancellationToken).ConfigureAwait(false);
        await foreach (var root in client.ListRootsAsync(cancellationToken).ConfigureAwait(false))
        {
            var rootId = root.Text("Id") ?? "";
            return new(id, management, rootId, await WriteAsync(client, root, RootOrUnit, rootId, null, (id, management), cancellationToken).ConfigureAwait(false));
        }

        throw new AwsCallException(AwsFault.Unreachable, null, LiveMessages.LacksMember("organizations:ListRoots", access.AccountId, "Roots"), null);
    }

    private async Task<ParentNode> ReadParentAsync(string id, CancellationToken cancellationToken)
    {
        var access = await _connection.ForOrganizationAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var parent in OrganizationsClient.Of(access).ListParentsAsync(id, cancellationToken).ConfigureAwait(false))
        {
            return new(parent.Text("Id") ?? "", parent.Text("Type") == "ROOT");
        }

        throw new AwsCallException(AwsFault.Unreachable, null, LiveMessages.LacksMember("organizations:ListParents", access.AccountId, "Parents"), null);
    }

    private async Task<byte[]> WriteAsync(
        OrganizationsClient client, JsonElement described, string type, string id, string? parent, (string? Id, string? Management)? organization, CancellationToken cancellationToken)
    {
        var service = ReadPoliciesAsync(client, id, OrganizationPolicy.ServiceControl, cancellationToken);
        var resource = await TryReadResourceControlAsync(client, id, cancellationToken).ConfigureAwait(false);
        var control = await service.ConfigureAwait(false);
        return JsonText.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("arn", described.Text("Arn"));
            writer.WriteString("id", id);
            writer.WriteString("name", described.Text("Name"));
            writer.WriteString("organization_node_type", type);
            writer.WriteString("parent", parent);
            if (organization is { } own)
            {
                writer.WriteString("organization_id", own.Id);
                writer.WriteString("management_account_id", own.Management);
            }

            WritePolicies(writer, "policies", control);
            if (resource is not null)
            {
                WritePolicies(writer, "resource_control_policies", resource);
            }

            writer.WriteEndObject();
        });
    }

    // The younger of the two kinds, which some partitions do not have and older roles may not read: service control policies stay worth having.
    private async Task<IReadOnlyList<JsonElement>?> TryReadResourceControlAsync(OrganizationsClient client, string target, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadPoliciesAsync(client, target, OrganizationPolicy.ResourceControl, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException exception) when (SaysUnknownType(exception))
        {
            return null;
        }
        catch (AwsCallException exception) when (!exception.IsPassing)
        {
            ResourceControlFault = exception;
            return null;
        }
    }

    private static bool SaysUnknownType(AwsCallException exception) =>
        exception.Code is "InvalidInputException" or "ValidationException" or "UnsupportedAPIEndpointException" or "PolicyTypeNotAvailableForOrganizationException";

    private async Task<IReadOnlyList<JsonElement>> ReadPoliciesAsync(OrganizationsClient client, string target, string type, CancellationToken cancellationToken)
    {
        var tasks = new List<Task<JsonElement>>();
        try
        {
            await foreach (var policy in client.ListPoliciesForTargetAsync(target, type, cancellationToken).ConfigureAwait(false))
            {
                tasks.Add(_policies.GetOrAdd(policy.Text("Id") ?? "", id => new(token => client.DescribePolicyAsync(id, token))).GetAsync(cancellationToken));
            }
        }
        catch (AwsCallException exception) when (exception.Code is "PolicyTypeNotEnabledException")
        {
            return [];
        }

        return await Task.WhenAll(tasks).ConfigureAwait(false);
    }

    private static void WritePolicies(Utf8JsonWriter writer, string name, IReadOnlyList<JsonElement> policies)
    {
        writer.WriteStartArray(name);
        foreach (var policy in policies)
        {
            var summary = policy.Member("PolicySummary");
            writer.WriteStartObject();
            foreach (var member in (ReadOnlySpan<string>)["Id", "Arn", "Name", "Description", "Type"])
            {
                if (summary.Text(member) is { } text)
                {
                    writer.WriteString(member, text);
                }
            }

            writer.WriteString("PolicyDocument", policy.Text("Content") ?? "");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <param name="OrganizationId">The organization's id.</param>
    /// <param name="ManagementAccountId">The account that manages it.</param>
    /// <param name="Id">The root's id.</param>
    /// <param name="Node">The root, as JSON.</param>
    internal sealed record OrganizationRoot(string? OrganizationId, string? ManagementAccountId, string Id, byte[] Node);

    /// <param name="Id">The node's id.</param>
    /// <param name="IsRoot">Whether nothing is above it.</param>
    internal sealed record ParentNode(string Id, bool IsRoot);
}
