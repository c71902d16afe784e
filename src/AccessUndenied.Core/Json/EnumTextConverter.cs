using System.Text.Json;
using System.Text.Json.Serialization;

namespace AccessUndenied.Json;

/// <summary>Writes the values of an enumeration as the texts that reports have for them, and reads them back.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal abstract class EnumTextConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    private readonly Func<T, string> _textOf;

    private protected EnumTextConverter(Func<T, string> textOf) => _textOf = textOf;

    /// <inheritdoc/>
    /// <exception cref="JsonException">The JSON is none of the texts.</exception>
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? ValueOf(reader.GetString()!) : throw Fault();

    /// <inheritdoc/>
    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(_textOf(value));
    }

    /// <inheritdoc/>
    /// <exception cref="JsonException">The name is none of the texts.</exception>
    public sealed override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ValueOf(reader.GetString()!);

    /// <inheritdoc/>
    public sealed override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(_textOf(value));
    }

    private T ValueOf(string text)
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (_textOf(value) == text)
            {
                return value;
            }
        }

        throw Fault();
    }

    private JsonException Fault() => new($"Expected one of: {string.Join(", ", Enum.GetValues<T>().Select(_textOf))}.");
}
