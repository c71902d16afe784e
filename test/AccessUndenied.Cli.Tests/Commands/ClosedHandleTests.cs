using System.Diagnostics;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary>Programs are started without one of their streams, or with one that takes nothing.</summary>
[Platform("Linux")]
internal sealed class ClosedHandleTests
{
    private const string Record =
        """{"eventID":"y","eventVersion":"1.08","eventSource":"s3.amazonaws.com","eventName":"ListBuckets","eventTime":"2026-01-01T00:00:00Z","errorCode":"AccessDenied","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::123456789012:user/x","accountId":"123456789012"}}""";

    private static string Snapshot { get; } = Path.Combine(AppContext.BaseDirectory, "data", "snapshot.json");

    [TestCase("analyze --snapshot SNAPSHOT -f jsonl")]
    [TestCase("analyze - --snapshot SNAPSHOT")]
    [TestCase("explain --snapshot SNAPSHOT")]
    [TestCase("simulate --file -")]
    [TestCase("replay - --snapshot SNAPSHOT")]
    [TestCase("mcp --snapshot SNAPSHOT")]
    public void Command_WithoutStdin_SaysSoAtOnce(string arguments)
    {
        var (exitCode, _, error) = Run(arguments, "<&-");

        exitCode.Should().Be(1, error);
        error.Should().Be("access-undenied: cannot read stdin: it is closed; pipe something in, or name a file\n");
    }

    [TestCase("2>&-")]
    [TestCase("2>/dev/full")]
    public void Command_WhoseMessagesNobodyTakes_EndsAsItWould(string redirection)
    {
        var (exitCode, output, _) = Run("analyze EVENTS --snapshot SNAPSHOT -f csv -v DEBUG", redirection);

        exitCode.Should().Be(0);
        output.Should().Contain("\n");
        Run("analyze missing.json --snapshot SNAPSHOT", redirection).ExitCode.Should().Be(1);
        Run("analyze --unknown", redirection).ExitCode.Should().Be(2);
    }

    [Test]
    public void Simulate_WaitingForAPipe_EndsWhenAsked()
    {
        using var folder = new TemporaryFolder();
        var pipe = Path.Combine(folder.Path, "pipe");
        Process.Start("mkfifo", pipe).WaitForExit();
        using var process = ProgramRun.Start("simulate", "--file", pipe);
        using (var writer = new FileStream(pipe, FileMode.Open, FileAccess.Write))
        {
            // It has opened the pipe, else this would not have come back; a whole request makes it answer.
            writer.Write("""{"principal":"arn:aws:iam::123456789012:role/app","action":"s3:GetObject","resource":"arn:aws:s3:::b/k"}"""u8);
            writer.Write("\n"u8);
            writer.Flush();
            process.StandardOutput.ReadLine().Should().Contain("implicitDeny");
            Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();
            process.WaitForExit();
        }

        process.ExitCode.Should().Be(143);
    }

    [Test]
    public void Command_WhoseTerminalIsClosed_LeavesNoFilesBehind()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("report.csv", "older"u8.ToArray());
        using var process = ProgramRun.Start("analyze", "-", "--snapshot", Snapshot, "-f", "jsonl", "-o", file);
        process.StandardInput.WriteLine(Record);
        process.StandardInput.Flush();
        process.StandardOutput.ReadLine().Should().NotBeNull();
        Process.Start("kill", ["-HUP", $"{process.Id}"]).WaitForExit();
        process.WaitForExit();

        process.ExitCode.Should().Be(129);
        Directory.GetFiles(folder.Path).Should().ContainSingle();
        File.ReadAllText(file).Should().Be("older");
    }

    private static (int ExitCode, string Output, string Error) Run(string arguments, string redirection)
    {
        var words = arguments.Replace("SNAPSHOT", Snapshot, StringComparison.Ordinal).Replace("EVENTS", Path.Combine(AppContext.BaseDirectory, "data", "trail.json"), StringComparison.Ordinal);
        var start = new ProcessStartInfo("sh") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"exec dotnet '{ProgramRun.Program}' {words} {redirection}");
        ProgramRun.SetEnvironment(start, ProgramRun.NoAccounts);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
