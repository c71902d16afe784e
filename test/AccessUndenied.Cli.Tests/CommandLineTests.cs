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

    [TestCase("analyze")]
    [TestCase("simulate")]
    [TestCase("explain")]
    [TestCase("completion")]
    public void Version_AskedBehindACommand_IsPrinted(string command)
    {
        var run = ProgramRun.Of(command, "--version");

        run.ExitCode.Should().Be(0, because: run.Error);
        run.Lines[0].Should().MatchRegex(@"^\d+\.\d+\.\d+$");
    }

    [TestCase("SOURCE: the name is empty", new[] { "analyze", "" })]
    [TestCase("SOURCE: the name is empty", new[] { "replay", " " })]
    [TestCase("--events-file: the name is empty", new[] { "analyze", "--events-file", "" })]
    [TestCase("--checkpoint: the name is empty", new[] { "analyze", "-", "--checkpoint", "" })]
    [TestCase("--output-file: the name is empty", new[] { "analyze", "-", "-o", "" })]
    [TestCase("--scripts: the name is empty", new[] { "analyze", "-", "--scripts", "" })]
    [TestCase("--snapshot: the name is empty", new[] { "analyze", "-", "--snapshot", "" })]
    [TestCase("--trail: the name is empty", new[] { "analyze", "-", "--trail", "" })]
    [TestCase("--replay: the name is empty", new[] { "analyze", "-", "--replay", "" })]
    [TestCase("--change: the name is empty", new[] { "replay", "-", "--change", "" })]
    [TestCase("--record: the name is empty", new[] { "replay", "-", "--record", "" })]
    [TestCase("--file: the name is empty", new[] { "simulate", "--file", "" })]
    [TestCase("--output-file: the name is empty", new[] { "get-scps", "-o", "" })]
    [TestCase("--output-file: the name is empty", new[] { "snapshot", "-o", "" })]
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
