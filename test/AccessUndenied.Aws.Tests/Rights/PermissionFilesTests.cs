namespace AccessUndenied.Aws.Tests.Rights;

/// <summary>The files in build/deploy and docs are those that the rows of the table make; <c>build/permissions.sh</c> writes them.</summary>
public sealed class PermissionFilesTests
{
    private static bool IsToWrite => Environment.GetEnvironmentVariable("ACCESS_UNDENIED_WRITE_PERMISSIONS") == "1";

    private static IEnumerable<string> Names => PermissionFiles.Names;

    [TestCaseSource(nameof(Names))]
    public void Rewrite_FileOfTheRepository_IsAsTheRowsMakeIt(string name)
    {
        var path = PermissionFiles.PathOf(name);
        if (!File.Exists(path))
        {
            Assert.Ignore("the sources are not here");
        }

        var text = File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal);
        var expected = PermissionFiles.Rewrite(name, text);
        if (IsToWrite)
        {
            File.WriteAllText(path, expected);
        }
        else
        {
            text.Should().Be(expected, "build/permissions.sh writes it");
        }
    }
}
