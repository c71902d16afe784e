using System.Text.Json;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary><c>analyze --replay</c> on the samples.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RemedyReplayTests
{
    // A user of whom two different calls are denied by one statement.
    private const string Deletion = "05faa08d";

    private static string Data(string name) => Path.Combine(AppContext.BaseDirectory, "data", name);

    [Test]
    public void Replay_Remedies_TellWhichOtherDenialsTheyLetThroughAndWhatNobodyNeeded()
    {
        using var json = JsonDocument.Parse(Run("--format", "jsonl").Lines.Single(line => line.Contains($"\"EventId\":\"{Deletion}", StringComparison.Ordinal)));
        var replay = json.RootElement.GetProperty("Remediations").EnumerateArray().First(remedy => remedy.TryGetProperty("Replay", out _)).GetProperty("Replay");

        replay.EnumerateObject().Select(member => member.Name).Should().Equal("Calls", "Why", "LetsThroughCalls", "LetsThrough", "UndecidedCalls", "NeverNeeded");
        replay.GetProperty("Calls").GetInt32().Should().BeGreaterThan(50);
        var other = replay.GetProperty("LetsThrough").EnumerateArray().Should().ContainSingle().Subject;
        other.GetProperty("Principal").GetString().Should().Be("arn:aws:iam::123456789012:user/backup-operator");
        other.GetProperty("Action").GetString().Should().Be("s3:DeleteObject", because: "the event's own call is left out");
        replay.GetProperty("NeverNeeded").EnumerateArray().Select(part => part.GetProperty("Calls").GetInt32()).Should().OnlyContain(calls => calls > 0);
    }

    [Test]
    public void Replay_ExactGrant_OpensNothingThatNobodyNeeded() =>
        Run("--format", "text", "--event-id", "5b1a698c-7f6d-4509-85a9-0c3527beeab8").Text
            .Should().MatchRegex(@"replayed\s+Of \d+ recorded calls it would let no other denial through\.").And.Contain("It opens nothing that no recorded call needed.");

    [TestCase("markdown", "Replayed:\n\n- Of ")]
    [TestCase("html", "<h4>Replayed</h4><ul><li>Of ")]
    public void Replay_OtherFormats_SayIt(string format, string expected) => Run("--format", format).Text.Should().Contain(expected);

    [Test]
    public void Replay_Grouped_LeavesOutTheFindingsOwnDenials()
    {
        using var json = JsonDocument.Parse(Grouped());
        var finding = json.RootElement.GetProperty("Findings").EnumerateArray().Single(one => one.GetProperty("Principals").EnumerateArray()
            .Any(principal => principal.GetProperty("Name").GetString()!.EndsWith("user/backup-operator", StringComparison.Ordinal)));

        finding.GetProperty("Count").GetInt32().Should().Be(2);
        finding.GetProperty("Remediation").GetProperty("Replay").GetProperty("LetsThroughCalls").GetInt32().Should().Be(0);
    }

    [TestCase("jsonl", "\"UnreadRecords\":1,")]
    [TestCase("text", "1 more record could not be read")]
    public void Replay_TrailThatIsCut_SaysThatNotAllIsKnown(string format, string expected)
    {
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(Data("trail.json"));
        var cut = folder.Write("cut.json", whole[..(whole.Length * 9 / 10)]);

        var run = ProgramRun.Of("analyze", Data("events.json"), "--snapshot", Data("snapshot.json"), "--replay", cut, "--format", format);

        run.ExitCode.Should().Be(0);
        run.Text.Should().Contain(expected);
        run.Error.Should().Contain("of the recorded calls of --replay 1 record could not be read").And.Contain("cut.json could not be read to its end");
    }

    [Test]
    public void Replay_SourceThatIsNotThere_EndsWith1()
    {
        var run = ProgramRun.Of("analyze", Data("events.json"), "--snapshot", Data("snapshot.json"), "--replay", "no-such-folder");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("--replay: there is no file or folder 'no-such-folder'");
    }

    private static string Grouped()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "findings.json");
        Run("--group", "--output-file", file, "--suppress-output").ExitCode.Should().Be(0);
        return File.ReadAllText(file);
    }

    private static ProgramRun Run(params string[] arguments) =>
        ProgramRun.Of(["analyze", Data("events.json"), "--snapshot", Data("snapshot.json"), "--replay", Data("events.json"), "--replay", Data("trail.json"), .. arguments]);
}
