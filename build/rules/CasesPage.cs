using System.Text;

namespace AccessUndenied.RuleIndex;

/// <summary>docs/rules/cases.md: for each rule the source files and the cases and tests that mention it.</summary>
internal static class CasesPage
{
    /// <summary>Its name in docs/rules.</summary>
    public const string File = "cases.md";

    /// <summary>The whole page.</summary>
    public static string Write(RuleBook book)
    {
        var citations = book.ReadCitations().ToLookup(citation => citation.Id, citation => citation.File, StringComparer.Ordinal);
        var leftOut = book.ReadLeftOut();
        var page = new StringBuilder()
            .Append("# Where each rule is used\n\n")
            .Append("For each rule the source files and the cases and tests that carry its id. Written by `build/rules.sh`; not to be edited.\n");
        foreach (var rules in book.Pages)
        {
            page.Append($"\n## {rules.Title}\n\n| Rule | Source | Cases and tests |\n| --- | --- | --- |\n");
            foreach (var rule in rules.Rules)
            {
                var files = citations[rule.Id].ToList();
                var tests = Links(files.Where(file => file.StartsWith("test/", StringComparison.Ordinal)));
                page.Append($"| <a id=\"{rule.Anchor}\"></a>[{rule.Id}]({rule.Page}#{rule.Anchor}) | ")
                    .Append(Links(files.Where(file => file.StartsWith("src/", StringComparison.Ordinal))))
                    .Append(" | ")
                    .Append(leftOut.TryGetValue(rule.Id, out var why) ? $"{tests}{(tests.Length == 0 ? "" : ". ")}No case: {why}" : tests)
                    .Append(" |\n");
            }
        }
        return page.ToString();
    }

    private static string Links(IEnumerable<string> files) =>
        string.Join(", ", files.Select(file => $"[{Path.GetFileNameWithoutExtension(file)}](../../{file})"));
}
