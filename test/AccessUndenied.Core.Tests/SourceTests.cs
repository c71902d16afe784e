namespace AccessUndenied.Core.Tests;

/// <summary>What holds for every source file.</summary>
public sealed class SourceTests
{
    private const int LongestLine = 200;
    private const string RawQuotes = "\"\"\"";

    [Test]
    public void Lines_OfTheSource_AreNotLongerThanTheEditorAllows()
    {
        var root = Repository.Root;
        File.ReadAllText(Path.Combine(root, ".editorconfig")).Should().Contain($"max_line_length = {LongestLine}");

        LongLines(root).Should().BeEmpty();
    }

    // A raw literal cannot be broken without changing what it says.
    private static IEnumerable<string> LongLines(string root)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories).Where(IsWritten))
        {
            var number = 0;
            var isRaw = false;
            foreach (var line in File.ReadLines(file))
            {
                number++;
                var holdsRaw = isRaw || line.Contains(RawQuotes, StringComparison.Ordinal);
                isRaw ^= (line.Split(RawQuotes).Length - 1) % 2 == 1;
                if (line.Length > LongestLine && !holdsRaw)
                {
                    yield return $"{Path.GetRelativePath(root, file)}({number}) has {line.Length} letters";
                }
            }
        }
    }

    private static bool IsWritten(string file) => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
}
