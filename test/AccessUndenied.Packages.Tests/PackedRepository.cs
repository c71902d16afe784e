namespace AccessUndenied.Packages.Tests;

/// <summary>The packages, made once as a release makes them, under a version that no cache has seen.</summary>
[SetUpFixture]
internal sealed class PackedRepository
{
    private static readonly string s_suffix = $"test.{Guid.NewGuid():N}";
    private static string? s_folder;

    /// <summary>A folder outside the repository that lives as long as the run.</summary>
    public static string Folder => s_folder!;

    /// <summary>Where the packages are.</summary>
    public static string Feed => Path.Combine(Folder, "feed");

    /// <summary>The version of all of them.</summary>
    public static string Version { get; private set; } = "";

    /// <summary>The path of a package, or of its symbols.</summary>
    public static string PathOf(string package, string extension = "nupkg") => Path.Combine(Feed, $"{package}.{Version}.{extension}");

    /// <summary>Packs the repository into a folder.</summary>
    public static Task<string> PackAsync(string feed, string work, params string[] options) =>
        ShellCommand.SucceedAsync(Repository.Root, "bash",
            ["build/pack.sh", "--output", feed, "--work", work, "--version-suffix", s_suffix, "--no-analysis", .. options]);

    /// <summary>Makes a folder for a user of the packages, whose sources are the feed and whatever the machine has.</summary>
    /// <param name="name">The folder's name.</param>
    /// <param name="feed">Another feed than that of the run.</param>
    public static string NewUserFolder(string name, string? feed = null)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="feed" value="{feed ?? Feed}" />
              </packageSources>
            </configuration>
            """);
        return folder;
    }

    [OneTimeSetUp]
    public async Task PackAsync()
    {
        s_folder = Directory.CreateTempSubdirectory("access-undenied-packages-").FullName;
        await PackAsync(Feed, Path.Combine(Folder, "work"));
        const string core = "AccessUndenied.Core.";
        Version = Path.GetFileNameWithoutExtension(Directory.GetFiles(Feed, $"{core}*.nupkg").Single())[core.Length..];
    }

    [OneTimeTearDown]
    public async Task CleanAsync()
    {
        // The machine's package cache keeps what was restored; this version is never asked for again.
        var locals = await ShellCommand.SucceedAsync(Folder, "dotnet", ["nuget", "locals", "global-packages", "--list"]);
        var cache = locals[(locals.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        foreach (var package in Directory.GetDirectories(cache, "accessundenied.*"))
        {
            var version = Path.Combine(package, Version.ToLowerInvariant());
            if (Directory.Exists(version))
            {
                Directory.Delete(version, recursive: true);
            }
        }

        Directory.Delete(Folder, recursive: true);
    }
}
