using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AccessUndenied.Aws.Events;

/// <summary>Reads the values of single members; a wrong type is noted and read as absent.</summary>
internal static class FieldReading
{
    private static readonly string[] s_timeFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyyMMdd'T'HHmmss'Z'", // UID-22: extended or basic
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFF", // ENV-04, CT-21: Lake
    ];

    /// <summary>Which of <paramref name="names"/> the reader stands on, -1 when it is another one; <paramref name="seen"/> has one bit a name.</summary>
    internal static int Which(ref Utf8JsonReader reader, byte[][] names, ref ulong seen, FieldProblems problems)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (reader.ValueTextEquals(names[i]))
            {
                if (((seen >> i) & 1) != 0)
                {
                    problems.Add(EventMessages.Duplicate(Encoding.UTF8.GetString(names[i]), reader.TokenStartIndex));
                }

                seen |= 1UL << i;
                return i;
            }
        }

        return -1;
    }

    internal static string? Text(ref Utf8JsonReader reader, string name, FieldProblems problems)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return Lossy(ref reader) is { Length: > 0 } text ? text : null;
            case JsonTokenType.Null:
                return null;
            default:
                problems.WrongType(ref reader, name, "a string");
                reader.Skip();
                return null;
        }
    }

    /// <summary>Like the other, with the member's name put together only where it must be told.</summary>
    internal static string? Text(ref Utf8JsonReader reader, string where, byte[] name, FieldProblems problems) =>
        reader.TokenType is JsonTokenType.String or JsonTokenType.Null
            ? Text(ref reader, where, problems)
            : Text(ref reader, Join(where, name), problems);

    /// <summary>An account id; tools that take it for a number lose its leading zeros, which its fixed length gives back.</summary>
    internal static string? Account(ref Utf8JsonReader reader, string where, byte[] name, FieldProblems problems) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) && number is >= 0 and <= 999_999_999_999
            ? number.ToString("D12", CultureInfo.InvariantCulture)
            : Text(ref reader, where, name, problems);

    /// <summary>A truth value, which CloudTrail writes as a string (UID-22).</summary>
    internal static bool? Flag(ref Utf8JsonReader reader, string name, FieldProblems problems)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.String when reader.ValueTextEquals("true"u8):
                return true;
            case JsonTokenType.String when reader.ValueTextEquals("false"u8):
                return false;
            default:
                if (Text(ref reader, name, problems) is not null)
                {
                    problems.WrongType(ref reader, name, "\"true\" or \"false\"");
                }

                return null;
        }
    }

    internal static DateTimeOffset? Time(ref Utf8JsonReader reader, string name, FieldProblems problems)
    {
        var at = reader.TokenStartIndex;
        var text = Text(ref reader, name, problems);
        if (text is null)
        {
            return null;
        }

        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParseExact(text, s_timeFormats, CultureInfo.InvariantCulture, Styles, out var time))
        {
            return time;
        }

        problems.Add(EventMessages.NoTime(name, text, at));
        return null;
    }

    /// <summary>A member that is parsed when asked for; null, or a text in its place such as a notice that it was hidden, is the same as absent.</summary>
    internal static JsonPart? Part(ref Utf8JsonReader reader, ReadOnlyMemory<byte> raw)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new JsonPart(raw[start..(int)reader.BytesConsumed]);
    }

    /// <summary>Whether an object begins here; null is absent, anything else is noted and passed over.</summary>
    internal static bool BeginObject(ref Utf8JsonReader reader, string name, FieldProblems problems)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        if (reader.TokenType != JsonTokenType.Null)
        {
            problems.WrongType(ref reader, name, "an object");
            reader.Skip();
        }

        return false;
    }

    /// <summary>The text; where it is not valid Unicode, with replacement characters: the record is marked for that elsewhere.</summary>
    internal static string Lossy(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    private static string Join(string where, byte[] name) =>
        where.Length == 0 ? Encoding.UTF8.GetString(name) : $"{where}.{Encoding.UTF8.GetString(name)}";
}
