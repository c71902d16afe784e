namespace AccessUndenied.Cli.Output;

/// <summary>What the path of an output file means.</summary>
internal static class OutputTarget
{
    /// <summary>Whether <paramref name="path"/> is a device or a pipe, such as <c>/dev/stdout</c>, rather than a file of its own.</summary>
    public static bool IsDevice(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        var full = Path.GetFullPath(path);
        return full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal)
            || (File.Exists(full) && (File.GetAttributes(full) & (FileAttributes.Device | FileAttributes.ReparsePoint | FileAttributes.Directory)) == FileAttributes.Device);
    }

    /// <summary>Whether both paths mean one file, through links too.</summary>
    public static bool IsSame(string path, string other) => Real(path) is { } real && real == Real(other);

    private static string? Real(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return (file.ResolveLinkTarget(returnFinalTarget: true) ?? file).FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // What cannot be looked at is told when it is opened.
            return null;
        }
    }
}
