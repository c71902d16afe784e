using System.Text.Json;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary>How results are written where nothing but the output file tells.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class OutputFormatTests
{
    private static string Events => Path.Combine(AppContext.BaseDirectory, "data", "events.json");

    private static string Snapshot => Path.Combine(AppContext.BaseDirectory, "data", "snapshot.json");

    [TestCase("r.json", "{\"Results\":[")]
    [TestCase("r.jsonl", "{\"EventId\":\"8609bc72")]
    [TestCase("r.txt", "Explicit deny in a service-control policy\n  event")]
    [TestCase("r.md", "## Denied requests")]
    [TestCase("r.html", "<!DOCTYPE html>")]
    [TestCase("R.CSV", "EventId,EventTime,AssessmentResult,")]
    [TestCase("r.sarif", "{\"$schema\":")]
    [TestCase("r.log", "{\"Results\":[")]
    public void Analyze_OutputFile_HasTheFormatOfItsEnding(string name, string start)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, name);

        var run = ProgramRun.Of("analyze", Events, "--snapshot", Snapshot, "-o", file, "--suppress-output");

        run.ExitCode.Should().Be(0, because: run.Error);
        Compact(File.ReadAllText(file)).Should().StartWith(Compact(start));
    }

    [Test]
    public void Analyze_Format_OutweighsTheEnding()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "r.html");

        var run = ProgramRun.Of("analyze", Events, "--snapshot", Snapshot, "-o", file, "-f", "jsonl");

        File.ReadAllText(file).Should().Be(run.Text).And.StartWith("{\"EventId\"");
    }

    [Test]
    public void Analyze_Csv_HasOneLineAnEventAndOneAFinding()
    {
        ProgramRun.Of("analyze", Events, "--snapshot", Snapshot, "-f", "csv").Lines.Should().HaveCount(53);
        var grouped = ProgramRun.Of("analyze", Events, "--snapshot", Snapshot, "-f", "csv", "--group").Lines;
        grouped[0].Should().StartWith("AssessmentResult,Count,");
        using var sarif = JsonDocument.Parse(ProgramRun.Of("analyze", Events, "--snapshot", Snapshot, "-f", "sarif").Output);
        sarif.RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength().Should().Be(grouped.Length - 1);
    }

    [Test]
    [Platform("Linux")]
    public void Analyze_OnATerminal_IsText()
    {
        Assume.That(File.Exists("/usr/bin/script"), "the program that makes a terminal is there");
        var run = TerminalRun.Of($"dotnet '{ProgramRun.Program}' analyze '{Events}' --snapshot '{Snapshot}' --event-id b10d9555-3e71-44aa-ae58-2749fdc95a3e");

        run.Should().Contain("Missing allow in an identity-based policy").And.Contain("dynamodb:Query").And.NotContain("\"EventId\"");
    }

    [TestCase(80)]
    [TestCase(120)]
    public void Analyze_OnATerminal_TakesADozenLinesAResultWithWhatWhyAndWhatToDoFirst(int width)
    {
        Assume.That(File.Exists("/usr/bin/script"), "the program that makes a terminal is there");
        var picked = ProgramRun.Of("analyze", Events, "--snapshot", Snapshot, "--format", "jsonl").Lines.Take(20)
            .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("EventId").GetString()).ToList();

        var text = TerminalRun.Of($"stty cols {width}; NO_COLOR=1 dotnet '{ProgramRun.Program}' analyze '{Events}' --snapshot '{Snapshot}' {string.Join(' ', picked.Select(id => $"--event-id {id}"))}")
            .ReplaceLineEndings("\n");
        text = string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("access-undenied: ", StringComparison.Ordinal)));

        text.Should().Contain("20 denied events: ");
        var results = text[text.IndexOf("20 denied events: ", StringComparison.Ordinal)..].Split("\n\n")[1..];
        results.Should().HaveCount(20).And.OnlyContain(one => one.Split('\n', StringSplitOptions.RemoveEmptyEntries).Sum(line => line.Length > width ? 2 : 1) <= 12);
        results.SelectMany(one => one.Split('\n')).Should().OnlyContain(line => line.Length <= width || line.StartsWith("  who  ", StringComparison.Ordinal)
            || line.StartsWith("  resource  ", StringComparison.Ordinal) || line.StartsWith("               \"", StringComparison.Ordinal), "names are to be copied");
        results.Should().OnlyContain(one => one.Contains("\n  because ", StringComparison.Ordinal) || one.Contains("\n  refused ", StringComparison.Ordinal) || one.Contains("\n  perhaps ", StringComparison.Ordinal) || one.StartsWith("Allowed", StringComparison.Ordinal) || one.Contains("\n  error ", StringComparison.Ordinal));
    }

    [Test]
    public void Analyze_MoreThanTwentyOnATerminal_AreGroupedUnderASummary()
    {
        Assume.That(File.Exists("/usr/bin/script"), "the program that makes a terminal is there");
        var command = $"dotnet '{ProgramRun.Program}' analyze '{Events}' --snapshot '{Snapshot}'";

        var grouped = TerminalRun.Of($"NO_COLOR=1 {command}");
        var whole = TerminalRun.Of($"NO_COLOR=1 {command} --verbose");

        grouped.Should().Contain("those of most events first.").And.Contain("\n  --verbose: ").And.NotContain("  run in ");
        whole.Should().Contain("  run in ").And.NotContain("those of most events first.");
    }

    [Test]
    public void Analyze_BriefInAPipe_IsBriefAndWholeElse()
    {
        var brief = ProgramRun.Of("analyze", Events, "--snapshot", Snapshot, "--format", "text", "--brief");
        var whole = ProgramRun.Of("analyze", Events, "--snapshot", Snapshot, "--format", "text");

        brief.Text.Should().Contain("\n  --verbose: ");
        brief.Lines.Length.Should().BeLessThan(whole.Lines.Length * 2 / 3);
        whole.Text.Should().NotContain("\n  --verbose: ").And.Contain("  gates ");
        ProgramRun.Of("analyze", Events, "--snapshot", Snapshot, "--brief", "--verbose").ExitCode.Should().Be(2);
    }

    private static string Compact(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
