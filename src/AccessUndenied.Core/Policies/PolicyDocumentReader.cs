using System.Text;
using System.Text.Json;

namespace AccessUndenied.Policies;

/// <summary>Reads policy documents: finds the JSON behind its wrappings, then reads it member by member.</summary>
/// <remarks>
/// What breaks the grammar inside a statement is kept with that statement, so that its layer becomes unknown (GRAM-16);
/// a text that is no document at all is an exception.
/// Source: IAM User Guide, "Grammar of the IAM JSON policy language".
/// </remarks>
internal static class PolicyDocumentReader
{
    // A policy is a few kilobytes; a text that nests deeper than any policy can is refused before it costs anything.
    private const int MaxDepth = 64;
    private const int MaxWrappings = 3;

    public static PolicyDocument Read(ReadOnlyMemory<byte> utf8)
    {
        utf8 = Unwrap(utf8);
        try
        {
            var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
            return new DocumentReading(utf8).Read(ref reader);
        }
        catch (JsonException exception)
        {
            var position = new TextPosition(
                (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1, exception.Path ?? "$");
            throw new PolicyFormatException(position, Messages.NotJson(exception));
        }
        catch (InvalidOperationException exception)
        {
            // Text that is no valid UTF-16 once its escapes are resolved.
            throw new PolicyFormatException(new TextPosition(1, 1, "$"), exception.Message);
        }
    }

    // A document may be a JSON string, URL-encoded, or both, even twice (GRAM-14).
    private static ReadOnlyMemory<byte> Unwrap(ReadOnlyMemory<byte> utf8)
    {
        for (var i = 0; i < MaxWrappings; i++)
        {
            utf8 = Trim(utf8);
            if (utf8.IsEmpty || utf8.Span[0] == (byte)'{')
            {
                return utf8;
            }

            if (utf8.Span[0] == (byte)'"' && TryReadString(utf8, out var inner))
            {
                utf8 = Encoding.UTF8.GetBytes(inner);
            }
            else if (utf8.Span[0] == (byte)'%')
            {
                utf8 = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(Encoding.UTF8.GetString(utf8.Span)));
            }
            else
            {
                return utf8;
            }
        }

        return Trim(utf8);
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> utf8)
    {
        var span = utf8.Span;
        var start = span.StartsWith("\uFEFF"u8) ? 3 : 0;
        while (start < span.Length && span[start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            start++;
        }

        return utf8[start..];
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
                return true;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }

        return false;
    }
}
