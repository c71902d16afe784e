using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Reads the values of condition keys as AWS's record of a refusal writes them, into the form in which policies compare them (AID-06).</summary>
/// <remarks>
/// Every value may be a text: <c>"false"</c>, <c>"192.0.2.1/32"</c>, times in ISO 8601 also where the key counts seconds, and lists in brackets.
/// Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">IAM User Guide, "Global condition context keys"</see>.
/// </remarks>
internal static class RecordedValues
{
    // Global keys with several values; of others, an array alone has several.
    private static readonly FrozenSet<string> s_lists = new[]
    {
        "aws:PrincipalOrgPaths", "aws:ResourceOrgPaths", "aws:SourceOrgPaths", "aws:PrincipalServiceNamesList", "aws:CalledVia", "aws:TagKeys",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> s_addresses = new[] { "aws:SourceIp", "aws:VpcSourceIp" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    internal static List<KeyValuePair<string, ContextValue>> In(JsonElement context)
    {
        var values = new List<KeyValuePair<string, ContextValue>>();
        if (context.ValueKind != JsonValueKind.Object)
        {
            return values;
        }

        foreach (var member in context.EnumerateObject())
        {
            if (ParameterReader.NameOf(member) is { Length: > 0 } key && ValueOf(key, member.Value) is { IsKnown: true } value)
            {
                values.Add(new(key, value));
            }
        }

        return values;
    }

    private static ContextValue ValueOf(string key, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return ContextValue.Of([.. value.EnumerateArray().Select(ParameterReader.TextOf).OfType<string>().Select(text => One(key, text))]);
        }

        return ParameterReader.TextOf(value) is not { } text ? ContextValue.Absent
            : s_lists.Contains(key) && text.StartsWith('[') && text.EndsWith(']') ? ContextValue.Of(Several(text[1..^1]))
            : ContextValue.Of(One(key, text));
    }

    // How several are told apart no page says: neither a path, a service nor a tag's name in such a list holds a comma or a blank.
    private static string[] Several(string text) => text.Split([',', ' ', '"'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string One(string key, string text)
    {
        if (s_addresses.Contains(key))
        {
            return text.EndsWith("/32", StringComparison.Ordinal) && !text.Contains(':', StringComparison.Ordinal) ? text[..^3]
                : text.EndsWith("/128", StringComparison.Ordinal) ? text[..^4] : text;
        }

        return key.Equals("aws:EpochTime", StringComparison.OrdinalIgnoreCase) && text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) : text;
    }
}
