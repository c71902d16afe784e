namespace AccessUndenied.Formats;

/// <summary>A temporary file that nobody else may read, and that is gone when it is closed; for what cannot be read from its beginning alone.</summary>
internal static class PrivateFile
{
    internal static FileStream Create()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(Path.Combine(Path.GetTempPath(), $"access-undenied-{Path.GetRandomFileName()}"), options);
    }
}
