using System.Text.RegularExpressions;

namespace AccessUndenied.Core.Tests;

/// <summary>The folders below each project are rooms, and what they use of each other points one way.</summary>
public sealed partial class RoomTests
{
    private static readonly string[] s_projects =
    [
        "AccessUndenied.Core", "AccessUndenied.Aws", "AccessUndenied.Formats", "AccessUndenied.Cli", "AccessUndenied.Samples", "AccessUndenied.Orleans",
        "AccessUndenied.Cluster",
    ];

    [Test]
    public void Rooms_OfTheLibrariesAndTheCommand_FormNoCircle()
    {
        var uses = UsesOf(Repository.PathOf("src"));
        uses.Should().HaveCountGreaterThan(40, because: "otherwise the source was not read");

        Circle(uses).Should().BeEmpty(because: "data flows one way; what several rooms need lies in the first of them");
    }

    [Test]
    public void Circle_RoomsThatUseEachOther_AreNamed() =>
        Circle(new() { ["A"] = ["B"], ["B"] = ["C"], ["C"] = ["B"], ["D"] = [] }).Should().Equal("B", "C");

    // A name that two rooms declare tells nothing of who is meant, and a member may be called as a type of another room is.
    private static Dictionary<string, HashSet<string>> UsesOf(string source)
    {
        var files = s_projects.SelectMany(project => Directory.EnumerateFiles(Path.Combine(source, project), "*.cs", SearchOption.AllDirectories)).Where(IsWritten)
            .Select(file => (Room: RoomOf(Path.GetRelativePath(source, file)), Text: NoCode().Replace(File.ReadAllText(file), " "))).ToList();
        var homes = files.SelectMany(file => Declared().Matches(file.Text).Select(match => (Name: match.Groups["name"].Value, file.Room)))
            .GroupBy(pair => pair.Name, pair => pair.Room).Where(group => group.Distinct().Count() == 1).ToDictionary(group => group.Key, group => group.First());
        var uses = files.Select(file => file.Room).Distinct().ToDictionary(room => room, _ => new HashSet<string>());
        foreach (var (room, text) in files)
        {
            foreach (var word in Word().EnumerateMatches(text))
            {
                if (homes.GetValueOrDefault(text.Substring(word.Index, word.Length)) is { } home && home != room)
                {
                    uses[room].Add(home);
                }
            }
        }

        return uses;
    }

    // What uses no other room, and what no other room uses, is in no circle; the rest hangs together.
    private static List<string> Circle(Dictionary<string, HashSet<string>> uses)
    {
        var left = uses.Keys.ToHashSet();
        while (left.RemoveWhere(room => !uses[room].Any(left.Contains) || !left.Any(other => uses[other].Contains(room))) > 0)
        {
        }

        return [.. left.Order(StringComparer.Ordinal)];
    }

    private static string RoomOf(string path) => string.Join('/', path.Split(Path.DirectorySeparatorChar)[..^1].Take(2));

    private static bool IsWritten(string file) => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    // Comments, literals, and the lines that name namespaces.
    [GeneratedRegex("""
        //[^\n]*|/\*.*?\*/|\"{3,}.*?\"{3,}|@?\$?@?"(?:\\.|""|[^"\\\n])*"|'(?:\\.|[^'\\\n])'|^\s*(?:using\s+(?!\()[^;]*;|namespace\s+[\w.]+)
        """, RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex NoCode();

    [GeneratedRegex(@"\b(?:class|struct|interface|enum|record(?:\s+struct|\s+class)?|delegate\s+[\w<>\[\],.? ]+?)\s+(?<name>[A-Z]\w*)")]
    private static partial Regex Declared();

    [GeneratedRegex(@"(?<![.\w])(?!(?<=(?<!\b(?:new|is|as|not|or|and|case|return|throw|where|in))(?<=[\w>?\]])[ ])\w+\()[A-Z]\w*\b")]
    private static partial Regex Word();
}
