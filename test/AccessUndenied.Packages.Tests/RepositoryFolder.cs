namespace AccessUndenied.Packages.Tests;

/// <summary>The clone that these tests run in.</summary>
internal static class RepositoryFolder
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The events and the snapshot that come with it.</summary>
    public static string SampleFile(string name) => Path.Combine(Root, "src", "AccessUndenied.Samples", "data", name);

    /// <summary>The C# code of the README, word for word.</summary>
    public static string ReadmeCode()
    {
        const string fence = "```csharp\n";
        var readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        var start = readme.IndexOf(fence, StringComparison.Ordinal) + fence.Length;
        readme.IndexOf(fence, start, StringComparison.Ordinal).Should().Be(-1, "the README has one block of code");
        return readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
    }

    /// <summary>A page of the docs, line by line.</summary>
    public static string[] Page(string name) => File.ReadAllLines(Path.Combine(Root, "docs", name));

    private static string FindRoot(string folder)
    {
        while (!File.Exists(Path.Combine(folder, "AccessUndenied.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
