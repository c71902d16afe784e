using System.Diagnostics;

namespace AccessUndenied.Packages.Tests;

/// <summary>What a command printed and how it ended.</summary>
internal sealed record ShellCommand(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a command to its end.</summary>
    public static async Task<ShellCommand> RunAsync(string folder, string file, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // What the test run told its own MSBuild is not meant for another one.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Runs a command that must end well; gives what it printed.</summary>
    public static async Task<string> SucceedAsync(string folder, string file, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var run = await RunAsync(folder, file, arguments, environment);
        run.ExitCode.Should().Be(0, "{0} must succeed; it printed:\n{1}\n{2}", file, run.Output, run.Error);
        return run.Output;
    }
}
