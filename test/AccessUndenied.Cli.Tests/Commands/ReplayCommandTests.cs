using System.Text.Json;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary><c>replay</c> as its users run it, on the sample trail and its proposed policy.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ReplayCommandTests
{
    private static string Data(string name) => Path.Combine(AppContext.BaseDirectory, "data", name);

    [Test]
    public void Replay_SampleTrailUnderTheProposedPolicy_HasTheMembersOfTheContractInOrder()
    {
        var run = Run("--change", Data("proposed-scp.json"), "--format", "json");
        run.ExitCode.Should().Be(0);
        run.Error.Should().Be("access-undenied: 13 records read: 3 changed, 0 undecided, 1 skipped\n");
        using var json = JsonDocument.Parse(run.Text);
        var root = json.RootElement;
        root.EnumerateObject().Select(member => member.Name).Take(5).Should().Equal("Records", "Requests", "Skipped", "Agreement", "Changed");
        root.GetProperty("Records").GetInt32().Should().Be(13);
        root.GetProperty("Skipped").GetProperty("sign-in").GetInt32().Should().Be(1);
        root.GetProperty("Agreement").GetProperty("Allowed").EnumerateArray().Select(one => one.GetInt32()).Should().Equal(12, 0, 0);
        root.GetProperty("Agreement").GetProperty("Denied").EnumerateArray().Select(one => one.GetInt32()).Should().Equal(0, 0, 0);
        var changed = root.GetProperty("Changed");
        changed.GetArrayLength().Should().Be(3);
        changed[0].EnumerateObject().Select(member => member.Name).Should()
            .Equal("Principal", "Action", "Resource", "Before", "After", "Layer", "Policy", "Sid", "Count", "First", "Last", "EventIds");
    }

    [Test]
    public void Replay_JsonLines_IsOneLineForEachChangedCall()
    {
        var run = Run("--change", Data("proposed-scp.json"), "--format", "jsonl");
        run.Lines.Should().HaveCount(3);
        using var line = JsonDocument.Parse(run.Lines[0]);
        line.RootElement.EnumerateObject().Select(member => member.Name).Should()
            .Equal("EventId", "Time", "Principal", "Action", "Resource", "Before", "After", "Layer", "Policy", "Sid", "MissingContextKeys");
    }

    // The role's policy was deleted a minute before the call, and put back half an hour later.
    [TestCase("event", 1, 0)]
    [TestCase("now", 0, 1)]
    public void Replay_PoliciesThatWereEdited_AreThoseOfTheCallOrOfNow(string at, int agree, int disagree)
    {
        var run = ProgramRun.Of(
            "replay", Data("moment/history.json"), "--trail", Data("moment/history-trail.json"), "--snapshot", Data("moment/history-snapshot.json"), "--policies-at", at, "--format", "json");
        using var json = JsonDocument.Parse(run.Text);
        json.RootElement.GetProperty("Agreement").GetProperty("Denied").EnumerateArray().Select(one => one.GetInt32()).Should().Equal(agree, disagree, 0);
        json.RootElement.GetProperty("CallsAtEvent").GetInt32().Should().Be(agree);
        var group = json.RootElement.GetProperty("Calibration").EnumerateArray().Should().ContainSingle().Subject;
        group.GetProperty("Service").GetString().Should().Be("dynamodb.amazonaws.com");
        group.GetProperty("Agreement").GetString().Should().Be(at == "event" ? "agrees" : "disagrees");
        group.GetProperty("RecordedLayer").GetString().Should().Be("identity");
    }

    [TestCase("text", "decided as recorded")]
    [TestCase("markdown", "decided as recorded")]
    [TestCase("html", "decided as recorded")]
    [TestCase("csv", "Calibration,")]
    [TestCase("json", "\"Agreement\": \"agrees\"")]
    [TestCase("github", "decided as recorded")]
    public void Replay_WithoutChange_TellsInEachFormatHowCallsWereDecidedByServiceLayerAndReason(string format, string text) =>
        Run("--format", format).Text.Should().Contain(text).And.Contain("sqs.amazonaws.com");

    [Test]
    public void Replay_FixtureOfATrailThatChangedPolicies_IsNoEvidenceOfChanges()
    {
        using var folder = new TemporaryFolder();
        var fixture = Path.Combine(folder.Path, "fixture.jsonl");
        ProgramRun.Of("replay", Data("moment/history-trail.json"), Data("moment/history.json"), "--snapshot", Data("moment/history-snapshot.json"), "--record", fixture, "--suppress-output");
        var run = ProgramRun.Of("replay", fixture, "--snapshot", Data("moment/history-snapshot.json"), "--format", "json");
        using var json = JsonDocument.Parse(run.Text);
        json.RootElement.GetProperty("CallsAtEvent").GetInt32().Should().Be(0);
    }

    [TestCase("3", 3)]
    [TestCase("0", 0)]
    public void Replay_ExitCode_IsTheOneGivenWhenSomethingChanged(string given, int expected) =>
        Run("--change", Data("proposed-scp.json"), "--exit-code", given).ExitCode.Should().Be(expected);

    [Test]
    public void Replay_WithoutChange_ComparesWithTheRecordsAndEndsWithNothingChanged()
    {
        var run = Run("--format", "json", "--exit-code", "3");
        run.ExitCode.Should().Be(0);
        run.Error.Should().Be("access-undenied: 13 records read: 12 decided as recorded, 0 otherwise, 0 undecided, 1 skipped\n");
        using var json = JsonDocument.Parse(run.Text);
        json.RootElement.GetProperty("Changed").GetArrayLength().Should().Be(0);
    }

    [TestCase("text", "3 recorded calls would have another outcome")]
    [TestCase("markdown", "## 3 recorded calls would have another outcome")]
    [TestCase("html", "<h2>3 recorded calls would have another outcome</h2>")]
    [TestCase("csv", "Changed,arn:aws:iam::123456789012:role/service/app-orders,sqs:ReceiveMessage,")]
    [TestCase("sarif", "\"ruleId\": \"call-would-be-denied\"")]
    public void Replay_EachFormat_TellsOfTheChangedCalls(string format, string text) =>
        Run("--change", Data("proposed-scp.json"), "--format", format).Text.Should().Contain(text);

    [Test]
    public void Replay_GitHub_AnnotatesTheStatementOfTheChange()
    {
        var lines = Run("--change", Data("proposed-scp.json"), "--format", "github").Lines;

        lines.Count(line => line.StartsWith("::error file=", StringComparison.Ordinal)).Should().Be(3);
        lines[0].Should().Contain("proposed-scp.json,line=9,title=1 recorded call would be denied::1 × sqs:ReceiveMessage on arn:aws:sqs:eu-west-1:123456789012:orders-intake by ")
            .And.Contain("%0Aservice control policy DataFromOurNetworkOnly, statement OnlyThroughOurEndpoints%0A");
        lines[3].Should().Be("3 recorded calls would have another outcome");
    }

    [Test]
    public void Replay_OutputFile_TellsTheFormatByItsEnding()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "replay.md");
        Run("--change", Data("proposed-scp.json"), "--output-file", file, "--suppress-output").Text.Should().BeEmpty();
        File.ReadAllText(file).Should().StartWith("## 3 recorded calls");
    }

    [TestCase("""{"Change":"put","Layer":"scp","Target":"r-ab12"}""", ", $.Layer: 'scp' is no Layer")]
    [TestCase("""{"Change":"delete","Layer":"serviceControl","Target":"ou-none-1","PolicyName":"x"}""", ", $: the organization at hand has no node 'ou-none-1'")]
    [TestCase("""{"Change":"delete","Layer":"serviceControl","Target":"r-ab12","Name":"x"}""", ", $.Name: 'Name' is not a member of a change")]
    public void Replay_WrongChangeFile_EndsWithOneLineThatNamesIt(string json, string says)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("change.json", System.Text.Encoding.UTF8.GetBytes(json));
        var run = Run("--change", file);
        run.ExitCode.Should().Be(1);
        run.Text.Should().BeEmpty();
        run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().ContainSingle().Which.Should().StartWith($"access-undenied: {file}{says}");
    }

    [Test]
    public void Replay_MissingChangeFile_IsNamed()
    {
        var run = Run("--change", "no-such.json");
        run.ExitCode.Should().Be(1);
        run.Error.Should().Be("access-undenied: cannot read no-such.json: it does not exist; check the path\n");
    }

    [Test]
    public void Replay_Suggest_GivesThePolicyOfWhatWasUsed()
    {
        var run = Run("--suggest", "arn:aws:iam::123456789012:user/legacy-uploader", "--format", "json");
        using var json = JsonDocument.Parse(run.Text);
        var suggestion = json.RootElement.GetProperty("Suggestion");
        suggestion.GetProperty("Count").GetInt32().Should().Be(2);
        suggestion.GetProperty("Policy").GetProperty("Statement")[0].GetProperty("Action").GetString().Should().Be("s3:PutObject");
        suggestion.GetProperty("Rights").GetArrayLength().Should().Be(2);
    }

    [TestCase("fixture.jsonl")]
    [TestCase("fixture.jsonl.gz")]
    public void Replay_Record_WritesAFixtureThatReplaysAlike(string name)
    {
        using var folder = new TemporaryFolder();
        var fixture = Path.Combine(folder.Path, name);
        Run("--record", fixture, "--suppress-output").Error.Should().StartWith($"access-undenied: {fixture} written: 12 distinct calls; ");
        var again = ProgramRun.Of("replay", fixture, "--snapshot", Data("snapshot.json"), "--change", Data("proposed-scp.json"), "--format", "jsonl");
        again.Lines.Should().HaveCount(3);
    }

    [Test]
    public void Replay_RecordOverItsSource_IsRefused()
    {
        var run = Run("--record", Data("trail.json"));
        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("--record would overwrite");
    }

    [Test]
    public void Replay_Exemptions_NameWhoWouldHaveToBeExempted()
    {
        using var json = JsonDocument.Parse(Run("--change", Data("proposed-scp.json"), "--format", "json").Text);
        var exemption = json.RootElement.GetProperty("Exemptions").EnumerateArray().Should().ContainSingle().Subject;
        exemption.GetProperty("Principals").EnumerateArray().Select(one => one.GetString()).Should()
            .Equal("arn:aws:iam::123456789012:role/service/app-orders", "arn:aws:iam::123456789012:user/legacy-uploader");
        exemption.GetProperty("Count").GetInt32().Should().Be(3);
    }

    [Test]
    public void Replay_RecordsOnStandardInput_AreReadToo() =>
        ProgramRun.With(File.ReadAllText(Data("trail.json")), "replay", "--snapshot", Data("snapshot.json"), "--change", Data("proposed-scp.json"), "--format", "jsonl").Lines.Should().HaveCount(3);

    private static ProgramRun Run(params string[] args) => ProgramRun.Of(["replay", Data("trail.json"), "--snapshot", Data("snapshot.json"), .. args]);
}
