using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Policies;

namespace AccessUndenied.Remediations;

/// <summary>Writes a policy document with some statements replaced or added, and leaves the rest as it was.</summary>
internal static class DocumentEditor
{
    // Policies are pasted into consoles and terminals by people: quotes, slashes and angle brackets stay readable.
    public static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document after <paramref name="changes"/>: each replaces a statement by another, or adds one where it names none.</summary>
    public static string Apply(PolicyDocument document, IEnumerable<(Statement? Replaced, string Json)> changes)
    {
        using var parsed = JsonDocument.Parse(document.Json);
        var (replaced, added) = Split(changes, document.Statements.Count);
        using var stream = new MemoryStream(document.Json.Length + 512);
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            var name = "Statement";
            JsonElement statements = default;
            foreach (var member in parsed.RootElement.EnumerateObject())
            {
                if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    (name, statements) = (member.Name, member.Value);
                }
                else
                {
                    member.WriteTo(writer);
                }
            }

            writer.WriteStartArray(name);
            WriteStatements(writer, statements, replaced);
            foreach (var json in added)
            {
                WriteStatement(writer, json);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static (Dictionary<int, string> Replaced, List<string> Added) Split(IEnumerable<(Statement? Replaced, string Json)> changes, int count)
    {
        var replaced = new Dictionary<int, string>();
        var added = new List<string>();
        foreach (var (statement, json) in changes)
        {
            if (statement is { Index: >= 0 } && statement.Index < count)
            {
                replaced[statement.Index] = json;
            }
            else
            {
                added.Add(json);
            }
        }

        return (replaced, added);
    }

    private static void WriteStatements(Utf8JsonWriter writer, JsonElement statements, Dictionary<int, string> replaced)
    {
        var index = 0;
        foreach (var statement in statements.ValueKind == JsonValueKind.Array ? statements.EnumerateArray().ToList() : [statements])
        {
            if (replaced.TryGetValue(index++, out var json))
            {
                WriteStatement(writer, json);
            }
            else
            {
                statement.WriteTo(writer);
            }
        }
    }

    private static void WriteStatement(Utf8JsonWriter writer, string json)
    {
        using var statement = JsonDocument.Parse(json);
        statement.RootElement.WriteTo(writer);
    }

    /// <summary>The statement with one value more in <paramref name="member"/>, which holds a text or a list of them.</summary>
    public static string WithValue(Statement statement, string member, string value)
    {
        var node = JsonNode.Parse(statement.Json.Span)!.AsObject();
        var name = node.Select(item => item.Key).First(key => key.Equals(member, StringComparison.OrdinalIgnoreCase));
        node[name] = Longer(node[name]!, value);
        return Text(node);
    }

    /// <summary>The statement without <paramref name="member"/>, in whatever case it is written.</summary>
    public static string Without(string statement, string member)
    {
        var node = JsonNode.Parse(statement)!.AsObject();
        if (node.Select(item => item.Key).FirstOrDefault(key => key.Equals(member, StringComparison.OrdinalIgnoreCase)) is { } name)
        {
            node.Remove(name);
        }

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
