using System.Text;
using System.Text.Json;

namespace AccessUndenied.Aws.Events;

/// <summary>A part of a record that is parsed when first asked for; most records never need it.</summary>
internal class JsonPart(ReadOnlyMemory<byte> json)
{
    // A reference, because it is set by whichever thread comes first and must never be seen half written.
    private ParsedPart? _parsed;
    private volatile bool _isAsked;

    internal JsonElement Element
    {
        get
        {
            _isAsked = true;
            return (_parsed ??= new ParsedPart(Parse())).Element;
        }
    }

    /// <summary>Whether anybody asked for more of it than <see cref="MayHoldSentence"/>.</summary>
    internal bool IsAsked => _isAsked;

    /// <summary>Whether a member named <c>message</c> or <c>errorMessage</c>, in whatever case, may stand in it.</summary>
    internal bool MayHoldSentence
    {
        get
        {
            // An escape may spell any letter, and what is beyond ASCII is left to whoever knows its cases.
            var rest = json.Span;
            if (rest.Contains((byte)'\\') || !Ascii.IsValid(rest))
            {
                return true;
            }

            for (var at = rest.IndexOfAny((byte)'m', (byte)'M'); at >= 0; at = rest.IndexOfAny((byte)'m', (byte)'M'))
            {
                rest = rest[at..];
                if (rest.Length >= "message"u8.Length && Ascii.EqualsIgnoreCase(rest[.."message"u8.Length], "message"u8))
                {
                    return true;
                }

                rest = rest[1..];
            }

            return false;
        }
    }

    internal ReadOnlyMemory<byte> Bytes => json;

    internal virtual bool SameAs(JsonPart? other) => other switch
    {
        null => false,
        KeptPart kept => kept.SameAs(this),
        _ => json.Span.SequenceEqual(other.Bytes.Span),
    };

    internal void AddTo(ref HashCode hash) => hash.AddBytes(json.Span);

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
