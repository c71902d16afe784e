using System.Text.Json;
using System.Text.RegularExpressions;

namespace AccessUndenied.RuleIndex;

/// <summary>The pages of docs/rules, and where the repository mentions their rules.</summary>
internal sealed partial class RuleBook
{
    private const string Cases = "test/AccessUndenied.Aws.Tests/Cases/Simulation";

    private readonly string _root;

    private RuleBook(string root, IReadOnlyList<RulePage> pages)
    {
        _root = root;
        Pages = pages;
        Rules = [.. pages.SelectMany(page => page.Rules)];
    }

    /// <summary>The pages written by hand, by name.</summary>
    public IReadOnlyList<RulePage> Pages { get; }

    /// <summary>Their rules, page by page.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>Reads the rule book of the repository in folder <paramref name="root"/>.</summary>
    /// <exception cref="InvalidDataException">A row has an anchor and not the shape of a rule.</exception>
    public static RuleBook Read(string root) => new(root,
        [.. Directory.EnumerateFiles(Path.Combine(root, "docs", "rules"), "*.md")
            .Where(path => Path.GetFileName(path) is not (CasesPage.File or IndexPage.File))
            .Order(StringComparer.Ordinal)
            .Select(ReadPage)]);

    /// <summary>Every mention in source, tests, build scripts and pages outside of docs/rules, each file once for each id.</summary>
    public IReadOnlyList<Citation> ReadCitations()
    {
        var defined = Rules.Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        return [.. Files()
            .SelectMany(file => CitationReader.In(File.ReadAllText(Path.Combine(_root, file)), defined)
                .Distinct(StringComparer.Ordinal)
                .Select(id => new Citation(id, file)))];
    }

    /// <summary>The rules that have no case, and why.</summary>
    public IReadOnlyDictionary<string, string> ReadLeftOut()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_root, Cases, "rules-left-out.json")));
        return document.RootElement.EnumerateArray()
            .ToDictionary(entry => entry.GetProperty("id").GetString()!, entry => entry.GetProperty("why").GetString()!, StringComparer.Ordinal);
    }

    private static RulePage ReadPage(string path)
    {
        var lines = File.ReadAllLines(path);
        var page = Path.GetFileName(path);
        var title = lines.First(line => line.StartsWith("# ", StringComparison.Ordinal))[2..];
        return new(page, title, [.. lines.Where(line => line.StartsWith("| <a id=", StringComparison.Ordinal)).Select(line => ReadRule(page, line))]);
    }

    private static Rule ReadRule(string page, string line) => Row().Match(line) is { Success: true } match
        ? new(match.Groups["id"].Value, page, match.Groups["text"].Value, match.Groups["status"].Value, match.Groups["source"].Value)
        : throw new InvalidDataException(
            $"docs/rules/{page}: '{line}' is not a row '| <a id=\"x-01\"></a>[X-01](cases.md#x-01) | rule | status | source |'.");

    // Lists of ids are no mentions, and a page of the rule book mentions its neighbors as it likes.
    private IEnumerable<string> Files() => Walk(_root, "")
        .Where(file => !file.StartsWith("docs/rules/", StringComparison.Ordinal)
            && file is not ($"{Cases}/rule-ids.json" or $"{Cases}/rules-left-out.json")
            && !file.StartsWith("build/rules/", StringComparison.Ordinal)
            && !file.EndsWith("/RuleBookTests.cs", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Walk(string root, string folder)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(Path.Combine(root, folder)))
        {
            var name = Path.GetFileName(path);
            var relative = folder.Length == 0 ? name : $"{folder}/{name}";
            if (Directory.Exists(path))
            {
                if (folder.Length > 0 ? name is not ("bin" or "obj") : name is "src" or "test" or "docs" or "build")
                {
                    foreach (var file in Walk(root, relative))
                    {
                        yield return file;
                    }
                }
            }
            else if (Path.GetExtension(name) is ".cs" or ".md" or ".sh"
                || (Path.GetExtension(name) is ".json" or ".txt" && folder.StartsWith("test/", StringComparison.Ordinal)))
            {
                yield return relative;
            }
        }
    }

    [GeneratedRegex(
        @"^\| <a id=""(?<anchor>[a-z0-9]+-\d\d)""></a>\[(?<id>[A-Z0-9]+-\d\d)\]\(cases\.md#\k<anchor>\) " +
        @"\| (?<text>[^|]+) \| (?<status>[a-z, ]+) \| (?<source>[^|]+) \|$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Row();
}
