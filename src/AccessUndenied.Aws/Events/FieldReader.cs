using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AccessUndenied.Aws.Events;

/// <summary>Reads the values of single members; a wrong type is noted and read as absent.</summary>
internal static class FieldReader
{
    /// <summary>Which of <paramref name="names"/> the reader stands on, -1 when it is another one; <paramref name="seen"/> has one bit a name.</summary>
    internal static int Which(ref Utf8JsonReader reader, byte[][] names, ref ulong seen, FieldProblems problems, bool ofCaller = false)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (reader.ValueTextEquals(names[i]))
            {
                if (((seen >> i) & 1) != 0)
                {
                    problems.Repeated(Encoding.UTF8.GetString(names[i]), reader.TokenStartIndex, ofCaller);
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

    /// <summary>Like the other, but that what was taken out is noted and absent.</summary>
    internal static string? Known(ref Utf8JsonReader reader, string name, FieldProblems problems)
    {
        var text = Text(ref reader, name, problems);
        if (!Redaction.Hides(text))
        {
            return text;
        }

        problems.Note(name, EventMessages.Hidden(name));
        return null;
    }

    /// <summary>An account id; tools that take it for a number lose its leading zeros, which its fixed length gives back.</summary>
    internal static string? Account(ref Utf8JsonReader reader, string name, FieldProblems problems) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) && number is >= 0 and <= 999_999_999_999
            ? number.ToString("D12", CultureInfo.InvariantCulture)
            : Known(ref reader, name, problems);

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
                var text = Text(ref reader, name, problems);
                if (Redaction.Hides(text))
                {
                    problems.Note(name, EventMessages.Hidden(name));
                }
                else if (text is not null)
                {
                    problems.WrongType(ref reader, name, "\"true\" or \"false\"");
                }

                return null;
        }
    }

    internal static DateTimeOffset? Time(ref Utf8JsonReader reader, string name, FieldProblems problems)
    {
        var at = reader.TokenStartIndex;
        var text = reader.TokenType == JsonTokenType.Number ? Encoding.UTF8.GetString(reader.ValueSpan) : Text(ref reader, name, problems);
        if (text is null)
        {
            return null;
        }

        if (Redaction.Hides(text))
        {
            problems.Note(name, EventMessages.Hidden(name));
            return null;
        }

        if (!RecordTime.TryParse(text, out var time, out var isUsual))
        {
            problems.Note(name, EventMessages.NoTime(name, text, at));
            return null;
        }

        if (!isUsual)
        {
            problems.Note(name, EventMessages.UnusualTime(name, text, time));
        }

        return time;
    }

    /// <summary>A member that is parsed when asked for; null, or a text in its place such as a notice that it was hidden, is the same as absent.</summary>
    /// <remarks>Tables that keep such a member as a text (Athena's do) give the object's own JSON, which is read as such.</remarks>
    internal static JsonPart? Part(ref Utf8JsonReader reader, ReadOnlyMemory<byte> raw)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return JsonIn(ref reader) is { } json && json.Span[0] == (byte)'{' ? new JsonPart(json) : null;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new JsonPart(raw[start..(int)reader.BytesConsumed]);
    }

    /// <summary>The JSON object or array that a text holds; null where it holds none that is whole.</summary>
    internal static ReadOnlyMemory<byte>? JsonIn(ref Utf8JsonReader reader)
    {
        if (Lossy(ref reader).Trim() is not ['{' or '[', ..] text)
        {
            return null;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        try
        {
            var inner = new Utf8JsonReader(bytes);
            inner.Read();
            inner.Skip();
            return inner.Read() ? null : bytes;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether an object begins here; null is absent, anything else is noted and passed over.</summary>
    internal static bool BeginObject(ref Utf8JsonReader reader, string name, FieldProblems problems)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        if (reader.TokenType == JsonTokenType.String && Redaction.Hides(Lossy(ref reader)))
        {
            problems.Note(name, EventMessages.Hidden(name));
        }
        else if (reader.TokenType != JsonTokenType.Null)
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
}
