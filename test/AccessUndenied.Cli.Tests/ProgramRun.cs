using System.Diagnostics;
using System.Text;

namespace AccessUndenied.Cli.Tests;

/// <summary>Runs the program itself, as a process of its own.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Output">What stdout got, byte for byte.</param>
/// <param name="Error">What stderr got.</param>
internal sealed record ProgramRun(int ExitCode, byte[] Output, string Error)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    public string Text => Encoding.UTF8.GetString(Output);

    public string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static ProgramRun Of(params string[] args) => With("", args);

    public static ProgramRun With(string input, params string[] args)
    {
        using var process = Start(args);
        var error = process.StandardError.ReadToEndAsync();
        var output = ReadAsync(process);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit(s_limit).Should().BeTrue("the program ends by itself");
        return new(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    public static Process Start(params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "access-undenied.dll"));
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        return Process.Start(start)!;
    }

    private static async Task<byte[]> ReadAsync(Process process)
    {
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        return output.ToArray();
    }
}
