using System.Text.RegularExpressions;

namespace AccessUndenied.Core.Tests;

/// <summary>What is public is for somebody: a page or a sample shows it.</summary>
public sealed partial class PublicTypesTests
{
    private static readonly string[] s_packages = ["Core", "Aws", "Formats", "Orleans"];
    private static readonly string s_shown = Shown();

    [TestCaseSource(nameof(PublicTypes))]
    public void PublicType_OfAPackage_IsNamedInAPageOrASample(string type, string[] names) =>
        names.Should().Contain(name => IsShown(name), because: $"what nobody is shown is internal, and {type} stands in no page of docs, nor in the README or a sample");

    [Test]
    public void IsShown_ANameThatStandsNowhere_IsNot() => IsShown("NobodyWritesOfThis").Should().BeFalse();

    private static bool IsShown(string name) => Regex.IsMatch(s_shown, $@"\b{Regex.Escape(name)}\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static IEnumerable<TestCaseData> PublicTypes() => s_packages.SelectMany(package =>
    {
        var lines = LinesOf(package);
        return lines.Where(line => !line.Contains("->", StringComparison.Ordinal) && !line.Contains('(', StringComparison.Ordinal))
            .Select(type => new TestCaseData(type, NamesOf(type, lines)).SetArgDisplayNames(type));
    });

    // A class of extension methods is shown where one of them is.
    private static string[] NamesOf(string type, List<string> lines)
    {
        var name = type[(type.LastIndexOf('.') + 1)..].Split('<')[0];
        return !name.EndsWith("Extensions", StringComparison.Ordinal) ? [name]
            : [name, .. lines.Where(line => line.StartsWith($"static {type}.", StringComparison.Ordinal)).Select(line => Identifier().Match(line[$"static {type}.".Length..]).Value)];
    }

    private static List<string> LinesOf(string package) =>
        [.. new[] { "Shipped", "Unshipped" }.SelectMany(file => File.ReadLines(Path.Combine(Repository.Root, "src", $"AccessUndenied.{package}", $"PublicAPI.{file}.txt"))).Where(line => line.Length > 0 && line[0] != '#')];

    // Of a page the code alone, so that a word of a sentence shows no type; lists that are generated, and pages for those who change the library, are not there.
    private static string Shown()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md").Append(Path.Combine(Repository.Root, "README.md"))
            .SelectMany(page => Code().Matches(File.ReadAllText(page)).Select(code => code.Value));
        var samples = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "AccessUndenied.Samples"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText);
        return string.Join('\n', pages.Concat(samples));
    }

    [GeneratedRegex("```csharp.*?```|`[^`\n]+`", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^\w+")]
    private static partial Regex Identifier();
}
