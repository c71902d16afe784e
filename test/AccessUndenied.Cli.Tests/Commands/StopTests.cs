using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary>Ctrl-C: the program ends as shells expect it, and says what is there.</summary>
[Platform("Linux", Reason = "signals are of Unix, and not every Unix has this env")]
public sealed class StopTests
{
    private const string Record =
        """{"eventID":"y","eventVersion":"1.08","eventSource":"s3.amazonaws.com","eventName":"ListBuckets","eventTime":"2026-01-01T00:00:00Z","errorCode":"AccessDenied","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::123456789012:user/x","accountId":"123456789012"}}""";

    private static string Snapshot => Path.Combine(AppContext.BaseDirectory, "data", "snapshot.json");

    [TestCase("INT", 130)]
    [TestCase("TERM", 143)]
    public void Analyze_Stopped_EndsWithTheCodeOfTheSignalAndCountsWhatIsThere(string signal, int code)
    {
        var (exitCode, output, error) = Stopped(signal, waitsForResult: true, "analyze", "--snapshot", Snapshot, "-f", "jsonl");

        exitCode.Should().Be(code);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().ContainSingle().Which.Should().EndWith("}");
        error.Should().Be("access-undenied: stopped; 1 result is on stdout, the last of them whole\n");
    }

    [Test]
    public void Replay_Stopped_CountsTheLinesThatAreThere()
    {
        var change = Path.Combine(AppContext.BaseDirectory, "data", "proposed-scp.json");
        var trail = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "trail.json"));
        var (exitCode, output, error) = StoppedAfter(trail, "INT", waitsForResult: true, "replay", "--snapshot", Snapshot, "--change", change, "-f", "jsonl");

        exitCode.Should().Be(130);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        error.Should().Be($"access-undenied: stopped; {lines} {(lines == 1 ? "line is" : "lines are")} on stdout, the last of them whole\n");
    }

    [Test]
    public void Analyze_StoppedAsHtml_SaysThatThePageIsNotThere()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("report.html", "older"u8.ToArray());

        var (exitCode, output, error) = Stopped("INT", waitsForResult: false, "analyze", "--snapshot", Snapshot, "-o", file);

        exitCode.Should().Be(130);
        output.Should().BeEmpty();
        error.Should().Be($"access-undenied: stopped; nothing of use is on stdout, since this report is written at its end, and {file} was not written: the older one is as it was\n");
        File.ReadAllText(file).Should().Be("older");
        Directory.GetFiles(folder.Path).Should().ContainSingle();
    }

    private static (int ExitCode, string Output, string Error) Stopped(string signal, bool waitsForResult, params string[] args) => StoppedAfter(Record, signal, waitsForResult, args);

    private static (int ExitCode, string Output, string Error) StoppedAfter(string input, string signal, bool waitsForResult, params string[] args)
    {
        using var process = Start(args);
        process.StandardInput.WriteLine(input);
        process.StandardInput.Flush();
        var output = new StringBuilder();
        if (waitsForResult)
        {
            output.AppendLine(process.StandardOutput.ReadLine());
        }
        else
        {
            WaitUntilItReads(process);
        }

        using (var kill = Process.Start("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            kill.WaitForExit();
        }

        process.WaitForExit();
        output.Append(process.StandardOutput.ReadToEnd());
        return (process.ExitCode, output.ToString(), process.StandardError.ReadToEnd());
    }

    // What runs in a shell's background has Ctrl-C ignored from its start, and so had what it starts.
    private static Process Start(string[] args)
    {
        var start = new ProcessStartInfo("env") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "--default-signal=INT", "dotnet", ProgramRun.Program }.Concat(args))
        {
            start.ArgumentList.Add(argument);
        }

        ProgramRun.SetEnvironment(start, ProgramRun.NoAccounts);
        return Process.Start(start)!;
    }

    // The pipe takes 64 KiB, so that what is written beyond that was read by the program, which has begun by then.
    private static void WaitUntilItReads(Process process)
    {
        for (var i = 0; i < 2_000; i++)
        {
            process.StandardInput.WriteLine(Record);
        }

        process.StandardInput.Flush();
    }
}
