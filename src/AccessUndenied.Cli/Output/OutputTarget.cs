using AccessUndenied.Aws.Policies.Live;

namespace AccessUndenied.Cli.Output;

/// <summary>What the path of an output file means.</summary>
internal static class OutputTarget
{
    /// <summary>Whether <paramref name="path"/> is a device or an open file, such as <c>/dev/stdout</c>, rather than a file of its own.</summary>
    public static bool IsDevice(string path) => RegularFile.IsOfSystem(path);

    /// <summary>Whether both paths mean one file, through links too, and whether or not it is there yet.</summary>
    public static bool IsSame(string path, string other) => Real(path) is { } real && real.Equals(Real(other), PathComparison);

    private static StringComparison PathComparison =>
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private static string? Real(string path)
    {
        try
        {
            return Resolved(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // What cannot be looked at is told when it is opened.
            return null;
        }
    }

    // Its folders may be links, too.
    private static string Resolved(string full)
    {
        if (Path.GetDirectoryName(full) is not { } folder)
        {
            return full;
        }

        var file = new FileInfo(Path.Combine(Resolved(folder), Path.GetFileName(full)));
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;
    }
}
