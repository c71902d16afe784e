using System.Text.RegularExpressions;

namespace AccessUndenied.Aws.Tests.Explanations;

/// <summary>Programs go by the ids of notes, and nothing goes by their words.</summary>
public sealed partial class NoteIdTests
{
    [Test]
    public void Ids_InSource_AreThoseOfThePage()
    {
        var made = Sources("*Messages*.cs").SelectMany(file => MadeIds().Matches(File.ReadAllText(file)).Select(match => match.Groups["id"].Value)).Distinct();
        var listed = ListedIds().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "notes.md")).Split("\n## ", 2)[1]).Select(match => match.Groups["id"].Value);

        listed.Where(id => !id.EndsWith('-')).Should().OnlyHaveUniqueItems().And.BeEquivalentTo(made, because: "an id that a report may hold is on the page, and one that was on it stays");
    }

    [Test]
    public void Ids_OfSeveralMembers_AreNotTheSame() =>
        Sources("*Messages*.cs").SelectMany(file => MembersWithIds().Matches(File.ReadAllText(file)).Select(match => (Id: match.Groups["id"].Value, Member: match.Groups["member"].Value)))
            .Distinct().GroupBy(pair => pair.Id).Where(group => group.Count() > 1).Should().BeEmpty(because: "one id is one kind of note");

    // What a note, evidence, a cause or a warning says is for people: tests of its text would make the words a contract. Older snapshots have nothing else.
    [Test]
    public void Sentences_OfNotesAndEvidence_AreReadNowhere()
    {
        var reading = new List<string>();
        foreach (var file in Sources("*.cs").Where(file => Path.GetFileName(file) != "OlderEvidence.cs"))
        {
            reading.AddRange(ReadSentences().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value}"));
        }

        reading.Should().BeEmpty();
    }

    [TestCase("notes.Exists(note => note.Text.Contains(\"x\"))")]
    [TestCase("item.What.StartsWith(\"x\")")]
    [TestCase("evidence.Why is \"x\"")]
    [TestCase("cause.Sentence.IndexOf('x')")]
    [TestCase("hint.Text == \"x\"")]
    [TestCase("remediation.Opens[0].EndsWith(\"x\")")]
    public void ReadSentences_CodeThatGoesByWords_IsFound(string code) => ReadSentences().IsMatch(code).Should().BeTrue();

    private static IEnumerable<string> Sources(string pattern) =>
        new[] { "AccessUndenied.Core", "AccessUndenied.Aws", "AccessUndenied.Formats", "AccessUndenied.Cli" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", project), pattern, SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex("""(?:new(?: Note)?\(|const string \w+Id =)\s*"(?<id>[a-z][a-z0-9-]+)"(?:,|;)""")]
    private static partial Regex MadeIds();

    [GeneratedRegex("""Note (?<member>\w+)[^;"]*?new\(\s*"(?<id>[a-z][a-z0-9-]+)",""")]
    private static partial Regex MembersWithIds();

    [GeneratedRegex("`(?<id>[a-z][a-z0-9-]+)`")]
    private static partial Regex ListedIds();

    [GeneratedRegex(
        """\b(?:\w*[nN]ote|\w*[hH]int|\w*[sS]uspect|\w*[aA]ssumption|item|\w*[eE]vidence|\w*[uU]navailable|reason|cause|miss|remediation)\.(?:(?:Text|What|Why|Sentence)|Opens\[\d+\])(?:\?)?(?:\.(?:Contains|StartsWith|EndsWith|Replace|IndexOf|LastIndexOf|Split)\(| (?:==|!=|is) (?:not )?")""")]
    private static partial Regex ReadSentences();
}
