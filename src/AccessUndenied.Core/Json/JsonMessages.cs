using System.Text.Json;

namespace AccessUndenied.Json;

/// <summary>What is said of JSON that is no report of this library.</summary>
internal static class JsonMessages
{
    public static string NotAReport(string path, string expected, JsonValueKind found) =>
        $"{path}: expected {expected}; found {(found == JsonValueKind.Undefined ? "nothing" : found.ToString().ToLowerInvariant())}. Is this a report of analyze, in format json or jsonl?";
}
