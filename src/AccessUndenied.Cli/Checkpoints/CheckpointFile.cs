using AccessUndenied.Aws.Policies.Live;

namespace AccessUndenied.Cli.Checkpoints;

/// <summary>The file of a checkpoint before it is a database: a regular file that nobody but its owner may read or write.</summary>
internal static class CheckpointFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>What SQLite writes beside a database, after its name.</summary>
    public static IReadOnlyList<string> Endings { get; } = ["", "-wal", "-shm", "-journal"];

    /// <summary>Makes the file where it is not there; one that is empty becomes its owner's alone.</summary>
    /// <exception cref="IOException">It is a link, or no regular file.</exception>
    /// <exception cref="UnauthorizedAccessException">It is somebody else's.</exception>
    public static void Make(string path)
    {
        foreach (var ending in Endings)
        {
            RegularFile.Demand(path + ending);
        }

        if (!File.Exists(path))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerOnly;
            }

            new FileStream(path, options).Dispose();
        }
        else if (new FileInfo(path).Length == 0)
        {
            MakePrivate(path);
        }
    }

    /// <summary>Takes every other's rights to the file away.</summary>
    public static void MakePrivate(string path)
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != OwnerOnly)
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
    }
}
