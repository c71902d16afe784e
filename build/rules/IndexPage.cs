using System.Globalization;
using System.Text;

namespace AccessUndenied.RuleIndex;

/// <summary>docs/rules/README.md: its table of ids stands between two marks and is generated.</summary>
internal static class IndexPage
{
    /// <summary>Its name in docs/rules.</summary>
    public const string File = "README.md";

    private const string Start = "<!-- ids: written by build/rules.sh -->\n";
    private const string End = "<!-- /ids -->";

    /// <summary>The page <paramref name="text"/> with the table of ids made anew.</summary>
    /// <exception cref="InvalidDataException">The marks are missing.</exception>
    public static string Write(string text, RuleBook book)
    {
        var start = text.IndexOf(Start, StringComparison.Ordinal);
        var end = text.IndexOf(End, StringComparison.Ordinal);
        return start >= 0 && end > start
            ? string.Concat(text.AsSpan(0, start + Start.Length), Table(book), text.AsSpan(end))
            : throw new InvalidDataException($"docs/rules/{File}: the marks '{Start.Trim()}' and '{End}' are missing.");
    }

    private static string Table(RuleBook book)
    {
        var table = new StringBuilder("| Ids | Rules | Page |\n| --- | --- | --- |\n");
        foreach (var (page, group) in book.Pages
            .SelectMany(page => page.Rules.GroupBy(rule => rule.Prefix).Select(group => (page, group)))
            .OrderBy(row => row.group.Key, StringComparer.Ordinal))
        {
            var ids = group.Select(rule => rule.Id).Order(StringComparer.Ordinal).ToList();
            var link = $"[{page.Title}]({page.File}#{group.First().Anchor})";
            table.Append(CultureInfo.InvariantCulture, $"| {ids[0]} to {ids[^1]} | {ids.Count} | {link} |\n");
        }
        return table.ToString();
    }
}
