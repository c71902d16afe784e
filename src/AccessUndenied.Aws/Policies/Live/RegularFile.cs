namespace AccessUndenied.Aws.Policies.Live;

/// <summary>What a path may lead to where a file is written: a regular file, or nothing yet.</summary>
/// <remarks>A symbolic link is not followed, since it may have been laid by somebody else to have another file overwritten.</remarks>
internal static class RegularFile
{
    private const string NoFile = "it is a pipe, a socket or a device; name a file";

    private static readonly string[] s_systemFolders = ["/dev/", "/proc/", "/sys/"];

    /// <summary>Demands it of <paramref name="path"/>.</summary>
    /// <exception cref="IOException">It is a link, a folder, a pipe, a socket or a device; the message says what to do.</exception>
    public static void Demand(string path)
    {
        if (IsOfSystem(path))
        {
            throw new IOException(NoFile);
        }

        if (new FileInfo(path).LinkTarget is not null)
        {
            throw new IOException("it is a symbolic link, which is not followed; name the file that is meant");
        }

        if (Directory.Exists(path))
        {
            throw new IOException("it is a folder; name a file");
        }

        if (File.Exists(path) && !CanSeek(path))
        {
            throw new IOException(NoFile);
        }
    }

    /// <summary>Whether <paramref name="path"/> lies where Unix has its devices and processes.</summary>
    public static bool IsOfSystem(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        var full = Path.GetFullPath(path);
        return Array.Exists(s_systemFolders, folder => full.StartsWith(folder, StringComparison.Ordinal)) && !full.StartsWith("/dev/shm/", StringComparison.Ordinal);
    }

    // Opened for both, a pipe keeps nobody waiting; what cannot be sought in is no regular file.
    private static bool CanSeek(string path)
    {
        try
        {
            using var stream = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
            return stream.CanSeek;
        }
        catch (UnauthorizedAccessException)
        {
            // A file that may not be written to may still be replaced, where its folder allows it.
            return true;
        }
    }
}
