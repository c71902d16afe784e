using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace AccessUndenied.Aws.Events;

/// <summary>Reads the outermost members of a record, and sees to it that the rest is JSON, in a third of the time that <see cref="Utf8JsonReader"/> takes for it.</summary>
/// <remarks>
/// Reading a trail is for the most part this. It answers for what records look like alone: an object without wrappers, whose outer names have no escapes and which is not
/// deep. What is anything else, or no JSON at all, is left to the reader of .NET, which finds out what it is; so whatever is taken here would be taken there, with the same
/// members, and tests hold the two against each other. A text is JSON here whether its bytes are UTF-8 or not, as it is there.
/// </remarks>
internal static class QuickScan
{
    private const int MostDepth = 60;

    /// <summary>Reads an object; false, with some members set, where somebody else must.</summary>
    /// <remarks>
    /// Never a part of its caller, where its variables would have no registers. Compiled well from the start: a run lives for seconds, and a fifth of them would go to the
    /// slow code before, that counts how often it comes where.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static bool TryRead(ReadOnlySpan<byte> json, ref ScannedMembers members)
    {
        if (json is not [(byte)'{', ..])
        {
            return false;
        }

        // The kinds of the brackets around, the innermost lowest: set for an array.
        var arrays = 0UL;
        var depth = 1;
        var at = 1;
        var mayClose = true;
        var isResponse = false;
        while (true)
        {
            at = SkipBlanks(json, at);
            if (at >= json.Length)
            {
                return false;
            }

            if (!mayClose || json[at] is not ((byte)'}' or (byte)']'))
            {
                var name = default(ReadOnlySpan<byte>);
                if ((arrays & 1) == 0)
                {
                    var (from, to) = Name(json, at, depth <= 2);
                    if (to < 0)
                    {
                        return false;
                    }

                    name = json[from..to];
                    at = BehindColon(json, to + 1);
                    if (at < 0)
                    {
                        return false;
                    }
                }

                var start = at;
                var type = TypeOf(json[at]);
                at = EndOfValue(json, at, type);
                if (at < 0 || (depth <= 2 && !TryMeet(json, name, new(start, at - start, type), depth, ref isResponse, ref members)))
                {
                    return false;
                }

                mayClose = type is JsonTokenType.StartObject or JsonTokenType.StartArray;
                if (mayClose)
                {
                    arrays = (arrays << 1) | (type == JsonTokenType.StartArray ? 1UL : 0);
                    depth++;
                    if (depth > MostDepth)
                    {
                        return false;
                    }

                    continue;
                }
            }

            while (true)
            {
                at = SkipBlanks(json, at);
                if (at >= json.Length)
                {
                    return false;
                }

                var next = json[at++];
                if (next == ',')
                {
                    break;
                }

                if (next != ((arrays & 1) != 0 ? (byte)']' : (byte)'}'))
                {
                    return false;
                }

                arrays >>= 1;
                depth--;
                if (depth == 0)
                {
                    return SkipBlanks(json, at) == json.Length;
                }
            }

            isResponse &= depth > 1;
            mayClose = false;
        }
    }

