using System.Text.Json;

namespace AccessUndenied.Aws.Events;

/// <summary>Finds the one record in a list of one, as files and answers of CloudTrail wrap it: an array, <c>{"Records": […]}</c> or <c>{"Events": […]}</c>.</summary>
internal static class SingleRecord
{
    /// <summary>The item of the list; <paramref name="json"/> itself where it is no list.</summary>
    /// <param name="json">One JSON value.</param>
    /// <param name="problem">Why there is not one record; null where there is.</param>
    public static ReadOnlyMemory<byte> In(ReadOnlyMemory<byte> json, out string? problem)
    {
        problem = null;
        try
        {
            var reader = new Utf8JsonReader(json.Span);
            return FindList(ref reader) ? ItemOf(ref reader, json, out problem) : json;
        }
        catch (JsonException)
        {
            // Whoever reads the record says what is wrong with it.
            return json;
        }
    }

    private static bool FindList(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return reader.TokenType == JsonTokenType.StartArray;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isList = reader.ValueTextEquals("Records"u8) || reader.ValueTextEquals("Events"u8);
            reader.Read();
            if (isList && reader.TokenType == JsonTokenType.StartArray)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static ReadOnlyMemory<byte> ItemOf(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, out string? problem)
    {
        var item = json;
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (++count == 1)
            {
                item = json[start..(int)reader.BytesConsumed];
            }
        }

        problem = count == 1 ? null : EventMessages.NotOneRecord(count);
        return item;
    }
}
