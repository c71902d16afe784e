using System.Diagnostics;
using System.Reflection;

namespace AccessUndenied.Cluster.Tests.Programs;

/// <summary>Runs the programs themselves, as processes of their own.</summary>
internal static class ProgramProcess
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);

    /// <summary>Runs <c>access-undenied</c>.</summary>
    public static Task<(int ExitCode, byte[] Output, string Error)> CommandAsync(params string[] args) => RunAsync(Start("Command", args));

    /// <summary>Runs <c>access-undenied-cluster</c>.</summary>
    public static Task<(int ExitCode, byte[] Output, string Error)> ClusterAsync(params string[] args) => RunAsync(Start("Cluster", args));

    /// <summary>The same, with variables of the environment.</summary>
    public static Task<(int ExitCode, byte[] Output, string Error)> ClusterAsync(IReadOnlyDictionary<string, string> environment, params string[] args) =>
        RunAsync(Start("Cluster", args, environment));

    /// <summary>The command, with variables of the environment.</summary>
    public static Task<(int ExitCode, byte[] Output, string Error)> CommandAsync(IReadOnlyDictionary<string, string> environment, params string[] args) =>
        RunAsync(Start("Command", args, environment));

    public static Process StartCluster(string[] args, IReadOnlyDictionary<string, string>? environment = null) => Start("Cluster", args, environment);

    private static Process Start(string program, string[] args, IReadOnlyDictionary<string, string>? environment = null)
    {
        var path = typeof(ProgramProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == program).Value!;
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.ArgumentList.Add(path);
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal) || name.StartsWith("ACCESS_UNDENIED_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["ACCESS_UNDENIED_NO_PROGRESS"] = "true";
        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(AppContext.BaseDirectory, "no-settings");
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public static async Task<(int ExitCode, byte[] Output, string Error)> RunAsync(Process process)
    {
        using (process)
        {
            var error = process.StandardError.ReadToEndAsync();
            using var output = new MemoryStream();
            await process.StandardOutput.BaseStream.CopyToAsync(output);
            using var limit = new CancellationTokenSource(s_limit);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, output.ToArray(), await error);
        }
    }
}
