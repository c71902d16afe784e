using System.Text.RegularExpressions;
using AccessUndenied.RuleIndex;

namespace AccessUndenied.Aws.Tests.Simulation;

/// <summary>docs/rules defines what the repository cites, and its generated parts are current.</summary>
public sealed partial class RuleBookTests
{
    private static readonly string[] s_hosts = ["docs.aws.amazon.com", "aws.amazon.com", "repost.aws", "github.com"];
    private static readonly string[] s_statuses = ["documented", "observed", "inferred", "open", "ours"];

    private readonly string _root = Repository.Root;
    private RuleBook _book = null!;

    [OneTimeSetUp]
    public void ReadBook() => _book = RuleBook.Read(_root);

    [Test]
    public void Rules_OfAllPages_AreDefinedOnce() =>
        _book.Rules.GroupBy(rule => rule.Id).Where(group => group.Count() > 1).Select(group => group.Key).Should().BeEmpty();

    [Test]
    public void Citations_InSourceTestsAndDocs_AreDefined()
    {
        var defined = _book.Rules.Select(rule => rule.Id).ToHashSet();
        _book.ReadCitations().Where(citation => !defined.Contains(citation.Id))
            .Should().BeEmpty(because: "every id that is cited has a row in docs/rules");
    }

    [Test]
    public void Rules_ThatAreNotBackground_AreCited()
    {
        var cited = _book.ReadCitations().Select(citation => citation.Id).Concat(_book.ReadLeftOut().Keys).ToHashSet();
        _book.Rules.Where(rule => cited.Contains(rule.Id) == rule.IsBackground).Select(rule => rule.Id)
            .Should().BeEmpty(because: "a rule is cited, or left out of the cases for a reason, or marked as background");
    }

    [Test]
    public void Rules_OfTheCoverageTable_AreDefined()
    {
        var listed = CaseFiles.Read(Path.Combine(CaseFiles.Root, "Simulation", "rule-ids.json")).EnumerateObject()
            .SelectMany(group => group.Value.EnumerateArray().Select(id => id.GetString()!));
        listed.Should().BeSubsetOf(_book.Rules.Select(rule => rule.Id));
    }

    [Test]
    public void Status_OfEveryRule_IsOneOfTheIndex() =>
        _book.Rules.Where(rule => !s_statuses.Contains(rule.Status.Replace(", background", "", StringComparison.Ordinal)))
            .Should().BeEmpty();

    [Test]
    public void Source_OfEveryRule_IsAnAddressOrAReason()
    {
        _book.Rules.Where(rule => !Address().IsMatch(rule.Source) && rule.Source.Length < 12).Should().BeEmpty();
        _book.Rules
            .SelectMany(rule => Address().Matches(rule.Source).Select(match => (rule.Id, Address: new Uri(match.Groups["address"].Value))))
            .Where(source => !s_hosts.Contains(source.Address.Host)).Should().BeEmpty();
        _book.Rules
            .Where(rule => rule.Status is "documented" && !Address().IsMatch(rule.Source))
            .Where(rule => !rule.Source.Contains("API models", StringComparison.Ordinal))
            .Should().BeEmpty(because: "what is documented is documented somewhere");
    }

    [Test]
    public void Links_BetweenRules_LeadToARule()
    {
        var anchors = _book.Rules.Select(rule => $"{rule.Page}#{rule.Anchor}").ToHashSet();
        var links = Directory.EnumerateFiles(Path.Combine(_root, "docs"), "*.md", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != CasesPage.File)
            .SelectMany(path => RuleLink().Matches(File.ReadAllText(path))
                .Select(match => (Page: match.Groups["page"].Value, Anchor: match.Groups["anchor"].Value))
                .Select(link => $"{(link.Page.Length > 0 ? link.Page : Path.GetFileName(path))}#{link.Anchor}"));
        links.Where(link => !anchors.Contains(link) && !link.StartsWith(CasesPage.File, StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Test]
    public void Source_OfTheProduct_RefersToNoPageThatIsNotHere() =>
        Directory.EnumerateFiles(Path.Combine(_root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(path => File.ReadLines(path)
                .Where(line => Dangling().IsMatch(line))
                .Select(line => $"{Path.GetFileName(path)}: {line.Trim()}"))
            .Should().BeEmpty(because: "a comment names a rule's id or a page of docs/rules");

    [Test]
    public void GeneratedParts_OfTheRuleBook_AreCurrent()
    {
        var folder = Path.Combine(_root, "docs", "rules");
        var index = File.ReadAllText(Path.Combine(folder, IndexPage.File));
        (File.ReadAllText(Path.Combine(folder, CasesPage.File)) == CasesPage.Write(_book) && index == IndexPage.Write(index, _book))
            .Should().BeTrue(because: "docs/rules/cases.md and the table of README.md are written by a script: run build/rules.sh");
    }

    [TestCase("SAME-20", "SAME-20")]
    [TestCase("COND-16, 18 and 20.", "COND-16 COND-18 COND-20")]
    [TestCase("TV-01 to TV-04", "TV-01 TV-02 TV-03 TV-04")]
    [TestCase("PRIN-09 to 12", "PRIN-09 PRIN-10 PRIN-11 PRIN-12")]
    [TestCase("KMS-01, TRUST-01", "KMS-01 TRUST-01")]
    [TestCase("UTF-16 and ABCAME-20-1", "")]
    public void Citations_InAText_AreIdsListsAndRanges(string text, string expected) =>
        string.Join(' ', CitationReader.In(text, _book.Rules.Select(rule => rule.Id).ToHashSet())).Should().Be(expected);

    [GeneratedRegex(@"\]\((?<address>https://[^)\s]+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"\]\((?:rules/|\.\./rules/)?(?<page>[a-z0-9-]+\.md)?#(?<anchor>[a-z0-9]+-\d\d)\)", RegexOptions.CultureInvariant)]
    private static partial Regex RuleLink();

    [GeneratedRegex(@"\bfacts? \d|[Aa]ction catalog, |\b[Ss]ections? \d+(\.\d+)* of the rules|notes under ""\(b\)""", RegexOptions.CultureInvariant)]
    private static partial Regex Dangling();
}
