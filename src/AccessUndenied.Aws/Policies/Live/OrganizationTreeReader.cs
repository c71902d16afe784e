using System.Collections.Concurrent;
using System.Text.Json;
using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Reads a whole organization, all its nodes at the same time as far as the connection lets them.</summary>
internal sealed class OrganizationTreeReader
{
    private readonly AwsConnection _connection;
    private readonly OrganizationReader _reader;
    private readonly ConcurrentDictionary<string, bool> _units = new(StringComparer.Ordinal);
    private int _count;

    public OrganizationTreeReader(AwsConnection connection)
    {
        _connection = connection;
        _reader = new(connection);
    }

    /// <summary>The organization; null where it cannot be read, or there is none.</summary>
    public async Task<CollectedSnapshot?> TryReadAsync(IProgress<CollectionProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(progress, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException)
        {
            return null;
        }
    }

    /// <summary>The organization.</summary>
    /// <exception cref="AwsCallException">It cannot be read, or there is none.</exception>
    public async Task<CollectedSnapshot> ReadAsync(IProgress<CollectionProgress>? progress, CancellationToken cancellationToken)
    {
        var root = await _reader.GetRootAsync(cancellationToken).ConfigureAwait(false);
        var collected = new CollectedSnapshot { OrganizationId = root.OrganizationId, ManagementAccountId = root.ManagementAccountId };
        Add(collected, root.Id, root.Node, progress);
        await AddChildrenAsync(root.Id, collected, progress, cancellationToken).ConfigureAwait(false);
        if (_reader.ResourceControlFault is { } fault)
        {
            // A file without them would say that there are none.
            throw fault;
        }

        return collected;
    }

    private async Task AddChildrenAsync(string parent, CollectedSnapshot collected, IProgress<CollectionProgress>? progress, CancellationToken cancellationToken)
    {
        var client = OrganizationsClient.Of(await _connection.ForOrganizationAsync(cancellationToken).ConfigureAwait(false));
        var children = new List<Task>();
        await foreach (var account in client.ListAccountsForParentAsync(parent, cancellationToken).ConfigureAwait(false))
        {
            children.Add(AddNodeAsync(account, true, parent, collected, progress, cancellationToken));
        }

        await foreach (var unit in client.ListOrganizationalUnitsForParentAsync(parent, cancellationToken).ConfigureAwait(false))
        {
            if (!_units.TryAdd(unit.Text("Id") ?? "", true))
            {
                continue;
            }

            children.Add(AddNodeAsync(unit, false, parent, collected, progress, cancellationToken));
            children.Add(AddChildrenAsync(unit.Text("Id") ?? "", collected, progress, cancellationToken));
        }

        await Task.WhenAll(children).ConfigureAwait(false);
    }

    private async Task AddNodeAsync(
        JsonElement described, bool isAccount, string parent, CollectedSnapshot collected, IProgress<CollectionProgress>? progress, CancellationToken cancellationToken)
    {
        var node = await _reader.ReadNodeAsync(described, isAccount, parent, cancellationToken).ConfigureAwait(false);
        Add(collected, described.Text("Id") ?? "", node, progress);
    }

    private void Add(CollectedSnapshot collected, string id, byte[] node, IProgress<CollectionProgress>? progress)
    {
        lock (collected)
        {
            collected.Nodes[id] = node;
            progress?.Report(new("nodes of the organization", ++_count, null));
        }
    }
}
