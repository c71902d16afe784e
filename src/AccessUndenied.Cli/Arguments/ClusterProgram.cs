using System.Diagnostics;
using System.Runtime.InteropServices;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Arguments;

/// <summary>The other program, which does the commands of a cluster: it gets the command line as it is.</summary>
internal static class ClusterProgram
{
    /// <summary>The variable that names the store of its cluster; no option of this program's.</summary>
    public const string StoreVariable = "ACCESS_UNDENIED_CLUSTER";

    /// <summary>The variable that names the folder of its certificates; no option of this program's either.</summary>
    public const string TlsVariable = "ACCESS_UNDENIED_CLUSTER_TLS";

    private const string Name = "access-undenied-cluster";

    private static readonly string[] s_commands = ["worker", "submit", "status", "result"];

    /// <summary>Whether a command line is for it.</summary>
    public static bool IsFor(string[] args) => args.Length > 0 && s_commands.Contains(args[0], StringComparer.Ordinal);

    /// <summary>Runs it; gives its exit code.</summary>
    public static async Task<int> RunAsync(CommandConsole console, string[] args)
    {
        if (Find() is not { } path)
        {
            console.Fatal(CommandMessages.NoClusterProgram(args[0], Name));
            return ExitCodes.WrongUsage;
        }

        if (!OperatingSystem.IsWindows())
        {
            // In place of this process, so that signals and exit codes are its own. It returns where it failed alone.
            Execute(path, [path, .. args, null]);
        }

        var start = new ProcessStartInfo(path) { UseShellExecute = false };
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    // Beside this program first, so that the two are of one version. A relative folder of PATH would be whatever folder somebody stands in.
    private static string? Find()
    {
        var name = OperatingSystem.IsWindows() ? $"{Name}.exe" : Name;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(Path.IsPathFullyQualified);
        return folders.Prepend(Path.GetDirectoryName(Environment.ProcessPath) ?? AppContext.BaseDirectory).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    // LPStr is UTF8 where this library is.
    [DllImport("libc", EntryPoint = "execv", ExactSpelling = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Execute([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPStr)] string?[] args);
}
