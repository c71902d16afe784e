using System.Text.Json;

namespace AccessUndenied.Aws.Tests.Requests;

/// <summary>Reads the case files of this stage; each is an array of objects with <c>name</c> and <c>rule</c>.</summary>
internal static class RequestCases
{
    private static readonly JsonDocumentOptions s_options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static IEnumerable<TestCaseData> In(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", file)), s_options);
        foreach (var item in document.RootElement.EnumerateArray())
        {
            var name = item.GetProperty("name").GetString()!;
            yield return new TestCaseData(item.Clone()).SetArgDisplayNames(item.Rule() + ": " + name);
        }
    }

    public static string Rule(this JsonElement item) => item.Text("rule") ?? "";

    public static string? Text(this JsonElement item, string member) =>
        item.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static bool Flag(this JsonElement item, string member) => item.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.True;

    public static bool? MaybeFlag(this JsonElement item, string member) =>
        item.TryGetProperty(member, out var value) ? value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null } : null;
}
