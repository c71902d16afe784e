using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Writes JSON, and policy documents as AWS hands them out.</summary>
internal static class CollectedJson
{
    // Policies are read by people too: no \u0022 where a quote will do. Nothing of it goes into HTML.
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonWriterOptions Indented { get; } = Options with { Indented = true };

    public static byte[] Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes a policy's text as an object; as the text that it is where it is no JSON, which its reader will say.</summary>
    /// <remarks>IAM encodes documents for URLs, some tools in between once more.</remarks>
    public static void WriteDocument(Utf8JsonWriter writer, string text)
    {
        var decoded = text.Trim();
        for (var i = 0; i < 3 && decoded.StartsWith('%'); i++)
        {
            decoded = Uri.UnescapeDataString(decoded).Trim();
        }

        try
        {
            using var document = JsonDocument.Parse(decoded, new JsonDocumentOptions { MaxDepth = 32 });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                writer.WriteRawValue(decoded, skipInputValidation: true);
                return;
            }
        }
        catch (JsonException)
        {
            // Kept as it is, below.
        }

        writer.WriteStringValue(text);
    }
}
