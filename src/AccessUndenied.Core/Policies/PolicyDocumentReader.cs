using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace AccessUndenied.Policies;

/// <summary>Reads policy documents: finds the JSON behind its wrappings, then reads it member by member.</summary>
/// <remarks>
/// What breaks the grammar inside a statement is kept with that statement, so that its layer becomes unknown (GRAM-16);
/// a text that is no document at all is an exception.
/// Rules: docs/rules/grammar.md. Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">
/// IAM User Guide, "Grammar of the IAM JSON policy language"</see>.
/// </remarks>
internal static class PolicyDocumentReader
{
    // A policy is a few kilobytes; a text that nests deeper than any policy can is refused before it costs anything.
    private const int MaxDepth = 64;
    private const int MaxWrappings = 3;

    public static PolicyDocument Read(ReadOnlyMemory<byte> utf8)
    {
        utf8 = Unwrap(utf8);
        var reading = new DocumentParser(utf8);
        if (Trim(utf8).IsEmpty)
        {
            throw new PolicyFormatException(reading.At(0, "$"), DocumentMessages.EmptyDocument);
        }

        if (!Utf8.IsValid(utf8.Span))
        {
            throw new PolicyFormatException(reading.At(ValidLength(utf8.Span), "$"), DocumentMessages.NotUtf8);
        }

        var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            return reading.Read(ref reader);
        }
        catch (JsonException exception)
        {
            throw new PolicyFormatException(reading.At(OffsetOf(exception, utf8.Span), "$"), DocumentMessages.NotJson(exception));
        }
        catch (InvalidOperationException)
        {
            // The escape of half a character, which is no text.
            throw new PolicyFormatException(reading.At(reader.TokenStartIndex, "$"), DocumentMessages.HalfCharacter);
        }
    }

    private static int OffsetOf(JsonException exception, ReadOnlySpan<byte> utf8)
    {
        var start = 0;
        for (var line = exception.LineNumber ?? 0; line > 0; line--)
        {
            start += utf8[start..].IndexOf((byte)'\n') + 1;
        }

        return start + (int)(exception.BytePositionInLine ?? 0);
    }

    private static int ValidLength(ReadOnlySpan<byte> utf8)
    {
        var length = 0;
        while (Rune.DecodeFromUtf8(utf8[length..], out _, out var consumed) == OperationStatus.Done)
        {
            length += consumed;
        }

        return length;
    }

    // A document may be a JSON string, URL-encoded, or both, even twice (GRAM-14).
    private static ReadOnlyMemory<byte> Unwrap(ReadOnlyMemory<byte> utf8)
    {
        for (var i = 0; i < MaxWrappings; i++)
        {
            var trimmed = Trim(utf8);
            if (!trimmed.IsEmpty && trimmed.Span[0] == (byte)'"' && TryReadString(trimmed, out var inner))
            {
                utf8 = Encoding.UTF8.GetBytes(inner);
            }
            else if (!trimmed.IsEmpty && trimmed.Span[0] == (byte)'%')
            {
                utf8 = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(Encoding.UTF8.GetString(trimmed.Span)));
            }
            else
            {
                break;
            }
        }

        // Blank lines before the document count as lines of it.
        return utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> utf8)
    {
        var start = utf8.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
        var first = utf8.Span[start..].IndexOfAnyExcept(" \t\r\n"u8);
        return first < 0 ? default : utf8[(start + first)..];
    }

    private static bool TryReadString(ReadOnlyMemory<byte> utf8, out string text)
    {
        text = "";
        try
        {
            var reader = new Utf8JsonReader(utf8.Span);
            if (reader.Read() && reader.TokenType == JsonTokenType.String)
            {
                text = reader.GetString()!;
                return !reader.Read();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }

        return false;
    }
}
