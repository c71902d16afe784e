using System.Text.Json;

namespace AccessUndenied.Aws.Events;

/// <summary>A part of a record that is parsed when first asked for; most records never need it.</summary>
internal sealed class JsonPart(ReadOnlyMemory<byte> json)
{
    // A reference, because it is set by whichever thread comes first and must never be seen half written.
    private ParsedPart? _parsed;

    internal JsonElement Element => (_parsed ??= new ParsedPart(Parse())).Element;

    internal bool SameAs(JsonPart? other) => other is not null && json.Span.SequenceEqual(other.Bytes.Span);

    internal void AddTo(ref HashCode hash) => hash.AddBytes(json.Span);

    private ReadOnlyMemory<byte> Bytes => json;

    private JsonElement Parse()
    {
        var reader = new Utf8JsonReader(json.Span);
        return JsonElement.ParseValue(ref reader);
    }

    private sealed class ParsedPart(JsonElement element)
    {
        internal JsonElement Element { get; } = element;
    }
}
