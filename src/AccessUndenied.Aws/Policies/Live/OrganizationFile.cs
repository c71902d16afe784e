using System.Text.Json;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Snapshots;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>An organization from a file, such as <c>scp_data.json</c>, in place of the one that would be read.</summary>
internal sealed class OrganizationFile
{
    private readonly string _name;
    private readonly Dictionary<string, (string? Parent, byte[] Json)> _nodes = new(StringComparer.Ordinal);
    private readonly string? _organizationId;
    private readonly string? _managementAccountId;

    private OrganizationFile(string name, JsonElement root)
    {
        _name = name;
        _organizationId = root.Text("OrganizationId");
        _managementAccountId = root.Text("ManagementAccountId");
        var nodes = root.Member("Organization") is { ValueKind: JsonValueKind.Object } inner ? inner : root;
        foreach (var node in nodes.EnumerateObject())
        {
            _nodes[node.Name] = (node.Value.Text("parent"), System.Text.Encoding.UTF8.GetBytes(node.Value.GetRawText()));
        }
    }

    /// <exception cref="SnapshotFormatException">The file cannot be read, or holds no organization.</exception>
    public static OrganizationFile Open(string path)
    {
        // What the offline analysis refuses is refused here in the same words.
        new SnapshotBuilder().AddOrganizationFile(path);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = SnapshotFile.MaxDepth });
        return new(path, document.RootElement);
    }

    public IReadOnlyList<string> AccountIds => [.. _nodes.Keys.Where(id => Aws.AccountIds.IsAccountId(id))];

    /// <summary>All of its nodes.</summary>
    public Fragment Whole()
    {
        var collected = new CollectedSnapshot { OrganizationId = _organizationId, ManagementAccountId = _managementAccountId };
        foreach (var (id, node) in _nodes)
        {
            collected.Nodes[id] = node.Json;
        }

        return collected.ToFragment(_name);
    }

    /// <summary>The way from the root to <paramref name="accountId"/>; the root alone where the account is not in the file.</summary>
    public Fragment PathOf(string accountId)
    {
        var collected = new CollectedSnapshot { OrganizationId = _organizationId, ManagementAccountId = _managementAccountId };
        for (var id = accountId; id is not null && _nodes.TryGetValue(id, out var node) && collected.Nodes.TryAdd(id, node.Json); id = node.Parent)
        {
            // Goes up until there is nothing above, or, in a file with a loop, until the loop closes.
        }

        foreach (var (id, node) in _nodes)
        {
            if (node.Parent is null)
            {
                collected.Nodes.TryAdd(id, node.Json);
            }
        }

        return collected.ToFragment(_name, accountId);
    }
}
