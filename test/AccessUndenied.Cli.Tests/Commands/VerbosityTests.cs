namespace AccessUndenied.Cli.Tests.Commands;

/// <summary>What the libraries log comes to stderr as far as it is asked for, and never to stdout.</summary>
public sealed class VerbosityTests
{
    private static readonly string s_samples = Path.Combine(AppContext.BaseDirectory, "data");

    [TestCase("WARNING", false, false)]
    [TestCase("INFO", true, false)]
    [TestCase("DEBUG", true, true)]
    public void Analyze_Verbosity_ShowsTheLogThatFar(string verbosity, bool showsInformation, bool showsDebug)
    {
        var run = ProgramRun.Of(
            "analyze", "--verbosity", verbosity, "--events-file", Path.Combine(s_samples, "events.json"), "--snapshot", Path.Combine(s_samples, "snapshot.json"), "--format", "jsonl");

        run.Error.Contains("INFO: Event 8609bc72-1765-4cec-b4f2-12da8c3bc97b is explained", StringComparison.Ordinal).Should().Be(showsInformation);
        run.Error.Contains("DEBUG: Event 8609bc72-1765-4cec-b4f2-12da8c3bc97b is a request of arn:", StringComparison.Ordinal).Should().Be(showsDebug);
        run.Lines.Should().HaveCount(52).And.OnlyContain(line => line.StartsWith('{'));
    }
}
