using System.Text.Json;

namespace AccessUndenied.Aws.Clients;

/// <summary>Reads answers in JSON, where a member that is not there and null are the same.</summary>
internal static class JsonAnswers
{
    /// <summary>The member <paramref name="name"/>; undefined when there is none.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : default;

    /// <summary>The text of the member <paramref name="name"/>; null when there is none, or an empty one.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } member && member.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>The items of the array <paramref name="name"/>; none when there is none.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } member ? member.EnumerateArray() : Enumerable.Empty<JsonElement>();
}
