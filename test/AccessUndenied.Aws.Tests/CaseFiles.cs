using System.Text.Json;

namespace AccessUndenied.Aws.Tests;

/// <summary>Finds the case files beside the test assembly.</summary>
internal static class CaseFiles
{
    public static string Root => Path.Combine(TestContext.CurrentContext.TestDirectory, "Cases");

    public static IEnumerable<string> In(string folder) => Directory
        .EnumerateFiles(Path.Combine(Path.GetDirectoryName(typeof(CaseFiles).Assembly.Location)!, "Cases", folder), "*.json", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal);

    public static JsonElement Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }
}
