using System.Text;
using System.Text.Json;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary>Where <c>analyze</c> takes its events from, and which of them.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SourceTests
{
    private static string Events => Path.Combine(AppContext.BaseDirectory, "data", "events.json");

    private static string Snapshot => Path.Combine(AppContext.BaseDirectory, "data", "snapshot.json");

    [Test]
    public void Analyze_SeveralSources_AreReadOneAfterTheOther()
    {
        using var folder = new TemporaryFolder();
        var inner = Directory.CreateDirectory(Path.Combine(folder.Path, "inner")).FullName;
        File.WriteAllText(Path.Combine(inner, "a.json"), File.ReadAllText(Events).Replace("\"eventID\": \"", "\"eventID\": \"again-", StringComparison.Ordinal));

        var run = ProgramRun.Of("analyze", Events, inner, "--snapshot", Snapshot, "-f", "jsonl");

        run.ExitCode.Should().Be(0, because: run.Error);
        run.Lines.Should().HaveCount(104);
        run.Lines[52..].Select(line => line.Replace("again-", "", StringComparison.Ordinal)).Should().Equal(run.Lines[..52]);
    }

    [Test]
    public void Analyze_SameEventsTwice_AreExplainedOnce()
    {
        var run = ProgramRun.Of("analyze", Events, Events, "--snapshot", Snapshot, "-f", "jsonl");

        run.Lines.Should().HaveCount(52);
        run.Error.Should().Be("access-undenied: 58 records read: 52 results, 6 skipped because nothing was denied; 52 more are of events that were there before\n");
    }

    [TestCase("-", "-")]
    [TestCase("-", "--events-file", "-")]
    public void Analyze_InputNamedTwice_IsReadOnce(params string[] sources)
    {
        var run = ProgramRun.With(File.ReadAllText(Events), ["analyze", .. sources, "--snapshot", Snapshot, "-f", "jsonl"]);

        run.ExitCode.Should().Be(0, because: run.Error);
        run.Lines.Should().HaveCount(52);
        run.Error.Should().Be("access-undenied: 55 records read: 52 results, 3 skipped because nothing was denied\n");
    }

    [TestCase("null")]
    [TestCase("5")]
    [TestCase("true")]
    [TestCase("hello")]
    [TestCase("}}")]
    public void Analyze_LinesThatAreNoRecords_AreCounted(string line)
    {
        var records = JsonDocument.Parse(File.ReadAllText(Events)).RootElement.GetProperty("Records").EnumerateArray().Take(2).Select(record => JsonSerializer.Serialize(record)).ToArray();

        var run = ProgramRun.With($"{records[0]}\n{line}\n{records[1]}\n", "analyze", "-", "--snapshot", Snapshot, "-f", "jsonl");

        run.ExitCode.Should().Be(0, because: run.Error);
        run.Error.Should().Contain("1 more piece is no record and was passed over, the first at stdin, line 2");
    }

    [Test]
    public void Analyze_TimesAccountsAndRegions_ChooseAndAreCounted()
    {
        var all = ProgramRun.Of("analyze", Events, "--snapshot", Snapshot, "-f", "jsonl").Lines;

        var run = ProgramRun.Of("analyze", Events, "--snapshot", Snapshot, "-f", "jsonl", "--region", "eu-west-1", "--account", "123456789012", "--from", "2000-01-01", "--to", "2100-01-01");

        run.ExitCode.Should().Be(0, because: run.Error);
        run.Lines.Should().NotBeEmpty();
        run.Lines.Should().BeSubsetOf(all);
        run.Error.Should().Contain($"; {all.Length - run.Lines.Length} more lie outside of --from, --to, --account and --region");
    }

    [TestCase("--from", "yesterday", "'yesterday' is not a time")]
    [TestCase("--account", "12345", "'12345' is not an account")]
    public void Analyze_ChoiceThatIsNone_ExitsWith2(string option, string value, string message)
    {
        var run = ProgramRun.Of("analyze", Events, option, value);
        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain(message);
    }

    [Test]
    public void Analyze_EndThatIsNotBehindTheStart_ExitsWith2()
    {
        var run = ProgramRun.Of("analyze", Events, "--from", "2026-05-04", "--to", "2026-05-04");
        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("--to is the time before which records lie");
    }

    [Test]
    public void Analyze_PipedEventsAndNoSource_ReadsThem() =>
        ProgramRun.With(File.ReadAllText(Events), "analyze", "--snapshot", Snapshot, "-f", "jsonl").Lines.Should().HaveCount(52);

    [Test]
    public void Analyze_SourceAndPipe_ReadsTheSourceAlone() =>
        ProgramRun.With("no events at all", "analyze", Events, "--snapshot", Snapshot, "-f", "jsonl").Lines.Should().HaveCount(52);

    [Test]
    public void Analyze_EventIds_ExplainsTheseAlone()
    {
        var run = ProgramRun.Of(
            "analyze", Events, "--snapshot", Snapshot, "-f", "jsonl", "--event-id", "b10d9555-3e71-44aa-ae58-2749fdc95a3e", "--event-id", "8609BC72-1765-4cec-b4f2-12da8c3bc97b");

        run.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("EventId").GetString())
            .Should().Equal("8609bc72-1765-4cec-b4f2-12da8c3bc97b", "b10d9555-3e71-44aa-ae58-2749fdc95a3e");
        run.Error.Should().Be("access-undenied: 55 records read: 2 results, 3 skipped because nothing was denied\n");
    }

    [Test]
    public void Analyze_EventIdThatNoDenialHas_SaysSo()
    {
        var run = ProgramRun.Of("analyze", Events, "--snapshot", Snapshot, "--event-id", "nothing");

        run.ExitCode.Should().Be(0);
        run.Output.Should().BeEmpty();
        run.Error.Should().Contain("no denied event has the id nothing");
    }

    [Test]
    public void Analyze_MissingSourceAmongOthers_IsToldBeforeAnythingIsRead()
    {
        var run = ProgramRun.Of("analyze", Events, "/no/such/file.json", "--snapshot", Snapshot);

        run.ExitCode.Should().Be(1);
        run.Output.Should().BeEmpty();
        run.Error.Should().Be("access-undenied: cannot read /no/such/file.json: it does not exist; check the path\n");
    }

    [Test]
    public void Analyze_ExitCode_IsThatGivenWhereADenialWasExplained()
    {
        const string Granted = """{"Records":[{"eventVersion":"1.08","eventSource":"s3.amazonaws.com","eventName":"GetObject","eventTime":"2026-01-01T00:00:00Z","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::123456789012:user/x","accountId":"123456789012"}}]}""";

        ProgramRun.Of("analyze", Events, "--snapshot", Snapshot, "-f", "jsonl", "--exit-code", "7").ExitCode.Should().Be(7);
        ProgramRun.With(Granted, "analyze", "--snapshot", Snapshot, "--exit-code", "7").ExitCode.Should().Be(0);
    }
}
