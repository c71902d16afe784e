using System.Buffers;
using System.Text.Json;
using AccessUndenied.Text;

namespace AccessUndenied.Json;

/// <summary>JSON that is at hand as text, such as a policy: takes its layout away.</summary>
internal static class RawJson
{
    private static readonly SearchValues<char> s_plain = SearchValues.Create(string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c)) + "\t\r\n");

    /// <summary><paramref name="json"/> without layout; a JSON string that holds it where it is no JSON.</summary>
    public static ReadOnlyMemory<byte> Compact(string json)
    {
        var buffer = new ArrayBufferWriter<byte>(json.Length + 16);
        try
        {
            using var document = JsonDocument.Parse(json);
            using var writer = new Utf8JsonWriter(buffer, JsonForm.Compact);
            document.RootElement.WriteTo(writer);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // No JSON, or a text in it is half of a pair of surrogates.
            buffer = new();
            using var writer = new Utf8JsonWriter(buffer, JsonForm.Compact);
            writer.WriteStringValue(VisibleText.Of(json));
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Writes <paramref name="json"/> without layout, if that takes no reading: most policies are plain ASCII without escapes.</summary>
    /// <returns>False where nothing was written, since the text is no JSON or has characters that may be spelled in several ways.</returns>
    public static bool TryWritePlain(Utf8JsonWriter writer, string json)
    {
        var text = json.AsSpan();
        if (text.Contains('\\') || text.IndexOfAnyExcept(s_plain) >= 0)
        {
            return false;
        }

        var compact = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            writer.WriteRawValue(compact.AsSpan(0, CopyWithoutLayout(text, compact)));
            return true;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return false;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(compact);
        }
    }

    // Without escapes every quote opens or closes a text, and white space outside of texts is layout.
    private static int CopyWithoutLayout(ReadOnlySpan<char> text, Span<char> target)
    {
        var length = 0;
        var isInText = false;
        foreach (var c in text)
        {
            isInText ^= c == '"';
            if (isInText || c > ' ')
            {
                target[length++] = c;
            }
        }

        return length;
    }
}
