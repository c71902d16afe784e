using System.Buffers;
using System.Text;
using System.Text.Json;

namespace AccessUndenied.Reports.Reading;

/// <summary>JSON values of reports: finds them in a file, and lays one out again.</summary>
internal static class ReportedValues
{
    /// <summary>Each result in <paramref name="utf8"/>: the members of <c>Results</c>, the items of lists, and the values one after the other.</summary>
    public static IEnumerable<JsonElement> In(ReadOnlyMemory<byte> utf8)
    {
        while (!utf8.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            using var document = ParseFirst(ref utf8);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("Results", out var results))
            {
                root = results;
            }

            if (root.ValueKind != JsonValueKind.Array)
            {
                yield return root;
                continue;
            }

            foreach (var item in root.EnumerateArray())
            {
                yield return item;
            }
        }
    }

    /// <summary><paramref name="json"/> without layout; a JSON string that holds it where it is no JSON.</summary>
    public static ReadOnlyMemory<byte> Compact(string json)
    {
        if (IsCompact(json))
        {
            return Encoding.UTF8.GetBytes(json);
        }

        var buffer = new ArrayBufferWriter<byte>(json.Length + 16);
        try
        {
            using var document = JsonDocument.Parse(json);
            using var writer = new Utf8JsonWriter(buffer, JsonText.Options);
            document.RootElement.WriteTo(writer);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // No JSON, or a text in it is half of a pair of surrogates.
            buffer = new();
            using var writer = new Utf8JsonWriter(buffer, JsonText.Options);
            writer.WriteStringValue(VisibleText.Of(json));
        }

        return buffer.WrittenMemory;
    }

    // Most policies are: then there is nothing to parse. Escapes have other spellings, so that a text with any is written anew.
    private static bool IsCompact(string json)
    {
        var isInText = false;
        foreach (var c in json)
        {
            if (c is < ' ' or > '~' or '\\' || (c == ' ' && !isInText))
            {
                return false;
            }

            isInText ^= c == '"';
        }

        return !isInText && IsValid(json);
    }

    private static bool IsValid(string json)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonDocument ParseFirst(ref ReadOnlyMemory<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.Span);
        var document = JsonDocument.ParseValue(ref reader);
        utf8 = utf8[(int)reader.BytesConsumed..];
        return document;
    }
}
