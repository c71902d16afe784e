using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace AccessUndenied.Cli.Tests;

/// <summary>Runs the program itself, as a process of its own.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Output">What stdout got, byte for byte.</param>
/// <param name="Error">What stderr got.</param>
internal sealed record ProgramRun(int ExitCode, byte[] Output, string Error)
{
    /// <summary>The program.</summary>
    public static string Program { get; } = typeof(ProgramRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "Program").Value!;

    /// <summary>What keeps a run from the credentials and settings of whoever runs the tests, and from the network.</summary>
    public static IReadOnlyDictionary<string, string> NoAccounts { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(AppContext.BaseDirectory, "no-credentials"),
        // What a run says must not hang on how fast the machine is.
        ["ACCESS_UNDENIED_NO_PROGRESS"] = "true",
        ["XDG_CONFIG_HOME"] = Path.Combine(AppContext.BaseDirectory, "no-settings"),
        ["AWS_CONFIG_FILE"] = Path.Combine(AppContext.BaseDirectory, "no-config"),
    };

    public string Text => Encoding.UTF8.GetString(Output);

    public string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static ProgramRun Of(params string[] args) => With("", args);

    public static ProgramRun With(string input, params string[] args) => In(NoAccounts, input, args);

    /// <summary>Runs it with these variables in its environment, and no others that AWS's tools look at.</summary>
    public static ProgramRun In(IReadOnlyDictionary<string, string> environment, string input, params string[] args)
    {
        using var process = Start(environment, args);
        var error = process.StandardError.ReadToEndAsync();
        var output = ReadAsync(process);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return new(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    public static Process Start(params string[] args) => Start(NoAccounts, args);

    public static Process Start(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Program);
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        SetEnvironment(start, environment);
        return Process.Start(start)!;
    }

    /// <summary>Gives a process these variables, and no others that AWS's tools look at.</summary>
    public static void SetEnvironment(ProcessStartInfo start, IReadOnlyDictionary<string, string> environment)
    {
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ACCESS_UNDENIED_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in NoAccounts.Concat(environment))
        {
            start.Environment[name] = value;
        }
    }

    private static async Task<byte[]> ReadAsync(Process process)
    {
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        return output.ToArray();
    }
}
