namespace AccessUndenied.Cli.Tests;

/// <summary>What the program does before any command: help, version, and wrong usage.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CommandLineTests
{
    [Test]
    public void Help_OfTheProgram_NamesItsCommandsOnStdout()
    {
        var run = ProgramRun.Of("--help");
        run.ExitCode.Should().Be(0);
        run.Text.Should().Contain("simulate").And.Contain("--verbosity").And.Contain("--profile").And.Contain("--region").And.Contain("--version");
        run.Error.Should().BeEmpty();
    }

    [Test]
    public void Help_OfACommand_NamesItsOptions() =>
        ProgramRun.Of("simulate", "--help").Text.Should().Contain("--file").And.Contain("--snapshot");

    [Test]
    public void Version_Asked_IsPrintedWithTheDateOfTheCatalog()
    {
        var lines = ProgramRun.Of("--version").Lines;
        lines.Should().HaveCount(2);
        lines[0].Should().MatchRegex(@"^\d+\.\d+\.\d+$");
        lines[1].Should().MatchRegex(@"^catalog of \d{4}-\d\d-\d\d: \d+ actions of \d+ services$");
    }

    [Test]
    public void Version_BehindAnyCommand_IsThatOfTheProgram([Values("analyze", "explain", "replay", "simulate", "snapshot", "get-scps", "fetch-events", "mcp", "completion")] string command)
    {
        var run = ProgramRun.Of(command, "--version");
        run.ExitCode.Should().Be(0);
        run.Text.Should().Be(ProgramRun.Of("--version").Text);
    }

    [TestCase("SOURCE is given without a value", new[] { "analyze", "" })]
    [TestCase("SOURCE is given without a value", new[] { "replay", "" })]
    [TestCase("SOURCE is given without a value", new[] { "mcp", "" })]
    [TestCase("--events-file is given without a value", new[] { "analyze", "--events-file", "" })]
    [TestCase("--snapshot is given without a value", new[] { "analyze", "-", "--snapshot", "" })]
    [TestCase("--checkpoint is given without a value", new[] { "analyze", "-", "--checkpoint", " " })]
    [TestCase("--output-file is given without a value", new[] { "get-scps", "-o", "" })]
    [TestCase("--record is given without a value", new[] { "replay", "-", "--record", "" })]
    [TestCase("--file is given without a value", new[] { "simulate", "--file", "" })]
    [TestCase("stdin (-) is named more than once", new[] { "analyze", "-", "-" })]
    [TestCase("stdin (-) is named more than once", new[] { "replay", "-", "--events-file", "-" })]
    [TestCase("Option '--from' expects a single argument but 2 were provided.", new[] { "analyze", "-", "--from", "2026-01-01", "--from", "2026-01-02" })]
    [TestCase("Option '--end-time' expects a single argument but 2 were provided.", new[] { "fetch-events", "--end-time", "2026-01-01", "--end-time", "2026-01-02" })]
    [Test]
    [Platform("Linux")]
    public void Replay_FullDisk_SaysSoInOneLine()
    {
        var run = ProgramRun.With(
            """{"eventID":"x","eventVersion":"1.11","eventSource":"s3.amazonaws.com","eventName":"ListBuckets","userIdentity":{"type":"Root"}}""",
            "replay", "-", "-o", "/dev/full", "--snapshot", Path.Combine(AppContext.BaseDirectory, "data", "snapshot.json"), "-f", "json");

        run.ExitCode.Should().Be(1);
        run.Error.Should().StartWith("access-undenied: ").And.NotContain("Unhandled");
    }

    [TestCase("'--region' expects a single argument with fetch-events", new[] { "fetch-events", "--region", "eu-west-1", "--region", "us-east-2" })]
    [TestCase("'--region' expects a single argument with simulate", new[] { "simulate", "--file", "-", "--region", "eu-west-1", "--region", "us-east-2" })]
    [TestCase("Required command was not provided.", new string[0])]
    [TestCase("'simulat' is neither a command nor an option", new[] { "simulat", "--file", "-" })]
    [TestCase("Option '--file' is required.", new[] { "simulate" })]
    [TestCase("--fil", new[] { "simulate", "--fil", "-" })]
    [TestCase("'simulat' is neither a command nor an option of all commands; did you mean 'simulate'?", new[] { "simulat" })]
    [TestCase("'--fle' is not an option; did you mean '--file'?", new[] { "simulate", "--fle", "-" })]
    [TestCase("'--snapshto' is not an option; did you mean '--snapshot'?", new[] { "analyze", "--snapshto", "x.json", "events.json" })]
    [TestCase("'--snap=x.json' is not an option; did you mean '--snapshot'?", new[] { "analyze", "events.json", "--snap=x.json" })]
    [TestCase("'--verbositi' is neither a command nor an option of all commands; did you mean '--verbosity'?", new[] { "--verbositi" })]
    [TestCase("'--qwertyuiop' is not an option\n", new[] { "analyze", "--qwertyuiop", "events.json" })]
    [TestCase("'300' is not an exit code", new[] { "analyze", "-", "--exit-code", "300" })]
    [TestCase("Required argument 'SHELL' missing for command: 'completion'.", new[] { "completion" })]
    [TestCase("LOUD", new[] { "-v", "LOUD", "simulate", "--file", "-" })]
    public void WrongUsage_Any_ExitsWith2AndSaysWhyOnStderr(string error, string[] args)
    {
        var run = ProgramRun.Of(args);
        run.ExitCode.Should().Be(2);
        run.Output.Should().BeEmpty();
        run.Error.Should().Contain(error).And.Contain("--help");
    }
}
