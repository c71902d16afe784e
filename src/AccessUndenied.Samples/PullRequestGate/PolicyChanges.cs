using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Policies;

namespace AccessUndenied.Samples.PullRequestGate;

/// <summary>The policies that a pull request changes.</summary>
/// <remarks>Shape: <c>&lt;account&gt;/&lt;policy name&gt;.json</c>, and <c>organization/&lt;policy name&gt;.json</c> for the organization's own.</remarks>
internal sealed class PolicyChanges
{
    private const string Organization = "organization";

    private readonly IReadOnlyList<(string Place, string Name, string File)> _policies;

    private PolicyChanges(IReadOnlyList<(string Place, string Name, string File)> policies) => _policies = policies;

    public static PolicyChanges Read(string folder) => new([.. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(file => (Path.GetFileName(Path.GetDirectoryName(file)!), Path.GetFileNameWithoutExtension(file), file))]);

    /// <summary>The snapshot with the changed policies in place of those of the same name.</summary>
    /// <exception cref="InvalidDataException">A policy is not in the snapshot, or its file holds none.</exception>
    public Snapshot ApplyTo(string snapshotFile)
    {
        var snapshot = JsonNode.Parse(File.ReadAllBytes(snapshotFile));
        foreach (var (place, name, file) in _policies)
        {
            var root = place == Organization ? snapshot?["Organization"] : snapshot?["Accounts"]?[place]?["AuthorizationDetails"];
            if (root is null || !Replace(root, name, Document(file)))
            {
                throw new InvalidDataException($"{file}: the snapshot has no policy '{name}' in {place}. Attach new policies first, or collect the snapshot anew.");
            }
        }

        var changed = Path.GetTempFileName();
        try
        {
            File.WriteAllText(changed, snapshot!.ToJsonString());
            return Snapshot.Open([changed]);
        }
        finally
        {
            File.Delete(changed);
        }
    }

    /// <summary>The file and line that decided <paramref name="answer"/>; the only changed file where no statement of any did.</summary>
    public (string? File, int? Line) Find(ReplayAnswer answer)
    {
        foreach (var (policy, index) in answer.Statements)
        {
            if (_policies.FirstOrDefault(changed => changed.Name == policy).File is { } file)
            {
                return (file, PolicyDocument.Parse(File.ReadAllBytes(file)).Statements.ElementAtOrDefault(index)?.Position.Line);
            }
        }

        return (_policies is [var only] ? only.File : null, null);
    }

    private static JsonNode Document(string file)
    {
        try
        {
            _ = PolicyDocument.Parse(File.ReadAllBytes(file));
            return JsonNode.Parse(File.ReadAllBytes(file))!;
        }
        catch (Exception exception) when (exception is PolicyFormatException or JsonException)
        {
            throw new InvalidDataException($"{file}: {exception.Message}", exception);
        }
    }

    // Inline and organization policies have a document; managed ones have versions of it, one of which holds.
    private static bool Replace(JsonNode node, string name, JsonNode document)
    {
        var found = false;
        if (node is JsonObject policy && Name(policy) == name)
        {
            if (policy.ContainsKey("PolicyDocument"))
            {
                policy["PolicyDocument"] = document.DeepClone();
                found = true;
            }

            foreach (var version in (policy["PolicyVersionList"] as JsonArray ?? []).OfType<JsonObject>().Where(version => (bool?)version["IsDefaultVersion"] == true))
            {
                version["Document"] = document.DeepClone();
                found = true;
            }
        }

        foreach (var child in Children(node))
        {
            found |= Replace(child, name, document);
        }

        return found;
    }

    private static string? Name(JsonObject policy) =>
        (policy["PolicyName"] ?? policy["Name"]) is JsonValue value && value.TryGetValue<string>(out var name) ? name : null;

    private static IEnumerable<JsonNode> Children(JsonNode node) => node switch
    {
        JsonObject values => values.Select(member => member.Value).OfType<JsonNode>(),
        JsonArray items => items.OfType<JsonNode>(),
        _ => [],
    };
}
