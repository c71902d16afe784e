using System.Diagnostics;

namespace AccessUndenied.Cli.Tests;

/// <summary>Runs a command on a terminal of its own; needs <c>script</c>.</summary>
internal static class TerminalRun
{
    /// <summary>What the terminal got.</summary>
    public static string Of(string command)
    {
        var start = new ProcessStartInfo("/usr/bin/script") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "-qec", command, "/dev/null" })
        {
            start.ArgumentList.Add(argument);
        }

        ProgramRun.SetEnvironment(start, ProgramRun.NoAccounts);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.WaitForExit();
        _ = error.GetAwaiter().GetResult();
        return output.GetAwaiter().GetResult();
    }
}
