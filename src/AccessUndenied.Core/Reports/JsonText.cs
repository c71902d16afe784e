using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>Lays out JSON of policies for people: on one line, or on as few lines as stay readable.</summary>
/// <remarks>What cannot be read as JSON is given back as text, made visible: a report never fails for a policy.</remarks>
internal static class JsonText
{
    private const int WidestLine = 90;
    private const string Step = "  ";

    /// <summary>The JSON on one line.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="mostItems">How many items of a list to write before the rest is only counted; 0 for all.</param>
    public static string OneLine(ReadOnlyMemory<byte> json, int mostItems = 0)
    {
        return Read(json, root =>
        {
            var text = new StringBuilder();
            AppendInline(text, root, mostItems);
            return text.ToString();
        }) ?? VisibleText.Of(Encoding.UTF8.GetString(json.Span));
    }

    public static string OneLine(string json, int mostItems = 0) => OneLine(Encoding.UTF8.GetBytes(json), mostItems);

    /// <summary>The JSON on several lines, each member of the outermost object on its own: its name, and its text with it.</summary>
    /// <remarks>The name is empty for the brackets. Lines end with a line feed but for the last.</remarks>
    public static IReadOnlyList<(string Name, string Text)> Members(ReadOnlyMemory<byte> json)
    {
        return Read(json, MembersOf) ?? [("", Lines(json))];
    }

    /// <summary>The JSON on as few lines as stay readable.</summary>
    public static string Lines(ReadOnlyMemory<byte> json)
    {
        return Read(json, root =>
        {
            var text = new StringBuilder();
            AppendLines(text, root, "", WidestLine);
            return text.ToString();
        }) ?? VisibleText.Of(Encoding.UTF8.GetString(json.Span));
    }

    public static string Lines(string json) => Lines(Encoding.UTF8.GetBytes(json));

    /// <summary>The statements of a policy, each on one line; the JSON itself where it is no policy.</summary>
    public static IReadOnlyList<string> Statements(string json) =>
        Read(Encoding.UTF8.GetBytes(json), root => root.ValueKind == JsonValueKind.Object && root.TryGetProperty("Statement", out var statement) ? StatementsOf(statement) : null) ?? [OneLine(json)];

    private static List<string> StatementsOf(JsonElement statement) =>
        [.. (statement.ValueKind == JsonValueKind.Array ? statement.EnumerateArray().ToList() : [statement]).Select(one =>
        {
            var text = new StringBuilder();
            AppendInline(text, one, 0);
            return text.ToString();
        })];

    private static T? Read<T>(ReadOnlyMemory<byte> json, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, or a name or value that is half of a pair of surrogates.
            return null;
        }
    }

    private static List<(string Name, string Text)>? MembersOf(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var members = new List<(string, string)> { ("", "{\n") };
        var left = root.EnumerateObject().Count();
        foreach (var member in root.EnumerateObject())
        {
            var text = new StringBuilder(Step);
            AppendMember(text, member, Step, WidestLine - Step.Length);
            left--;
            members.Add((member.Name, text.Append(left > 0 ? ",\n" : "\n").ToString()));
        }

        members.Add(("", "}"));
        return members;
    }

    private static void AppendMember(StringBuilder text, JsonProperty member, string indent, int room)
    {
        AppendString(text, member.Name);
        text.Append(": ");
        AppendLines(text, member.Value, indent, room - member.Name.Length - 4);
    }

    private static void AppendLines(StringBuilder text, JsonElement element, string indent, int room)
    {
        var start = text.Length;
        AppendInline(text, element, 0);
        if (text.Length - start <= room || element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return;
        }

        text.Length = start;
        var isObject = element.ValueKind == JsonValueKind.Object;
        var inner = indent + Step;
        text.Append(isObject ? "{" : "[");
        var separator = "\n";
        if (isObject)
        {
            foreach (var member in element.EnumerateObject())
            {
                text.Append(separator).Append(inner);
                AppendMember(text, member, inner, WidestLine - inner.Length);
                separator = ",\n";
            }
        }
        else
        {
            foreach (var item in element.EnumerateArray())
            {
                text.Append(separator).Append(inner);
                AppendLines(text, item, inner, WidestLine - inner.Length);
                separator = ",\n";
            }
        }

        text.Append('\n').Append(indent).Append(isObject ? '}' : ']');
    }

    private static void AppendInline(StringBuilder text, JsonElement element, int mostItems)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                AppendObject(text, element, mostItems);
                break;
            case JsonValueKind.Array:
                AppendArray(text, element, mostItems);
                break;
            case JsonValueKind.String:
                AppendString(text, element.GetString()!);
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    private static void AppendObject(StringBuilder text, JsonElement element, int mostItems)
    {
        text.Append('{');
        var separator = "";
        foreach (var member in element.EnumerateObject())
        {
            text.Append(separator);
            AppendString(text, member.Name);
            text.Append(": ");
            AppendInline(text, member.Value, mostItems);
            separator = ", ";
        }

        text.Append('}');
    }

    private static void AppendArray(StringBuilder text, JsonElement element, int mostItems)
    {
        text.Append('[');
        var count = element.GetArrayLength();
        var shown = mostItems > 0 && count > mostItems + 1 ? mostItems : count;
        var separator = "";
        foreach (var item in element.EnumerateArray().Take(shown))
        {
            text.Append(separator);
            AppendInline(text, item, mostItems);
            separator = ", ";
        }

        if (shown < count)
        {
            text.Append(", ").Append(Counts.AndMore(count - shown));
        }

        text.Append(']');
    }

    private static void AppendString(StringBuilder text, string value) =>
        text.Append('"').Append(VisibleText.Of(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value))).Append('"');
}
