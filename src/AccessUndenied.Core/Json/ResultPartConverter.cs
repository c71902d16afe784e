using System.Text.Json;
using System.Text.Json.Serialization;

namespace AccessUndenied.Json;

/// <summary>Writes a part of a result as reports have it, whatever the options of the serializer are, and reads it back.</summary>
/// <typeparam name="T">The part.</typeparam>
/// <remarks>
/// Names of members, texts of enumerations and escapes are those of <c>docs/result.schema.json</c>. Of the options, <see cref="JsonSerializerOptions.WriteIndented"/>
/// counts alone; inside of an indented document the document's own encoder is used. Uses no reflection.
/// </remarks>
internal abstract class ResultPartConverter<T> : JsonConverter<T>
    where T : class
{
    private readonly Action<Utf8JsonWriter, T> _writeMembers;
    private readonly Func<JsonFields, T> _read;

    private protected ResultPartConverter(Action<Utf8JsonWriter, T> writeMembers, Func<JsonFields, T> read)
    {
        _writeMembers = writeMembers;
        _read = read;
    }

    /// <inheritdoc/>
    /// <exception cref="JsonException">The JSON is no such part; the message names the place.</exception>
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        try
        {
            return _read(new(document.RootElement, "$"));
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        if (writer is { CurrentDepth: > 0, Options.Indented: true })
        {
            WriteObject(writer, value);
            return;
        }

        writer.WriteRawValue(JsonBuffer.Written(writer.Options.Indented, inner => WriteObject(inner, value)).Span, skipInputValidation: true);
    }

    private void WriteObject(Utf8JsonWriter writer, T value)
    {
        writer.WriteStartObject();
        _writeMembers(writer, value);
        writer.WriteEndObject();
    }
}
