using System.Text.Json;
using AccessUndenied.Policies;
using AccessUndenied.Replays;
using AccessUndenied.Requests;

namespace AccessUndenied.Samples.PullRequestGate;

/// <summary>The policies that a pull request changes, as proposed changes of those of the same name that are in force.</summary>
/// <remarks>Shape: <c>&lt;account&gt;/&lt;policy name&gt;.json</c>, and <c>organization/&lt;policy name&gt;.json</c> for the organization's own.</remarks>
internal static class ChangedPolicies
{
    private const string Organization = "organization";

    /// <summary>The changes of <paramref name="folder"/>.</summary>
    /// <exception cref="InvalidDataException">A policy is not in the snapshot, or its file holds none.</exception>
    public static IReadOnlyList<ProposedChange> Read(string folder, string snapshotFile)
    {
        using var snapshot = JsonDocument.Parse(File.ReadAllBytes(snapshotFile));
        return [.. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(file => Read(file, snapshot.RootElement))];
    }

    private static List<ProposedChange> Read(string file, JsonElement snapshot)
    {
        var place = Path.GetFileName(Path.GetDirectoryName(file)!);
        var name = Path.GetFileNameWithoutExtension(file);
        var document = Document(file);
        var found = (place == Organization ? OfOrganization(snapshot, name) : OfAccount(snapshot, place, name)).Distinct()
            .Select(one => new ProposedChange
            {
                Kind = ChangeKind.Put, Layer = one.Layer, Target = one.Target, PolicyName = one.Target is null ? null : name, PolicyArn = one.Arn,
                Document = document, Origin = file, DocumentLine = 1,
            })
            .ToList();
        return found.Count > 0 ? found : throw new InvalidDataException($"{file}: the snapshot has no policy '{name}' in {place}. Attach new policies first, or collect the snapshot anew.");
    }

    // One policy, wherever it is attached.
    private static IEnumerable<(PolicyLayer Layer, string? Target, string? Arn)> OfOrganization(JsonElement snapshot, string name) =>
        from node in Members(snapshot, "Organization")
        from kind in new[] { ("policies", PolicyLayer.ServiceControl), ("resource_control_policies", PolicyLayer.ResourceControl) }
        from policy in Items(node, kind.Item1)
        where Text(policy, "Name") == name
        select (kind.Item2, (string?)null, Text(policy, "Arn"));

    private static IEnumerable<(PolicyLayer Layer, string? Target, string? Arn)> OfAccount(JsonElement snapshot, string account, string name)
    {
        if (!snapshot.TryGetProperty("Accounts", out var accounts) || !accounts.TryGetProperty(account, out var found) || !found.TryGetProperty("AuthorizationDetails", out var details))
        {
            return [];
        }

        var inline =
            from kind in new[] { ("UserDetailList", "UserPolicyList"), ("GroupDetailList", "GroupPolicyList"), ("RoleDetailList", "RolePolicyList") }
            from entity in Items(details, kind.Item1)
            from policy in Items(entity, kind.Item2)
            where Text(policy, "PolicyName") == name
            select (PolicyLayer.Identity, Text(entity, "Arn"), (string?)null);
        var managed =
            from policy in Items(details, "Policies")
            where Text(policy, "PolicyName") == name
            from layer in new[] { PolicyLayer.Identity, PolicyLayer.PermissionsBoundary }
            select (layer, (string?)null, Text(policy, "Arn"));
        return inline.Concat(managed);
    }

    private static PolicyDocument Document(string file)
    {
        try
        {
            return PolicyDocument.Parse(File.ReadAllBytes(file));
        }
        catch (PolicyFormatException exception)
        {
            throw new InvalidDataException($"{file}: {exception.Message}", exception);
        }
    }

    private static IEnumerable<JsonElement> Members(JsonElement json, string name) =>
        json.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Object ? found.EnumerateObject().Select(member => member.Value) : [];

    private static IEnumerable<JsonElement> Items(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Array ? found.EnumerateArray() : [];

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
