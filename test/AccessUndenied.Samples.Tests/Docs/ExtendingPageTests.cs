namespace AccessUndenied.Samples.Tests.Docs;

/// <summary>docs/extending.md names samples that exist.</summary>
public sealed class ExtendingPageTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Docs", "extending.md"));

    [Test]
    public void Folders_OfThePage_Exist()
    {
        var folders = s_page.Split('`').Where(word => word.EndsWith('/')).Select(word => word.TrimEnd('/')).ToList();
        folders.Should().NotBeEmpty();
        folders.Should().OnlyContain(folder => Directory.Exists(Path.Combine(AppContext.BaseDirectory, "SampleCode", folder)));
    }
}