    // Where a name's text begins and ends; negative where there is none, or one with escapes that is asked for.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (int From, int To) Name(ReadOnlySpan<byte> json, int at, bool isAsked)
    {
        if (json[at] != '"')
        {
            return (0, -1);
        }

        var end = NextSpecial(json, at + 1);
        if (end >= 0 && json[end] != '"')
        {
            end = isAsked ? -1 : EndOfEscapedText(json, end);
        }

        return (at + 1, end);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int BehindColon(ReadOnlySpan<byte> json, int at)
    {
        at = SkipBlanks(json, at);
        if (at >= json.Length || json[at] != ':')
        {
            return -1;
        }

        at = SkipBlanks(json, at + 1);
        return at < json.Length ? at : -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static JsonTokenType TypeOf(byte first) => first switch
    {
        (byte)'"' => JsonTokenType.String,
        (byte)'{' => JsonTokenType.StartObject,
        (byte)'[' => JsonTokenType.StartArray,
        (byte)'t' => JsonTokenType.True,
        (byte)'f' => JsonTokenType.False,
        (byte)'n' => JsonTokenType.Null,
        _ => JsonTokenType.Number,
    };

    // Behind a scalar, or behind the bracket that opens a container; negative where it is neither.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EndOfValue(ReadOnlySpan<byte> json, int at, JsonTokenType type)
    {
        switch (type)
        {
            case JsonTokenType.String:
                var end = NextSpecial(json, at + 1);
                if (end >= 0 && json[end] != '"')
                {
                    end = EndOfEscapedText(json, end);
                }

                return end < 0 ? -1 : end + 1;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                return at + 1;
            case JsonTokenType.Number:
                return EndOfNumber(json, at);
            default:
                var literal = type == JsonTokenType.True ? "true"u8 : type == JsonTokenType.False ? "false"u8 : "null"u8;
                return json[at..].StartsWith(literal) ? at + literal.Length : -1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryMeet(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name, JsonToken value, int depth, ref bool isResponse, ref ScannedMembers members)
    {
        if (depth == 1)
        {
            var member = ScannedMembers.Which(name);
            if (member is ScannedMember.Wrapper or ScannedMember.Digest)
            {
                return false;
            }

            members.Meet(member, value, json);
            isResponse = member == ScannedMember.ResponseElements && value.Type == JsonTokenType.StartObject;
        }
        else if (depth == 2 && isResponse)
        {
            members.MeetOfResponse(name, value, json);
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SkipBlanks(ReadOnlySpan<byte> json, int at)
    {
        while (at < json.Length && json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    // From the first backslash or control character of a text on.
    private static int EndOfEscapedText(ReadOnlySpan<byte> json, int at)
    {
        while (at >= 0 && json[at] == '\\')
        {
            at = EndOfEscape(json, at);
            at = at < 0 ? -1 : NextSpecial(json, at);
        }

        return at >= 0 && json[at] == '"' ? at : -1;
    }

    // The next quote, backslash or control character.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int NextSpecial(ReadOnlySpan<byte> json, int at)
    {
        ref var first = ref MemoryMarshal.GetReference(json);
        for (; at + Vector256<byte>.Count <= json.Length; at += Vector256<byte>.Count)
        {
            var block = Vector256.LoadUnsafe(in first, (nuint)at);
            var special = Vector256.Equals(block, Vector256.Create((byte)'"')) | Vector256.Equals(block, Vector256.Create((byte)'\\'))
                | Vector256.Equals(Vector256.Min(block, Vector256.Create((byte)0x1F)), block);
            var mask = special.ExtractMostSignificantBits();
            if (mask != 0)
            {
                return at + BitOperations.TrailingZeroCount(mask);
            }
        }

        for (; at < json.Length; at++)
        {
            if (json[at] is (byte)'"' or (byte)'\\' or < 0x20)
            {
                return at;
            }
        }

        return -1;
    }

    private static int EndOfEscape(ReadOnlySpan<byte> json, int at)
    {
        var rest = json[(at + 1)..];
        return rest switch
        {
            [(byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t', ..] => at + 2,
            [(byte)'u', var a, var b, var c, var d, ..] when char.IsAsciiHexDigit((char)a) && char.IsAsciiHexDigit((char)b) && char.IsAsciiHexDigit((char)c)
                && char.IsAsciiHexDigit((char)d) => at + 6,
            _ => -1,
        };
    }

    // What follows a number is for the next step to judge: digits behind a leading zero are no comma.
    private static int EndOfNumber(ReadOnlySpan<byte> json, int at)
    {
        at += json[at] == '-' ? 1 : 0;
        at = at < json.Length && json[at] == '0' ? at + 1 : EndOfDigits(json, at);
        if (at >= 0 && at < json.Length && json[at] == '.')
        {
            at = EndOfDigits(json, at + 1);
        }

        if (at >= 0 && at < json.Length && (json[at] | 0x20) == 'e')
        {
            at++;
            at += at < json.Length && json[at] is (byte)'+' or (byte)'-' ? 1 : 0;
            at = EndOfDigits(json, at);
        }

        return at;
    }

    private static int EndOfDigits(ReadOnlySpan<byte> json, int at)
    {
        var start = at;
        while (at < json.Length && json[at] is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }

        return at > start ? at : -1;
    }
}
