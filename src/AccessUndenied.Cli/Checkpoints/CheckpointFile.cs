using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Checkpoints;

/// <summary>The file of a checkpoint before it is a database: a regular file that nobody but its owner may read or write.</summary>
internal static class CheckpointFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OthersMayWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>What SQLite writes beside a database, after its name.</summary>
    public static IReadOnlyList<string> Endings { get; } = ["", "-wal", "-shm", "-journal"];

    /// <summary>Makes the file where it is not there; one that is empty becomes its owner's alone.</summary>
    /// <exception cref="IOException">It is a link, or no regular file.</exception>
    /// <exception cref="CommandFailedException">Others may have written what stands in it.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written to.</exception>
    public static void Make(string path)
    {
        foreach (var ending in Endings)
        {
            RegularFile.Demand(path + ending);
            DemandOurs(path + ending);
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

    // What another user laid there could hide denials, and would get the records that are read next.
    private static void DemandOurs(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path))
        {
            return;
        }

        if (FileOwner.IsSomebodyElse(path))
        {
            throw new CommandFailedException(CommandMessages.CheckpointOfAnother(path));
        }

        if (new FileInfo(path).Length > 0 && (File.GetUnixFileMode(path) & OthersMayWrite) != UnixFileMode.None)
        {
            throw new CommandFailedException(CommandMessages.CheckpointOpenToOthers(path));
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
