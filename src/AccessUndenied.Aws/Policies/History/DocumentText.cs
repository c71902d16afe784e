using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>Policy documents as records and snapshots write them: objects, texts, and URL-encoded texts.</summary>
internal static class DocumentText
{
    private const int MaxDepth = 64;

    /// <summary>The document as JSON; null where it is none, because it was cut off, hidden or left out.</summary>
    public static string? Of(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            return element.GetRawText();
        }

        return element.ValueKind == JsonValueKind.String && ParameterReader.TextOf(element) is { } text ? Of(text) : null;
    }

    /// <summary>The same, of a text.</summary>
    public static string? Of(string text)
    {
        var trimmed = text.TrimStart();
        if (trimmed.StartsWith('%'))
        {
            trimmed = Uri.UnescapeDataString(trimmed).TrimStart();
        }

        return trimmed.StartsWith('{') && Parse(trimmed) is JsonObject ? trimmed : null;
    }

    /// <summary>Whether two values say the same: documents without regard to spaces, the order of members, and lists of one.</summary>
    public static bool AreSame(string? one, string? other)
    {
        if (one == other || one is null || other is null)
        {
            return one == other;
        }

        return one.StartsWith('{') && other.StartsWith('{') && Canonical(one) is { } first && first == Canonical(other);
    }

    /// <summary>The document with a further statement, in the place of one of the same id; null where one of them cannot be read.</summary>
    public static string? WithStatement(string? document, string statement)
    {
        if (Parse(statement) is not JsonObject added || Parse(document ?? "{\"Version\":\"2012-10-17\",\"Statement\":[]}") is not JsonObject policy)
        {
            return null;
        }

        var statements = StatementsOf(policy, TextOf(added["Sid"]));
        statements.Add((JsonNode)added);
        policy["Statement"] = statements;
        return policy.ToJsonString();
    }

    /// <summary>The document without the statement of that id; null where no statement is left.</summary>
    public static string? WithoutStatement(string? document, string id)
    {
        if (document is null || Parse(document) is not JsonObject policy)
        {
            return document;
        }

        var statements = StatementsOf(policy, id);
        policy["Statement"] = statements;
        return statements.Count == 0 ? null : policy.ToJsonString();
    }

    /// <summary>Reads JSON; null where it is none.</summary>
    public static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new() { MaxDepth = MaxDepth });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonArray StatementsOf(JsonObject policy, string? without)
    {
        var all = policy["Statement"] switch
        {
            JsonArray list => list.ToList(),
            JsonObject single => [single],
            _ => new List<JsonNode?>(),
        };
        return new([.. all.Where(one => without is null || TextOf((one as JsonObject)?["Sid"]) != without).Select(one => one?.DeepClone())]);
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string? Canonical(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = MaxDepth });
            var text = new StringBuilder();
            Append(text, document.RootElement);
            return text.ToString();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Append(StringBuilder text, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            text.Append('{');
            foreach (var member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
            {
                text.Append('"').Append(JsonEncodedText.Encode(member.Name)).Append("\":");
                Append(text, member.Value);
                text.Append(',');
            }

            text.Append('}');
        }
        else if (element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == 1)
        {
            Append(text, element[0]);
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            text.Append('[');
            foreach (var item in element.EnumerateArray())
            {
                Append(text, item);
                text.Append(',');
            }

            text.Append(']');
        }
        else if (element.ValueKind == JsonValueKind.String)
        {
            text.Append('"').Append(JsonEncodedText.Encode(element.GetString()!)).Append('"');
        }
        else
        {
            text.Append(element.GetRawText());
        }
    }
}
