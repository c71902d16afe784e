namespace AccessUndenied.Samples.Tests.Docs;

/// <summary>The code in docs/extending.md is that of the samples.</summary>
public sealed class ExtendingPageTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Docs", "extending.md"));

    private static readonly string[] s_code =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "SampleCode"), "*.cs", SearchOption.AllDirectories).Select(file => Unindented(File.ReadAllText(file)))];

    private static IEnumerable<string> Blocks => s_page.Split("```csharp\n").Skip(1).Select(rest => rest.Split("\n```")[0]);

    [Test]
    public void Page_HasCode() => Blocks.Should().HaveCountGreaterThan(4);

    [TestCaseSource(nameof(Blocks))]
    public void Code_OfThePage_StandsInASample(string block) =>
        s_code.Should().Contain(file => file.Contains(Unindented(block), StringComparison.Ordinal));

    [Test]
    public void Folders_OfThePage_Exist()
    {
        var folders = s_page.Split('`').Where(word => word.EndsWith('/')).Select(word => word.TrimEnd('/')).ToList();
        folders.Should().NotBeEmpty();
        folders.Should().OnlyContain(folder => Directory.Exists(Path.Combine(AppContext.BaseDirectory, "SampleCode", folder)));
    }

    private static string Unindented(string code) => string.Join('\n', code.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()));
}
