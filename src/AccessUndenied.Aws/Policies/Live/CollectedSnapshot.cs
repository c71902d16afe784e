using System.Text.Json;
using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>What was read of some accounts and their organization, until it is written as a snapshot.</summary>
/// <remarks>Not for use by several threads at once.</remarks>
internal sealed class CollectedSnapshot
{
    private readonly SortedDictionary<string, CollectedAccount> _accounts = new(StringComparer.Ordinal);

    /// <summary>The organization's nodes, as JSON, by id.</summary>
    public SortedDictionary<string, byte[]> Nodes { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether AWS said that there is no organization, which is an answer.</summary>
    public bool HasNoOrganization { get; set; }

    public string? OrganizationId { get; set; }

    public string? ManagementAccountId { get; set; }

    public IReadOnlyDictionary<string, CollectedAccount> Accounts => _accounts;

    /// <summary>The account that is known to have the resource <paramref name="arn"/>; null when none is.</summary>
    public string? OwnerOf(string arn) => _accounts.FirstOrDefault(account => account.Value.HasResource(arn)).Key;

    public CollectedAccount Account(string id)
    {
        if (!_accounts.TryGetValue(id, out var account))
        {
            _accounts.Add(id, account = new());
        }

        return account;
    }

    /// <summary>Adds a fragment.</summary>
    /// <param name="utf8">The fragment.</param>
    /// <param name="withDetails">The accounts whose users and roles are there already.</param>
    /// <param name="mayPass">Whether what it lacks may be had the next time.</param>
    public void Add(ReadOnlyMemory<byte> utf8, IReadOnlySet<string> withDetails, bool mayPass)
    {
        using var json = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = Snapshots.SnapshotFile.MaxDepth });
        var root = json.RootElement;
        foreach (var account in root.GetProperty("Accounts").EnumerateObject())
        {
            Account(account.Name).Add(account.Value, !withDetails.Contains(account.Name), mayPass);
        }

        if (root.Member("Organization") is { ValueKind: JsonValueKind.Object } nodes)
        {
            HasNoOrganization |= !nodes.EnumerateObject().Any();
            foreach (var node in nodes.EnumerateObject())
            {
                Nodes[node.Name] = CollectedJson.Of(node.Value.WriteTo);
            }
        }

        OrganizationId = root.Text("OrganizationId") ?? OrganizationId;
        ManagementAccountId = root.Text("ManagementAccountId") ?? ManagementAccountId;
    }

    public Fragment ToFragment(string name, string? accountId = null) =>
        new(name, CollectedJson.Of(Write), accountId, !_accounts.Values.Any(account => account.HasPassingFaults));

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("SnapshotVersion", Snapshots.SnapshotMessages.KnownVersion);
        writer.WriteStartObject("Accounts");
        foreach (var (id, account) in _accounts)
        {
            writer.WritePropertyName(id);
            account.Write(writer);
        }

        writer.WriteEndObject();
        WriteOrganization(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes the organization's members of a snapshot.</summary>
    public void WriteOrganization(Utf8JsonWriter writer)
    {
        // Without any node: that there is no organization.
        if (Nodes.Count > 0 || HasNoOrganization)
        {
            writer.WriteStartObject("Organization");
            foreach (var (id, node) in Nodes)
            {
                writer.WritePropertyName(id);
                writer.WriteRawValue(node, skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        if (OrganizationId is not null)
        {
            writer.WriteString("OrganizationId", OrganizationId);
            writer.WriteString("ManagementAccountId", ManagementAccountId);
        }
    }
}
