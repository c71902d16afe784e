using System.Text.Json;

namespace AccessUndenied.Cli.Tests.Mcp;

/// <summary><c>mcp</c> as an assistant's program talks to it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class McpCommandTests
{
    private const string Error =
        "An error occurred (AccessDenied) when calling the GetObject operation: User: arn:aws:iam::123456789012:user/jane is not authorized to perform: s3:GetObject "
        + "on resource: arn:aws:s3:::example/key because no identity-based policy allows the s3:GetObject action";

    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Samples");
    private static readonly string s_snapshot = Path.Combine(s_folder, "snapshot.json");
    private static readonly string s_events = Path.Combine(s_folder, "events.json");

    [Test]
    public void Mcp_ListsOfWhatThereIs_AreReadOnlyAndHaveSchemas()
    {
        var session = new McpSession("--snapshot", s_snapshot, s_events);
        var (tools, resources, templates, prompts) =
            (session.Ask("tools/list"), session.Ask("resources/list"), session.Ask("resources/templates/list"), session.Ask("prompts/list"));

        var answers = session.Run();

        answers[0].GetProperty("result").GetProperty("serverInfo").GetProperty("name").GetString().Should().Be("access-undenied");
        var listed = answers[tools].GetProperty("result").GetProperty("tools").EnumerateArray().ToList();
        listed.Select(tool => tool.GetProperty("name").GetString()).Should().StartWith(["explain_denial", "simulate", "replay_change", "list_findings"]);
        listed.Should().OnlyContain(tool => tool.GetProperty("annotations").GetProperty("readOnlyHint").GetBoolean());
        listed.Should().OnlyContain(tool => tool.GetProperty("inputSchema").GetProperty("type").GetString() == "object" && tool.GetProperty("outputSchema").ValueKind == JsonValueKind.Object);
        answers[resources].GetProperty("result").GetProperty("resources").GetArrayLength().Should().BeGreaterThan(10);
        answers[templates].GetProperty("result").GetProperty("resourceTemplates").GetArrayLength().Should().Be(1);
        answers[prompts].GetProperty("result").GetProperty("prompts").EnumerateArray().Select(prompt => prompt.GetProperty("name").GetString())
            .Should().Equal("why_was_i_denied", "review_denials");
    }

    [Test]
    public void ExplainDenial_Text_GivesTheContractsResultAndAText()
    {
        var session = new McpSession("--snapshot", s_snapshot);
        var id = session.Call("explain_denial", new { text = Error });

        var result = Result(session.Run()[id]);

        var one = result.GetProperty("structuredContent").GetProperty("Results").EnumerateArray().Should().ContainSingle().Subject;
        one.GetProperty("AssessmentResult").GetString().Should().Be("Missing allow in an identity-based policy");
        one.GetProperty("Request").GetProperty("Action").GetString().Should().Be("s3:GetObject");
        Text(result).Should().Contain("Missing allow in an identity-based policy").And.Contain("s3:GetObject");
    }

    [Test]
    public void ExplainDenial_Record_GivesWhatAnalyzeGives()
    {
        using var events = JsonDocument.Parse(File.ReadAllText(s_events));
        var record = (events.RootElement.ValueKind == JsonValueKind.Array ? events.RootElement : events.RootElement.GetProperty("Records"))[0];
        var session = new McpSession("--snapshot", s_snapshot);
        var (asObject, asText) = (session.Call("explain_denial", new { record }), session.Call("explain_denial", new { text = record.GetRawText() }));

        var answers = session.Run();
        var analyzed = ProgramRun.Of("analyze", s_events, "--snapshot", s_snapshot, "--format", "jsonl", "--event-id", record.GetProperty("eventID").GetString()!);

        foreach (var id in (int[])[asObject, asText])
        {
            var results = Result(answers[id]).GetProperty("structuredContent").GetProperty("Results");
            JsonElement.DeepEquals(results[0], JsonElement.Parse(analyzed.Lines[0])).Should().BeTrue();
        }
    }

    [Test]
    public void Simulate_RequestAndItsMembers_GiveTheSameDecision()
    {
        var request = new
        {
            principal = "arn:aws:iam::123456789012:role/app",
            action = "s3:GetObject",
            resource = "arn:aws:s3:::bucket/key",
            identityPolicies = new[] { new { Version = "2012-10-17", Statement = new { Effect = "Allow", Action = "s3:*", Resource = "*" } } },
        };
        var session = new McpSession();
        var (flat, wrapped, broken) = (session.Call("simulate", request), session.Call("simulate", new { request }), session.Call("simulate", new { principal = "x" }));

        var answers = session.Run();

        Result(answers[flat]).GetProperty("structuredContent").GetProperty("decision").GetString().Should().Be("allowed");
        JsonElement.DeepEquals(Result(answers[flat]), Result(answers[wrapped])).Should().BeTrue();
        IsFault(answers[broken]).Should().BeTrue();
    }

    [Test]
    public void Simulate_Undecided_FitsItsSchema()
    {
        var session = new McpSession();
        var asked = session.Call("simulate", new
        {
            principal = "arn:aws:iam::123456789012:role/app",
            action = "s3:GetObject",
            resource = "arn:aws:s3:::bucket/key",
            unknownContextKeys = new[] { "aws:SourceVpc" },
            identityPolicies = new[]
            {
                new { Version = "2012-10-17", Statement = new { Effect = "Allow", Action = "s3:*", Resource = "*", Condition = new { StringEquals = new Dictionary<string, string> { ["aws:SourceVpc"] = "vpc-1" } } } },
            },
        });
        var tools = session.Ask("tools/list", new { });

        var answers = session.Run();

        Result(answers[asked]).GetProperty("structuredContent").GetProperty("assessment").ValueKind.Should().Be(JsonValueKind.Null);
        answers[tools].GetProperty("result").GetProperty("tools").EnumerateArray().Single(tool => tool.GetProperty("name").GetString() == "simulate")
            .GetProperty("outputSchema").GetProperty("properties").GetProperty("assessment").GetProperty("type").EnumerateArray().Select(type => type.GetString()).Should().Contain("null");
    }

    [Test]
    public void ListFindings_FilterThatMeetsNothing_SaysSoAndNotThatNothingWasDenied()
    {
        var session = new McpSession("--snapshot", s_snapshot, "--events-file", s_events);
        var (service, account, wrong) = (session.Call("list_findings", new { service = "s3.amazonaws.com" }), session.Call("list_findings", new { account = "999999999999" }),
            session.Call("list_findings", new { account = "x" }));

        var answers = session.Run();

        Text(Result(answers[service])).Should().MatchRegex(@"^None of the \d+ findings has an action of the service 's3\.amazonaws\.com'");
        Text(Result(answers[account])).Should().Contain("has a principal or resource of account 999999999999");
        IsFault(answers[wrong]).Should().BeTrue();
    }

    [Test]
    public void ListFindings_Samples_AreThoseOfGroupAndCanBeReadByAddress()
    {
        var session = new McpSession("--snapshot", s_snapshot, "--events-file", s_events);
        var (all, some) = (session.Call("list_findings", new { limit = 200 }), session.Call("list_findings", new { limit = 1, service = "s3" }));
        var first = session.Ask("resources/read", new { uri = "access-undenied://findings/1" });

        var answers = session.Run();
        var grouped = ProgramRun.Of("analyze", s_events, "--snapshot", s_snapshot, "--format", "jsonl", "--group").Lines;

        var list = Result(answers[all]).GetProperty("structuredContent");
        var findings = list.GetProperty("Findings").EnumerateArray().Select(one => one.GetProperty("Finding")).ToList();
        findings.Should().HaveSameCount(grouped);
        findings.Zip(grouped).Should().OnlyContain(pair => JsonElement.DeepEquals(pair.First, JsonElement.Parse(pair.Second, default)));
        (list.GetProperty("Total").GetInt32(), list.GetProperty("LeftOut").GetInt32()).Should().Be((grouped.Length, 0));
        var few = Result(answers[some]).GetProperty("structuredContent");
        few.GetProperty("LeftOut").GetInt32().Should().Be(few.GetProperty("Total").GetInt32() - 1);
        var read = answers[first].GetProperty("result").GetProperty("contents")[0].GetProperty("text").GetString()!;
        JsonElement.DeepEquals(JsonElement.Parse(read), JsonElement.Parse(grouped[0])).Should().BeTrue();
    }

    [Test]
    public void ReplayChange_SampleTrailUnderTheProposedPolicy_IsWhatReplayPrints()
    {
        var (trail, change) = (Path.Combine(s_folder, "trail.json"), Path.Combine(s_folder, "proposed-scp.json"));
        var session = new McpSession("--snapshot", s_snapshot, trail);
        var (replayed, compared) = (session.Call("replay_change", new { changes = JsonElement.Parse(File.ReadAllText(change)) }), session.Call("replay_change", new { }));

        var answers = session.Run();

        foreach (var (id, arguments) in new (int, string[])[] { (replayed, ["--change", change]), (compared, []) })
        {
            var printed = ProgramRun.Of(["replay", trail, "--snapshot", s_snapshot, "--format", "json", .. arguments]).Text;
            JsonElement.DeepEquals(Result(answers[id]).GetProperty("structuredContent"), JsonElement.Parse(printed)).Should().BeTrue();
        }

        Text(Result(answers[replayed])).Should().Contain("3 recorded calls would have another outcome");
    }

    [Test]
    public void ReplayChange_WrongChangeOrNothingToReplay_SaysWhatWouldDo()
    {
        var trail = Path.Combine(s_folder, "trail.json");
        var (whole, withoutPolicies, withoutCalls) = (new McpSession("--snapshot", s_snapshot, trail), new McpSession(trail), new McpSession("--snapshot", s_snapshot));
        var (wrong, scalar) = (whole.Call("replay_change", new { changes = new { Change = "shred" } }), whole.Call("replay_change", new { changes = 5 }));
        var (noPolicies, noCalls) = (withoutPolicies.Call("replay_change", new { }), withoutCalls.Call("replay_change", new { }));

        var answers = whole.Run();

        Text(answers[wrong].GetProperty("result")).Should().Contain("changes");
        Text(answers[scalar].GetProperty("result")).Should().Contain("'changes' must be");
        Text(withoutPolicies.Run()[noPolicies].GetProperty("result")).Should().Contain("--snapshot");
        Text(withoutCalls.Run()[noCalls].GetProperty("result")).Should().Contain("started without events");
    }

    [Test]
    public void Call_BadArguments_AreAnsweredWithWhatWouldDo()
    {
        var session = new McpSession();
        var faults = new Dictionary<int, string>
        {
            [session.Call("explain_denial", new { })] = "give either 'text'",
            [session.Call("explain_denial", new { text = Error, record = new { } })] = "not both",
            [session.Call("explain_denial", new { text = 5 })] = "'text' must be a text",
            [session.Call("explain_denial", new { text = "hello" })] = "no refusal of AWS was found",
            [session.Call("explain_denial", new { text = Error, colour = "red" })] = "there is no argument 'colour'",
            [session.Call("explain_denial", new { text = Error, limit = 0 })] = "'limit' must be a whole number from 1 to 100",
            [session.Call("explain_denial", new { text = Error, principal = "jane" })] = "'principal' must be the ARN of a principal",
            [session.Call("explain_denial", new { text = Error, context = new[] { 1 } })] = "'context' must be an object",
            [session.Call("explain_denial", new { record = new { a = 1 } })] = "no denied CloudTrail record",
            [session.Call("list_findings", new { })] = "started without events",
        };
        var (tool, prompt, resource, lacks) = (
            session.Call("delete_everything", new { }), session.Ask("prompts/get", new { name = "x" }), session.Ask("resources/read", new { uri = "file:///etc/passwd" }),
            session.Ask("prompts/get", new { name = "why_was_i_denied" }));

        var answers = session.Run();

        foreach (var (id, text) in faults)
        {
            IsFault(answers[id]).Should().BeTrue();
            Text(answers[id].GetProperty("result")).Should().Contain(text);
        }

        foreach (var id in (int[])[tool, prompt, resource, lacks])
        {
            answers[id].GetProperty("error").GetProperty("code").GetInt32().Should().BeNegative();
        }
    }

    [TestCase("\"id\":71,", "")]
    [TestCase("", ",\"id\":71")]
    public void Mcp_RequestLongerThanCanBeHeld_IsAnsweredWithWhy(string before, string after)
    {
        var session = new McpSession();
        var text = new string('x', 17 << 20);
        session.Say($$$"""{"jsonrpc":"2.0",{{{before}}}"method":"tools/call","params":{"id":5,"name":"explain_denial","arguments":{"text":"id: {{{text}}}"}}{{{after}}} }""");
        var id = session.Ask("ping");

        var answers = session.Run();

        answers.Keys.Should().Contain([71, id]);
        answers[71].GetProperty("error").GetProperty("message").GetString().Should().Contain("longer than 16 MB");
    }

    [Test]
    public void Mcp_LinesThatAreNoMessages_DoNotEndTheSession()
    {
        var session = new McpSession();
        session.Say("not json");
        session.Say("[]");
        session.Say("""{"jsonrpc":"2.0"}""");
        session.Say(new string('[', 20_000));
        session.Say("""{"jsonrpc":"2.0","id":null,"method":"ping"}""");
        var id = session.Ask("ping");

        session.Run().Should().ContainKey(id);
    }

    [Test]
    public void ExplainDenial_TextWithTerminalEscapes_MakesThemVisible()
    {
        var session = new McpSession();
        var id = session.Call("explain_denial", new { text = Error.Replace("example/key", "example/\u001b]52;c;AAAA\u0007key\u202e", StringComparison.Ordinal) });

        Text(Result(session.Run()[id])).Should().NotContainAny("\u001b", "\u0007", "\u202e");
    }

    [Test]
    public void Mcp_NoPolicies_AsksNoNetworkAndSaysHowToGiveThem()
    {
        var session = new McpSession();
        var id = session.Call("explain_denial", new { text = Error });

        session.Run()[id].GetRawText().Should().Contain("start it with --snapshot F, or with --live");
    }

    [TestCase("cannot read no-such-file: it does not exist; check the path", 1, "no-such-file")]
    [TestCase("'-' cannot be a source of events here: stdin is the protocol's; name a file or folder", 2, "-")]
    public void Mcp_SourceThatCannotBe_EndsAtOnce(string message, int exitCode, string source)
    {
        var run = ProgramRun.Of("mcp", source);

        run.ExitCode.Should().Be(exitCode);
        run.Error.Should().Contain(message);
        run.Output.Should().BeEmpty();
    }

    private static JsonElement Result(JsonElement answer)
    {
        IsFault(answer).Should().BeFalse(answer.GetRawText());
        return answer.GetProperty("result");
    }

    private static bool IsFault(JsonElement answer) => !answer.TryGetProperty("result", out var result) || (result.TryGetProperty("isError", out var error) && error.GetBoolean());

    private static string Text(JsonElement result) => result.GetProperty("content")[0].GetProperty("text").GetString()!;
}
