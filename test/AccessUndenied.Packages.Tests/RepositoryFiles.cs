namespace AccessUndenied.Packages.Tests;

/// <summary>What these tests read of the clone that they run in.</summary>
internal static class RepositoryFiles
{
    /// <summary>The events and the snapshot that come with it.</summary>
    public static string SampleFile(string name) => Repository.PathOf("src", "AccessUndenied.Samples", "data", name);

    /// <summary>The C# code of the README, word for word.</summary>
    public static string ReadmeCode()
    {
        const string fence = "```csharp\n";
        var readme = File.ReadAllText(Repository.PathOf("README.md"));
        var start = readme.IndexOf(fence, StringComparison.Ordinal) + fence.Length;
        readme.IndexOf(fence, start, StringComparison.Ordinal).Should().Be(-1, "the README has one block of code");
        return readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
    }

    /// <summary>A page of the docs, line by line.</summary>
    public static string[] Page(string name) => File.ReadAllLines(Repository.PathOf("docs", name));
}
