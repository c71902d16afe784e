using System.Buffers;
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

    private static JsonDocument ParseFirst(ref ReadOnlyMemory<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.Span);
        var document = JsonDocument.ParseValue(ref reader);
        utf8 = utf8[(int)reader.BytesConsumed..];
        return document;
    }
}
