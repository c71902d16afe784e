using System.Text.Json;

namespace AccessUndenied.Aws.Remediations;

/// <summary>The texts that stand in JSON.</summary>
internal static class JsonTexts
{
    /// <summary>Every name of a member and every string, in the order of the document.</summary>
    public static IEnumerable<(string Text, bool IsName)> Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Of(member.Value).Prepend((member.Name, true))),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Of),
        JsonValueKind.String => [(json.GetString()!, false)],
        _ => [],
    };
}
