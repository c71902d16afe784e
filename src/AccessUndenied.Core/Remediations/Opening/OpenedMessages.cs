using AccessUndenied.Results;
using AccessUndenied.Text;

namespace AccessUndenied.Remediations.Opening;

/// <summary>The words of what changes open.</summary>
internal static class OpenedMessages
{
    private const int MostPartsInWords = 4;
    private const int MostElementsInWords = 8;

    public static string EverybodyWith(string policy) => $"everybody to whom the policy {policy} is attached";

    public static string MembersOf(string group) => $"all members of {group}";

    public static string EverybodyBoundBy(string boundary) => $"everybody whose permissions boundary is {(boundary.Length > 0 ? boundary : "this one")}";

    public static string EverybodyBelow(string target) => $"{target}: all principals that their own policies allow";

    public static string EverybodyIn(string account) => $"{account}: all principals that its own policies allow";

    /// <summary>What bounds a part and cannot be computed, by the policies that do.</summary>
    public static string BoundBy(string policies) => policies switch
    {
        "direct" or "entity" or "resource" or "delegated" => "where the policy of the resource itself grants it",
        "resources" => "as far as the policies of the resources themselves let it",
        "others" => "as far as other policies allow it",
        _ when policies.StartsWith("scp", StringComparison.Ordinal) => "as far as the service control policies allow it",
        _ when policies.StartsWith("boundary", StringComparison.Ordinal) => "as far as the permissions boundary allows it",
        "session" => "as far as the policies of the session allow it",
        "endpoint" => "as far as the policy of the VPC endpoint allows it",
        _ => "as far as their own policies allow it",
    };

    public static string ExampleOf(string principal, string action, string resource) => $"{action} on {resource} by {principal}";

    /// <summary>The part in a sentence.</summary>
    public static string Opened(OpenedAccess part) =>
        $"Lets {part.Principal} do {Listed(part.Actions)} on {Listed(part.Resources)}"
            + $"{(part.Conditions.Count > 0 ? $", where {string.Join("; ", part.Conditions)}" : "")}{(part.Example is { } example ? $"; for example {example}" : "")}";

    /// <summary>Whether sentences can hold all of it; else they name the changes, and the data alone is exact.</summary>
    public static bool CanBeSaid(OpenedAccessResult result) =>
        result.Parts.Count is > 0 and <= MostPartsInWords && result.Parts.All(part => part.Actions.Count + part.Resources.Count + part.Conditions.Count <= MostElementsInWords);

    /// <summary>The parts in words; that nothing else opens is said where it is proved.</summary>
    public static IReadOnlyList<string> OpenedInWords(OpenedAccessResult result) =>
        result.OnlyTheRequest && result.IsExact
            ? [.. result.Parts.SkipLast(1).Select(part => Opened(part) + "."), Opened(result.Parts[^1]) + ", and nothing else."]
            : [.. result.Parts.Select(part => Opened(part) + ".")];

    /// <summary>The parts in few sentences: every action, the first few callers and resources, how many there are, and where all of them are listed.</summary>
    public static IReadOnlyList<string> OpenedInShort(IReadOnlyList<OpenedAccess> parts)
    {
        var alike = parts.GroupBy(part => (string.Join('\n', part.Actions), string.Join('\n', part.Resources), string.Join('\n', part.Conditions)))
            .Select(group => group.ToList()).ToList();
        var sentences = alike.Take(alike.Count == MostPartsInWords + 1 ? alike.Count : MostPartsInWords).Select(InShort).ToList();
        if (alike.Count > sentences.Count)
        {
            var rest = alike.Skip(sentences.Count).Select(group => group[0]).ToList();
            sentences.Add($"{Counts.Of(rest.Count)} more parts let {Shortened([.. rest.Select(part => part.Principal).Distinct(StringComparer.Ordinal)], "callers")} "
                + $"do {string.Join(", ", rest.SelectMany(part => part.Actions).Distinct(StringComparer.OrdinalIgnoreCase))}; OpensExactly in the JSON formats lists all {Counts.Of(parts.Count)}.");
        }

        return sentences;
    }

    private static string InShort(List<OpenedAccess> alike) =>
        $"{Opened(new OpenedAccess(alike[0]) { Principal = Shortened([.. alike.Select(part => part.Principal)], "callers"), Resources = [Shortened(alike[0].Resources, "resources")] })}.";

    private static string Shortened(IReadOnlyList<string> names, string what) => names.Count <= MostPartsInWords + 1
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(MostPartsInWords))} and {Counts.Of(names.Count - MostPartsInWords)} more (OpensExactly in the JSON formats lists all {Counts.Of(names.Count)} {what})";

    private static string Listed(IReadOnlyList<string> texts) => texts.Count == 1 ? texts[0] : string.Join(", ", texts);
}
