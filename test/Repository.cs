namespace AccessUndenied;

/// <summary>The clone that the tests run in.</summary>
internal static class Repository
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The path of what <paramref name="parts"/> name in it.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot(string folder)
    {
        while (!File.Exists(Path.Combine(folder, "AccessUndenied.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests do not run within a clone: no folder above has AccessUndenied.sln.");
        }

        return folder;
    }
}
