using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary><c>analyze</c> as its users run it, on the sample data.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AnalyzeCommandTests
{
    private static string Events => Path.Combine(AppContext.BaseDirectory, "data", "events.json");

    private static string Snapshot => Path.Combine(AppContext.BaseDirectory, "data", "snapshot.json");

    private static readonly Lazy<ProgramRun> s_samples = new(() => ProgramRun.Of("analyze", "--events-file", Events, "--snapshot", Snapshot, "--format", "jsonl"));

    [TestCaseSource(nameof(Expected))]
    public void Analyze_SampleEvent_GetsTheAssessmentThatItsAuthorIntended(string eventId, JsonElement expected)
    {
        var result = s_samples.Value.Lines.Select(Parse).Single(line => line.GetProperty("EventId").GetString() == eventId);
        result.GetProperty("AssessmentResult").GetString().Should().Be(expected.GetProperty("assessment").GetString(), because: expected.GetProperty("why").GetString());
        var request = result.GetProperty("Request");
        Check(request, "Principal", expected, "principal");
        Check(request, "Action", expected, "action");
        Check(request, "Resource", expected, "resource");
        var details = result.GetProperty("ResultDetails").GetRawText();
        foreach (var member in new[] { "decidingPolicy", "attachmentTarget" })
        {
            if (expected.GetProperty(member).GetString() is { } text)
            {
                details.Should().Contain(JsonSerializer.Serialize(text), because: member);
            }
        }
    }

    [Test]
    public void Analyze_SampleEvents_CoverEveryAssessmentThatOfflineAnalysisGives()
    {
        var given = s_samples.Value.Lines.Select(line => Parse(line).GetProperty("AssessmentResult").GetString()).ToHashSet();
        // The full-access policy of RCPs cannot be detached, so that its allow is never missing.
        var all = Enum.GetValues<AccessUndenied.Results.Assessment>().Where(one => one != AccessUndenied.Results.Assessment.MissingAllowInResourceControlPolicy);
        given.Should().BeEquivalentTo(all.Select(one => AccessUndenied.Results.AssessmentTexts.ToText(one)));
    }

    [Test]
    public void Analyze_SampleEvents_CountsResultsAndSkippedRecords()
    {
        s_samples.Value.ExitCode.Should().Be(0);
        s_samples.Value.Error.Should().Be("access-undenied: 55 records read: 52 results, 3 skipped because nothing was denied\n");
    }

    [Test]
    public void Analyze_ExampleOfThePythonTool_GivesItsFirstFields()
    {
        var result = s_samples.Value.Lines.Single(line => line.Contains("55555555-12ad-4f70-9140-d44428038119", StringComparison.Ordinal));
        result.Should().StartWith(
            """{"EventId":"55555555-12ad-4f70-9140-d44428038119","AssessmentResult":"Missing allow in an identity-based policy","ResultDetails":{"PoliciesToAdd":[{"AttachmentTargetArn":"arn:aws:iam::123456789012:role/MyRole","Policy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"rds:DescribeDBInstances","Resource":"arn:aws:rds:ap-northeast-3:123456789012:db:*"}]}}]},""");
    }

    [Test]
    public void Analyze_Json_IsIndentedOnStdoutAndAListInTheFile()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "results.json");
        var run = ProgramRun.Of("analyze", "--events-file", Events, "--snapshot", Snapshot, "--output-file", file);
        run.Text.Should().StartWith("{\n  \"EventId\": ").And.EndWith("}\n");
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        document.RootElement.GetProperty("Results").GetArrayLength().Should().Be(52);
    }

    [Test]
    public void Analyze_SuppressOutput_WritesTheFileAlone()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "results.jsonl");
        var run = ProgramRun.Of("analyze", "--events-file", Events, "--snapshot", Snapshot, "--format", "jsonl", "--output-file", file, "--suppress-output");
        run.Output.Should().BeEmpty();
        File.ReadAllText(file).Should().Be(s_samples.Value.Text);
    }

    [Test]
    public void Analyze_StdinAndGzip_GiveTheSameAsTheFile()
    {
        using var folder = new TemporaryFolder();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(File.ReadAllBytes(Events));
        }

        ProgramRun.With(File.ReadAllText(Events), "analyze", "--events-file", "-", "--snapshot", Snapshot, "--format", "jsonl").Text.Should().Be(s_samples.Value.Text);
        ProgramRun.Of("analyze", "--events-file", folder.Write("events.json.gz", packed.ToArray()), "--snapshot", Snapshot, "--format", "jsonl")
            .Text.Should().Be(s_samples.Value.Text);
    }

    [Test]
    public void Analyze_WithoutPolicies_ExplainsTheTextAndSaysThatItIsIncomplete()
    {
        var run = ProgramRun.Of("analyze", "--events-file", Events, "--format", "jsonl");
        run.ExitCode.Should().Be(0);
        run.Error.Should().Contain("only the events' own texts are explained");
        var results = run.Lines.Select(Parse).ToList();
        results.Should().HaveCount(52);
        results.Should().OnlyContain(result => !result.GetProperty("Evidence").GetProperty("Complete").GetBoolean());
        results.Should().NotContain(result => result.GetProperty("Remediations").EnumerateArray().Any(remedy => remedy.GetProperty("Verified").GetBoolean()));
        results.Single(result => result.GetProperty("EventId").GetString() == "55555555-12ad-4f70-9140-d44428038119")
            .GetProperty("AssessmentResult").GetString().Should().Be("Missing allow in an identity-based policy");
    }

    [TestCase("", "events.json")]
    [TestCase("{\"Records\":[]", "events.json")]
    [TestCase("not json", "events.json")]
    public void Analyze_BrokenFile_NamesTheFile(string content, string name)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(name, Encoding.UTF8.GetBytes(content));
        var run = ProgramRun.Of("analyze", "--events-file", path, "--snapshot", Snapshot, "--format", "jsonl");
        (run.Error + run.Text).Should().Contain(name);
    }

    [Test]
    public void Analyze_BadRecordAmongGoodOnes_IsOneResultAndTheRestGoesOn()
    {
        using var folder = new TemporaryFolder();
        var good = File.ReadAllText(Events);
        using var document = JsonDocument.Parse(good);
        var records = document.RootElement.GetProperty("Records").EnumerateArray().Take(2).Select(record => record.GetRawText().ReplaceLineEndings(" ")).ToList();
        var path = folder.Write("mixed.jsonl", Encoding.UTF8.GetBytes(string.Join('\n', records[0], """{"eventID":"x","errorCode":"AccessDenied","eventName":7}""", records[1])));
        var run = ProgramRun.Of("analyze", "--events-file", path, "--snapshot", Snapshot, "--format", "jsonl");
        run.ExitCode.Should().Be(0);
        run.Lines.Select(line => Parse(line).GetProperty("AssessmentResult").GetString()).Should().HaveCount(3).And.ContainSingle(text => text == "Error");
        run.Error.Should().Contain("3 records read: 3 results (1 of them for records that cannot be used), 0 skipped");
    }

    [TestCase("analyze")]
    [TestCase("replay")]
    public void Events_FileCutInItsMiddle_AreReadAndTheSummarySaysWhatIsMissing(string command)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("cut.json", File.ReadAllBytes(Events)[..^300]);
        var run = ProgramRun.Of(command, "--events-file", path, "--snapshot", Snapshot, "--format", "jsonl");
        run.ExitCode.Should().Be(0, because: "what could be read was explained");
        run.Error.Should().EndWith("; cut.json could not be read to its end, and what else it holds is missing here\n");
    }

    [TestCase("analyze")]
    [TestCase("replay")]
    public void Events_FileOfACutRecordAlone_ExitsWith1AndSaysSo(string command)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("cut.json", File.ReadAllBytes(Events)[..700]);
        var run = ProgramRun.Of(command, "--events-file", path, "--snapshot", Snapshot, "--format", "jsonl", "--exit-code", "7");
        run.ExitCode.Should().Be(1, because: "nothing of it could be read");
        run.Error.Should().EndWith("; cut.json could not be read to its end, and what else it holds is missing here\n");
    }

    [Test]
    public void Analyze_CheckpointOfACutFile_SaysSoAgain()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("cut.json", File.ReadAllBytes(Events)[..700]);
        string[] command = ["analyze", "--events-file", path, "--snapshot", Snapshot, "--format", "jsonl", "--checkpoint", Path.Combine(folder.Path, "c.db")];
        var first = ProgramRun.Of(command);
        var second = ProgramRun.Of(command);
        (second.ExitCode, second.Text, second.Error).Should().Be((first.ExitCode, first.Text, first.Error));
    }

    [Test]
    public void Analyze_ParametersThatAreHidden_StillGivesActionAndPrincipal()
    {
        const string Record =
            """{"eventID":"y","eventVersion":"9.9","eventSource":"brandnew.amazonaws.com","eventName":"DoThing","eventTime":"2026-01-01T00:00:00Z","errorCode":"AccessDenied","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::123456789012:user/x","accountId":"123456789012"},"requestParameters":"HIDDEN_DUE_TO_SECURITY_REASONS"}""";
        var result = Parse(ProgramRun.With(Record, "analyze", "--events-file", "-", "--format", "jsonl").Lines.Single());
        result.GetProperty("Request").GetProperty("Action").GetString().Should().Be("brandnew:DoThing");
        result.GetProperty("AssessmentResult").GetString().Should().NotBe("Error");
    }

    [Test]
    [Platform("Linux")]
    public void Analyze_OutputFileOnAFullDisk_ExitsWith1AndNamesIt()
    {
        var run = ProgramRun.Of("analyze", "--events-file", Events, "--snapshot", Snapshot, "--output-file", "/dev/full", "--suppress-output");
        run.ExitCode.Should().Be(1);
        run.Error.Should().StartWith("access-undenied: cannot write /dev/full: ");
    }

    [TestCase("--simulator", "oracle")]
    [TestCase("--management-account-role-arn", "arn:aws:iam::111111111111:user/not-a-role")]
    [TestCase("--cross-account-role-name", "not a name")]
    [TestCase("--format", "yaml")]
    [TestCase("--no-such-option", "x")]
    public void Analyze_WrongUsage_ExitsWith2(string option, string value)
    {
        var run = ProgramRun.Of("analyze", "--events-file", Events, option, value);
        run.ExitCode.Should().Be(2);
        run.Output.Should().BeEmpty();
        run.Error.Should().NotBeEmpty();
    }

    [Test]
    public void Analyze_MissingOrWrongSnapshot_ExitsWith1AndNamesIt()
    {
        using var folder = new TemporaryFolder();
        foreach (var path in new[] { Path.Combine(folder.Path, "none.json"), folder.Write("wrong.json", "[]"u8.ToArray()) })
        {
            var run = ProgramRun.Of("analyze", "--events-file", Events, "--snapshot", path);
            run.ExitCode.Should().Be(1);
            run.Error.Should().Contain(Path.GetFileName(path));
        }
    }

    private static IEnumerable<TestCaseData> Expected()
    {
        var path = Path.Combine(Path.GetDirectoryName(typeof(AnalyzeCommandTests).Assembly.Location)!, "Cases", "samples-expected.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            var id = entry.GetProperty("eventId").GetString()!;
            yield return new TestCaseData(id, entry.Clone()).SetArgDisplayNames(id);
        }
    }

    private static void Check(JsonElement request, string member, JsonElement expected, string name)
    {
        if (expected.GetProperty(name).GetString() is { } text)
        {
            request.GetProperty(member).GetString().Should().Be(text);
        }
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
