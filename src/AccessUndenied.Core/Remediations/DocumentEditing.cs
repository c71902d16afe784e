using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Policies;

namespace AccessUndenied.Remediations;

/// <summary>Writes a policy document with some statements replaced or added, and leaves the rest as it was.</summary>
internal static class DocumentEditing
{
    // Policies are pasted into consoles and terminals by people: quotes, slashes and angle brackets stay readable.
    public static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document after <paramref name="changes"/>: each replaces a statement by another, or adds one where it names none.</summary>
    public static string Apply(PolicyDocument document, IEnumerable<(Statement? Replaced, string Json)> changes)
    {
        var root = JsonNode.Parse(document.Json.Span)!.AsObject();
        var name = root.First(member => member.Key.Equals("Statement", StringComparison.OrdinalIgnoreCase)).Key;
        var statements = Items(root[name]);
        root.Remove(name);
        foreach (var statement in statements)
        {
            (statement?.Parent as JsonArray)?.Remove(statement);
        }

        foreach (var (replaced, json) in changes)
        {
            if (replaced is not null && replaced.Index < statements.Count)
            {
                statements[replaced.Index] = JsonNode.Parse(json);
            }
            else
            {
                statements.Add(JsonNode.Parse(json));
            }
        }

        root[name] = new JsonArray([.. statements]);
        return Text(root);
    }

    /// <summary>The statement with one value more in <paramref name="member"/>, which holds a text or a list of them.</summary>
    public static string WithValue(Statement statement, string member, string value)
    {
        var node = JsonNode.Parse(statement.Json.Span)!.AsObject();
        var name = node.First(item => item.Key.Equals(member, StringComparison.OrdinalIgnoreCase)).Key;
        node[name] = Longer(node[name]!, value);
        return Text(node);
    }

    /// <summary>The statement with one principal more.</summary>
    public static string WithPrincipal(Statement statement, string type, string value)
    {
        var node = JsonNode.Parse(statement.Json.Span)!.AsObject();
        var principal = node["Principal"]!.AsObject();
        principal[type] = principal[type] is { } old ? Longer(old, value) : JsonValue.Create(value);
        return Text(node);
    }

    public static string Text(JsonNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            node.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static List<JsonNode?> Items(JsonNode? node) => node is JsonArray array ? array.ToList() : new List<JsonNode?> { node };

    private static JsonArray Longer(JsonNode old, string value)
    {
        var list = new JsonArray();
        foreach (var item in Items(old))
        {
            list.Add(item?.DeepClone());
        }

        list.Add((JsonNode?)JsonValue.Create(value));
        return list;
    }
}
