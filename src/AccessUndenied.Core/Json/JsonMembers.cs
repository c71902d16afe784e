using System.Text.Json;

namespace AccessUndenied.Json;

/// <summary>Writes members of objects: what is optional, lists, and JSON that is at hand as text.</summary>
internal static class JsonMembers
{
    public static void WriteTime(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset time) => writer.WriteString(name, time.UtcDateTime);

    /// <summary>The member, if there is a text.</summary>
    public static void WriteOptional(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    /// <summary>A list of objects, the members of each by <paramref name="write"/>.</summary>
    public static void WriteAll<T>(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WriteTexts(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        writer.WritePropertyName(name);
        writer.WriteTexts(texts);
    }

    public static void WriteTexts(this Utf8JsonWriter writer, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray();
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    /// <summary>The JSON in the layout of <paramref name="writer"/>; null where there is none.</summary>
    /// <remarks>Parsed again rather than copied, so that the text takes the report's own layout and escapes, and cannot break it.</remarks>
    public static void WriteRaw(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? json)
    {
        writer.WritePropertyName(name);
        if (json is null)
        {
            writer.WriteNullValue();
            return;
        }

        if (!writer.Options.Indented && RawJson.TryWritePlain(writer, json))
        {
            return;
        }

        var compact = RawJson.Compact(json);
        if (!writer.Options.Indented)
        {
            writer.WriteRawValue(compact.Span, skipInputValidation: true);
            return;
        }

        using var document = JsonDocument.Parse(compact);
        document.RootElement.WriteTo(writer);
    }
}
