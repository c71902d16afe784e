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

        run.Should().Contain("Missing allow in an identity-based policy").And.Contain("action").And.NotContain("\"EventId\"");
    }

    private static string Compact(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
