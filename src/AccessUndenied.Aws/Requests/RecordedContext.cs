using System.Text.Json;
using AccessUndenied.Aws.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>The condition keys that AWS itself wrote down as it evaluated them, which outrank all that can be derived.</summary>
/// <remarks>Source: rules CT-21 and DEC-06. A key that is not there is unknown, not absent.</remarks>
internal static class RecordedContext
{
    internal static RequestContext Of(CloudTrailEvent record, DecodedAuthorizationMessage? decoded)
    {
        var context = RecordParts.EventContext(record);
        if (context is null && decoded is null)
        {
            return RequestContext.Empty;
        }

        var values = new List<KeyValuePair<string, ContextValue>>(decoded?.Conditions ?? []);
        if (context is { } element && ParameterReader.Find(element, "requestContext") is { ValueKind: JsonValueKind.Object } keys)
        {
            foreach (var key in keys.EnumerateObject())
            {
                if (ParameterReader.NameOf(key) is { } name && ValueOf(name, key.Value) is { IsKnown: true } value)
                {
                    values.Add(new(name, value));
                }
            }
        }

        return RequestContext.Of(values);
    }

    /// <summary>The value of one key; absent where the record does not tell it.</summary>
    internal static ContextValue Find(CloudTrailEvent record, string key) =>
        RecordParts.EventContext(record) is { } context && ParameterReader.Find(ParameterReader.Find(context, "requestContext"), key) is var value
            ? ValueOf(key, value)
            : ContextValue.Absent;

    private static ContextValue ValueOf(string key, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return ContextValue.Of([.. value.EnumerateArray().Select(ParameterReader.TextOf).OfType<string>()]);
        }

        var text = ParameterReader.TextOf(value);
        return text is null ? ContextValue.Absent : ContextValue.Of(IsTime(key, text) ? text.Replace(' ', 'T') + "Z" : text);
    }

    // Lake writes aws:CurrentTime as "2026-01-02 03:04:05", in UTC.
    private static bool IsTime(string key, string text) =>
        key.Equals("aws:CurrentTime", StringComparison.OrdinalIgnoreCase) && text.Length == 19 && text[10] == ' ';
}
