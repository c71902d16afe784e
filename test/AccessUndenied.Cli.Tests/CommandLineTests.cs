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
    public void Version_Asked_IsPrintedAlone() => ProgramRun.Of("--version").Text.Trim().Should().MatchRegex(@"^\d+\.\d+\.\d+$");

    [TestCase("Required command was not provided.", new string[0])]
    [TestCase("'simulat' is neither a command nor an option", new[] { "simulat", "--file", "-" })]
    [TestCase("Option '--file' is required.", new[] { "simulate" })]
    [TestCase("--fil", new[] { "simulate", "--fil", "-" })]
    [TestCase("LOUD", new[] { "-v", "LOUD", "simulate", "--file", "-" })]
    public void WrongUsage_Any_ExitsWith2AndSaysWhyOnStderr(string error, string[] args)
    {
        var run = ProgramRun.Of(args);
        run.ExitCode.Should().Be(2);
        run.Output.Should().BeEmpty();
        run.Error.Should().Contain(error).And.Contain("--help");
    }
}
