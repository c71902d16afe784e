using System.Text.Json;

namespace AccessUndenied.Aws.Events;

/// <summary>Where a value stands in the bytes that are being scanned; <c>default</c> is no value.</summary>
internal readonly record struct JsonToken(int Start, int Length, JsonTokenType Type)
{
    /// <summary>A text of at least one character.</summary>
    internal bool IsText => Type == JsonTokenType.String && Length > 2;

    /// <summary>Neither absent nor null nor a text: the record cannot be judged by it.</summary>
    internal bool IsWrongType => Type is not (JsonTokenType.None or JsonTokenType.Null or JsonTokenType.String);

    internal static JsonToken At(ref Utf8JsonReader reader) =>
        new((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex), reader.TokenType);
}
