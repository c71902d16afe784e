using System.Text.Json;

namespace AccessUndenied.Aws.Events;

/// <summary>A part of a record as it is kept to be compared with those of others: equal to each of which the same would have been found.</summary>
/// <remarks>
/// A part that nobody asked for equals every other one that nobody would have asked for. Of one that was asked for, what tells of the transfer alone, and differs
/// from call to call, is left out of the comparison: no stage reads it, and no condition key is told by it.
/// Source: S3 User Guide, "Amazon S3 CloudTrail events", whose examples have these members in <c>additionalEventData</c>.
/// </remarks>
internal sealed class KeptPart : JsonPart
{
    private readonly bool _wasAsked;

    private KeptPart(ReadOnlyMemory<byte> json, bool wasAsked)
        : base(json) => _wasAsked = wasAsked;

    /// <summary>What is kept of a part after something was found for its record, apart from the record's own bytes; null where the record has none.</summary>
    internal static JsonPart? Of(JsonPart? part) => part is null or KeptPart ? part
        : part.IsAsked || part.MayHoldSentence ? new KeptPart(part.Bytes.ToArray(), wasAsked: true)
        : new KeptPart(default, wasAsked: false);

    internal override bool SameAs(JsonPart? other) => other switch
    {
        null => false,
        KeptPart kept => _wasAsked == kept._wasAsked && Bytes.Span.SequenceEqual(kept.Bytes.Span),
        _ when !_wasAsked => !other.MayHoldSentence,
        _ => Bytes.Span.SequenceEqual(other.Bytes.Span) || SameButForTransfer(Bytes.Span, other.Bytes.Span),
    };

    private static bool SameButForTransfer(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        try
        {
            var left = new Utf8JsonReader(one);
            var right = new Utf8JsonReader(other);
            if (!left.Read() || !right.Read() || left.TokenType != JsonTokenType.StartObject || right.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (left.Read() && right.Read() && left.TokenType == JsonTokenType.PropertyName && right.TokenType == JsonTokenType.PropertyName)
            {
                if (!left.ValueSpan.SequenceEqual(right.ValueSpan))
                {
                    return false;
                }

                var isOfTransfer = IsOfTransfer(left.ValueSpan);
                if (!SkipValue(ref left, one).SequenceEqual(SkipValue(ref right, other)) && !isOfTransfer)
                {
                    return false;
                }
            }

            return left.TokenType == JsonTokenType.EndObject && right.TokenType == JsonTokenType.EndObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsOfTransfer(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("x-amz-id-2"u8) || name.SequenceEqual("bytesTransferredIn"u8) || name.SequenceEqual("bytesTransferredOut"u8);

    private static ReadOnlySpan<byte> SkipValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }
}
