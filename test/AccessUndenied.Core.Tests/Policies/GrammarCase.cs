using System.Text.Json;

namespace AccessUndenied.Core.Tests.Policies;

/// <summary>A document and what its reading must say of it.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Document">The text.</param>
/// <param name="Refused">The message with which the whole document is refused; null when it is read.</param>
/// <param name="Problems">The problems, each with its place.</param>
/// <param name="Unusable">The statements that count as applying perhaps.</param>
/// <param name="Values">The values of the first condition; null when the case does not look at them.</param>
internal sealed record GrammarCase(
    string Name, string Document, string? Refused, IReadOnlyList<string> Problems, IReadOnlyList<int> Unusable, IReadOnlyList<string>? Values)
{
    public static IEnumerable<TestCaseData> All()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Cases", "Policies", "Grammar.json")));
        return [.. file.RootElement.EnumerateArray().Select(Read).Select(entry => new TestCaseData(entry).SetArgDisplayNames(entry.Name))];
    }

    private static GrammarCase Read(JsonElement entry) => new(
        $"{entry.GetProperty("rule")} {entry.GetProperty("name")}",
        string.Join('\n', Texts(entry, "document")!),
        entry.TryGetProperty("refused", out var refused) ? refused.GetString() : null,
        Texts(entry, "problems") ?? [],
        entry.TryGetProperty("unusable", out var unusable) ? [.. unusable.EnumerateArray().Select(index => index.GetInt32())] : [],
        Texts(entry, "values"));

    private static string[]? Texts(JsonElement entry, string member) =>
        entry.TryGetProperty(member, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : null;
}
