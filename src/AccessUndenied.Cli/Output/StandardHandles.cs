namespace AccessUndenied.Cli.Output;

/// <summary>The streams that the program began with.</summary>
internal static class StandardHandles
{
    private const int CloseOnExec = 0x80000;

    /// <summary>Whether the stream of this number was closed when the program began.</summary>
    /// <remarks>
    /// The runtime takes such a number for a file or pipe of its own, which it marks as one that no other program gets (<c>O_CLOEXEC</c>), as nothing is that a program was given.
    /// Only Linux tells (proc_pid_fdinfo(5)); elsewhere the answer is no.
    /// </remarks>
    /// <param name="number">0 for stdin, 1 for stdout, 2 for stderr.</param>
    public static bool IsClosed(int number)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            var flags = File.ReadLines($"/proc/self/fdinfo/{number}").FirstOrDefault(line => line.StartsWith("flags:", StringComparison.Ordinal));
            return flags is not null && (Convert.ToInt32(flags["flags:".Length..].Trim(), 8) & CloseOnExec) != 0;
        }
        catch (FileNotFoundException)
        {
            return Directory.Exists("/proc/self/fdinfo");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>Whether the program was started so that it does not end with its terminal, as by <c>nohup</c>.</summary>
    public static bool IgnoresHangup()
    {
        try
        {
            // proc_pid_status(5): a mask of signals, of which the first is SIGHUP.
            return !OperatingSystem.IsLinux() || File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is not { } mask
                || (Convert.ToUInt64(mask["SigIgn:".Length..].Trim(), 16) & 1) != 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            return true;
        }
    }
}
