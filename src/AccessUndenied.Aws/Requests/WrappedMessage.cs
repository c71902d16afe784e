using System.Text.Json;

namespace AccessUndenied.Aws.Requests;

/// <summary>Takes the sentence out of a text in JSON or XML, where names in it are written with escapes (MSG-53).</summary>
internal static class WrappedMessage
{
    private const string Sentence = "not authorized";
    private const int MostLayers = 4;
    private const int LongestJson = 16_384;

    public static string Unwrap(string text)
    {
        for (var layer = 0; layer < MostLayers && OfJson(text) is { } inner; layer++)
        {
            text = inner;
        }

        return IsXml(text) ? OfXml(text) : text;
    }

    // A key of an object may hold the five letters of an entity, which only a text in XML means as one.
    private static bool IsXml(string text) => text.Contains("&quot;", StringComparison.Ordinal)
        && (text.Contains("</", StringComparison.Ordinal) || text.Contains(": &quot;", StringComparison.Ordinal));

    private static string OfXml(string text) => text
        .Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&apos;", "'", StringComparison.Ordinal)
        .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    private static string? OfJson(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (text.Length > LongestJson || start.IsEmpty || start[0] is not ('{' or '[') || !text.Contains(Sentence, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return FirstSentence(document.RootElement);
        }
        catch (JsonException)
        {
            // Cut off, or no JSON after all: what can be read of it as it stands is.
            return null;
        }
    }

    private static string? FirstSentence(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString() is { } text && text.Contains(Sentence, StringComparison.OrdinalIgnoreCase) ? text : null,
        JsonValueKind.Object => element.EnumerateObject().Select(member => FirstSentence(member.Value)).FirstOrDefault(text => text is not null),
        JsonValueKind.Array => element.EnumerateArray().Select(FirstSentence).FirstOrDefault(text => text is not null),
        _ => null,
    };
}
