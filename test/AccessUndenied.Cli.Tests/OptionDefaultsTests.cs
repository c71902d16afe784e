using System.Text;

namespace AccessUndenied.Cli.Tests;

/// <summary>Values of options from the environment and from a file of settings, and which of them holds.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class OptionDefaultsTests
{
    private static string Events => Path.Combine(AppContext.BaseDirectory, "data", "events.json");

    private static string Snapshot => Path.Combine(AppContext.BaseDirectory, "data", "snapshot.json");

    [Test]
    public void Option_FromTheEnvironment_IsAsIfGiven()
    {
        var run = ProgramRun.In(Variables(("EVENTS_FILE", Events), ("SNAPSHOT", Snapshot), ("FORMAT", "csv"), ("GROUP", "true")), "", "analyze");

        run.ExitCode.Should().Be(0, because: run.Error);
        run.Lines[0].Should().StartWith("AssessmentResult,Count,");
    }

    [Test]
    public void Option_OnTheCommandLine_OutweighsTheEnvironmentAndThatTheFile()
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("config", Encoding.UTF8.GetBytes($"# mine\nformat = jsonl\nsnapshot = {Snapshot}\nsnapshot = {Snapshot}\n\n[analyze]\ngroup = no\n"));

        ProgramRun.Of("analyze", Events, "--config", config).Lines[0].Should().StartWith("{\"EventId\"");
        ProgramRun.In(Variables(("FORMAT", "csv"), ("CONFIG", config)), "", "analyze", Events).Lines[0].Should().StartWith("EventId,");
        ProgramRun.In(Variables(("FORMAT", "csv"), ("CONFIG", config)), "", "analyze", Events, "-f", "html").Text.Should().StartWith("<!DOCTYPE html>");
        ProgramRun.In(Variables(("EVENTS_FILE", "/no/such/file"), ("SUPPRESS_OUTPUT", "true"), ("CONFIG", config)), "", "analyze", Events, "--no-suppress-output").Lines.Should().HaveCount(52);
    }

    [Test]
    public void Config_InTheUsersFolderOfSettings_IsReadUnnamed()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "access-undenied"));
        folder.Write("access-undenied/config", Encoding.UTF8.GetBytes($"snapshot = \"{Snapshot}\"\n[analyze]\nformat = jsonl\n[simulate]\nverbosity = INFO\n"));
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["XDG_CONFIG_HOME"] = folder.Path };

        ProgramRun.In(variables, "", "analyze", Events).Lines.Should().HaveCount(52).And.OnlyContain(line => line.StartsWith("{\"EventId\"", StringComparison.Ordinal));
    }

    [TestCase("fromat = csv", "line 1: 'fromat' is not an option; did you mean 'format'?")]
    [TestCase("# x\n\n--format = csv", "line 3: '--format' is not an option; did you mean 'format'?")]
    [TestCase("[analize]\nformat = csv", "line 2: 'analize' is not a command; did you mean 'analyze'?")]
    [TestCase("[simulate]\ngroup = yes", "line 2: 'group' is not an option of simulate")]
    [TestCase("format csv", "line 1: 'format csv' is neither 'name = value' nor '[command]'")]
    [TestCase("group = perhaps", "line 1: 'perhaps' is neither true nor false")]
    [TestCase("help = true", "line 1: 'help' is not an option")]
    public void Config_LineThatMeansNothing_IsWrongUsageThatNamesIt(string content, string error)
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("config", Encoding.UTF8.GetBytes(content));

        var run = ProgramRun.Of("analyze", Events, "--config", config);

        run.ExitCode.Should().Be(2);
        run.Output.Should().BeEmpty();
        run.Error.Should().Contain($"{config}, ").And.Contain(error);
    }

    [Test]
    public void Config_WrongValue_NamesWhereItComesFrom()
    {
        var run = ProgramRun.In(Variables(("FORMAT", "yaml")), "", "analyze", Events);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("yaml").And.Contain("--format yaml comes from ACCESS_UNDENIED_FORMAT");
    }

    [Test]
    public void Config_ThatIsNotThere_ExitsWith1AndNamesIt()
    {
        var run = ProgramRun.Of("analyze", Events, "--config", "/no/such/config");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Be("access-undenied: cannot read /no/such/config: it does not exist; check the path\n");
    }

    [Test]
    public void Variable_ThatStandsForNoOption_IsAWarning() =>
        ProgramRun.In(Variables(("FROMAT", "csv")), "", "analyze", Events, "--snapshot", Snapshot)
            .Error.Should().Contain("WARNING: the environment variable ACCESS_UNDENIED_FROMAT stands for no option; did you mean 'ACCESS_UNDENIED_FORMAT'?");

    private static Dictionary<string, string> Variables(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(one => $"ACCESS_UNDENIED_{one.Name}", one => one.Value, StringComparer.Ordinal);
}
