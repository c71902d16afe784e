using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Tests.Wire;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary>The commands that read accounts, as their users run them, against a server that speaks AWS's protocols.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LiveCommandTests
{
    private const string Role = "arn:aws:iam::111111111111:role/OrgReader";

    private static string Events => SampleOrganization.EventsPath;

    [Test]
    public async Task Analyze_LiveOrFromASnapshotJustCollectedOrWithAnScpFile_GivesTheSameAnswers()
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var folder = new TemporaryFolder();
        var (scps, snapshot) = (Path.Combine(folder.Path, "scp_data.json"), Path.Combine(folder.Path, "snapshot.json"));

        var live = Run(fake, "analyze", "--events-file", Events, "--format", "jsonl");
        var collected = Run(fake, ["snapshot", "--events-file", Events, "--output-file", snapshot, .. fake.Data.AccountIds.SelectMany(id => new[] { "--account", id })]);
        var organization = Run(fake, "get-scps", "--output-file", scps);
        fake.ForgetCalls();
        var offline = Run(fake, "analyze", "--events-file", Events, "--snapshot", snapshot, "--format", "jsonl");
        fake.Calls.Should().BeEmpty("a snapshot needs no network");
        var withFile = Run(fake, "analyze", "--events-file", Events, "--scp-file", scps, "--format", "jsonl");

        fake.Calls.Should().NotBeEmpty().And.NotContain(call => call.Operation.StartsWith("organizations:", StringComparison.Ordinal));
        new[] { live, collected, organization, offline, withFile }.Should().OnlyContain(run => run.ExitCode == 0);
        live.Lines.Should().HaveCount(52);
        withFile.Lines.Select(Essence).Should().Equal(live.Lines.Select(Essence));
        offline.Lines.Select(Essence).Should().Equal(live.Lines.Select(Essence));
        collected.Output.Should().BeEmpty();
        collected.Error.Should().EndWith("nodes of the organization\n").And.Contain($"{snapshot} written: {fake.Data.AccountIds.Count()} accounts");
        Directory.EnumerateFileSystemEntries(folder.Path).Should().HaveCount(2, "what is whole needs no parts");
    }

    [Test]
    public async Task Analyze_LiveWithATrail_TellsWhatWasChangedAndDecidesByWhatWasThere()
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var folder = new TemporaryFolder();
        var (denial, trail) = (Path.Combine(folder.Path, "denial.json"), Path.Combine(folder.Path, "trail.json"));
        const string grant = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:PurgeQueue","Resource":"*"}]}""";
        var put = Call("10:00:00", "iam", "PutRolePolicy", new() { ["roleName"] = "app-orders", ["policyName"] = "mine", ["policyDocument"] = grant });
        var deleted = Call("11:00:00", "iam", "DeleteRolePolicy", new() { ["roleName"] = "app-orders", ["policyName"] = "mine" });
        var refused = Call("12:00:00", "sqs", "PurgeQueue", new() { ["queueUrl"] = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders-intake" });
        refused["userIdentity"] = new JsonObject
        {
            ["type"] = "AssumedRole", ["principalId"] = "AROAEXAMPLE:s", ["arn"] = "arn:aws:sts::123456789012:assumed-role/app-orders/s", ["accountId"] = "123456789012",
            ["sessionContext"] = new JsonObject { ["sessionIssuer"] = new JsonObject { ["type"] = "Role", ["arn"] = "arn:aws:iam::123456789012:role/service/app-orders", ["accountId"] = "123456789012", ["userName"] = "app-orders" } },
        };
        (refused["awsRegion"], refused["errorCode"], refused["errorMessage"]) = ("eu-west-1", "AccessDenied",
            "User: arn:aws:sts::123456789012:assumed-role/app-orders/s is not authorized to perform: sqs:purgequeue on resource: arn:aws:sqs:eu-west-1:123456789012:orders-intake because no identity-based policy allows the sqs:purgequeue action");
        await File.WriteAllTextAsync(denial, new JsonObject { ["Records"] = new JsonArray(refused) }.ToJsonString());
        await File.WriteAllTextAsync(trail, new JsonObject { ["Records"] = new JsonArray(put, deleted) }.ToJsonString());

        var run = Run(fake, "analyze", denial, "--trail", trail, "--format", "jsonl");
        var now = Run(fake, "analyze", denial, "--trail", trail, "--policies-at", "now", "--format", "jsonl");

        run.ExitCode.Should().Be(0, because: run.Error);
        var history = JsonNode.Parse(run.Lines.Single())!["History"]!;
        history["Changes"]!.AsArray().Select(change => (string?)change!["Action"]).Should().BeEquivalentTo("iam:DeleteRolePolicy", "iam:PutRolePolicy");
        ((string?)history["At"]).Should().Be("event");
        ((string?)JsonNode.Parse(now.Lines.Single())!["History"]!["At"]).Should().Be("now");
    }

    private static JsonObject Call(string time, string service, string name, JsonObject parameters) => new()
    {
        ["eventVersion"] = "1.11",
        ["userIdentity"] = new JsonObject { ["type"] = "IAMUser", ["principalId"] = "AIDACAROL", ["arn"] = "arn:aws:iam::123456789012:user/carol", ["accountId"] = "123456789012", ["userName"] = "carol" },
        ["eventTime"] = $"2026-11-27T{time}Z", ["eventSource"] = $"{service}.amazonaws.com", ["eventName"] = name, ["awsRegion"] = "us-east-1", ["sourceIPAddress"] = "192.0.2.1",
        ["userAgent"] = "aws-cli", ["requestParameters"] = parameters, ["responseElements"] = null, ["eventID"] = $"{time} {name}", ["eventType"] = "AwsApiCall", ["recipientAccountId"] = "123456789012",
    };

    [Test]
    public async Task Analyze_BothSimulators_AsksAwsBesideAndAgrees()
    {
        await using var fake = await SampleOrganization.StartAsync();
        var local = Run(fake, "analyze", "--events-file", Events, "--format", "jsonl");
        fake.ForgetCalls();

        var both = Run(fake, "analyze", "--events-file", Events, "--format", "jsonl", "--simulator", "both");

        both.ExitCode.Should().Be(0);
        both.Lines.Select(Assessment).Should().Equal(local.Lines.Select(Assessment));
        fake.Calls.Should().Contain(call => call.Operation == "iam:SimulateCustomPolicy");
    }

    [Test]
    public async Task GetScps_WithTheManagementRole_WritesEveryNodeWithItsPolicies()
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "scp_data.json");
        var environment = Environment(fake, "123456789012");

        fake.AssumableRole = "OrgReader";
        var run = ProgramRun.In(environment, "", "get-scps", "--output-file", path, "--management-account-role-arn", Role);

        run.ExitCode.Should().Be(0, because: run.Error);
        run.Output.Should().BeEmpty();
        run.Error.Should().Be($"access-undenied: {path} written: {fake.Data.Organization.Count} roots, organizational units and accounts, with their policies\n");
        var written = JsonNode.Parse(await File.ReadAllTextAsync(path))!.AsObject();
        written.Select(node => node.Key).Should().BeEquivalentTo(fake.Data.Organization.Select(node => node.Key));
        written.Should().OnlyContain(node => node.Value!["policies"] is JsonArray && node.Value["resource_control_policies"] is JsonArray);
    }

    [Test]
    public async Task Snapshot_FaultsThatPass_AreReadBySecondRunAlone()
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var folder = new TemporaryFolder();
        string[] args = ["snapshot", "--output-file", Path.Combine(folder.Path, "snapshot.json"), "--resource", "arn:aws:sqs:eu-west-1:111111111111:jobs"];
        fake.Faults.Fail("sqs:GetQueueAttributes", 100);

        var first = Run(fake, args);
        fake.Faults.Fail("sqs:GetQueueAttributes", 0);
        fake.ForgetCalls();
        var second = Run(fake, args);

        (first.ExitCode, second.ExitCode).Should().Be((0, 0), because: first.Error + second.Error);
        first.Error.Should().Contain("run the same command again");
        second.Error.Should().NotContain("run the same command again");
        fake.Calls.Should().NotContain(call => call.Operation == "iam:GetAccountAuthorizationDetails");
    }

    [Test]
    public async Task FetchEvents_AllRegions_WritesWhatAnalyzeReads()
    {
        await using var fake = await SampleOrganization.StartAsync();
        await AddEventsAsync(fake);
        fake.PageSize = 50;
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "events.json");

        var run = ProgramRun.In(
            Environment(fake, "123456789012"), "", "fetch-events", "--all-regions", "--start-time", "2020-01-01", "--end-time", "2030-01-01T00:00:00+01:00", "--output-file", path);

        run.ExitCode.Should().Be(0, because: run.Error);
        run.Output.Should().BeEmpty();
        var written = JsonNode.Parse(await File.ReadAllTextAsync(path))!["Records"]!.AsArray();
        written.Should().NotBeEmpty();
        run.Error.Should().Contain($"{path} written: {written.Count} denied of ").And.Contain("2020-01-01T00:00:00Z to 2029-12-31T23:00:00Z, in 2 regions");
        ProgramRun.Of("analyze", "--events-file", path, "--format", "jsonl").Lines.Should().HaveCount(written.Count);
    }

    [Test]
    public async Task FetchEvents_NoTimes_TakesTheLastDay()
    {
        await using var fake = await SampleOrganization.StartAsync();
        await AddEventsAsync(fake);
        fake.PageSize = 50;
        var mine = fake.Data.Events.Where(record => (string?)record["recipientAccountId"] == "123456789012" && (string?)record["awsRegion"] == "eu-west-1" && record.ContainsKey("errorCode")).Take(2).ToList();
        var now = TimeProvider.System.GetUtcNow();
        mine[0]["eventTime"] = $"{now.AddHours(-23):yyyy-MM-ddTHH:mm:ssZ}";
        mine[1]["eventTime"] = $"{now.AddHours(-25):yyyy-MM-ddTHH:mm:ssZ}";
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "events.json");

        var run = ProgramRun.In(Environment(fake, "123456789012"), "", "fetch-events", "--output-file", path);

        run.ExitCode.Should().Be(0, because: run.Error);
        var written = JsonNode.Parse(await File.ReadAllTextAsync(path))!["Records"]!.AsArray();
        written.Select(record => (string?)record!["eventID"]).Should().Equal((string?)mine[0]["eventID"]);
    }

    [TestCase("yesterday", null, "'yesterday' is not a time")]
    [TestCase("2026-02-30", null, "'2026-02-30' is not a time")]
    [TestCase("2026-02-03", "2026-02-01", "the end time 2026-02-01 00:00:00Z is before the start time 2026-02-03 00:00:00Z")]
    public void FetchEvents_TimesThatMakeNoSense_ExitsWith2(string start, string? end, string message)
    {
        var run = ProgramRun.Of(["fetch-events", "--start-time", start, .. end is null ? Array.Empty<string>() : ["--end-time", end]]);
        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain(message);
    }

    [TestCase("--account", "12", "'12' is not an account")]
    [TestCase("--resource", "my-bucket", "'my-bucket' is not an ARN")]
    public void Snapshot_WrongUsage_ExitsWith2(string option, string value, string message)
    {
        var run = ProgramRun.Of("snapshot", option, value);
        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain(message);
    }

    [TestCase("get-scps")]
    [TestCase("snapshot")]
    [TestCase("fetch-events")]
    public void Command_NoCredentials_ExitsWith1AndOneLineAndNoFile(string command)
    {
        using var folder = new TemporaryFolder();
        var run = ProgramRun.Of(command, "--output-file", Path.Combine(folder.Path, "out.json"));
        run.ExitCode.Should().Be(1);
        run.Error.Should().StartWith("access-undenied: no AWS credentials were found; ").And.EndWith("\n");
        run.Error.Trim().Should().NotContain("\n");
        Directory.EnumerateFileSystemEntries(folder.Path).Should().BeEmpty();
    }

    [Test]
    public void Analyze_NoCredentials_ExplainsTheTextsAndNamesTheCause()
    {
        var run = ProgramRun.Of("analyze", "--events-file", Events, "--format", "jsonl");
        run.ExitCode.Should().Be(0);
        run.Lines.Should().HaveCount(52);
        run.Lines.Where(HasRequest).Should().OnlyContain(line => line.Contains("no AWS credentials were found", StringComparison.Ordinal));
        run.Error.Should().Contain("only the events' own texts are explained, without the policies: no AWS credentials were found");
    }

    [TestCase("--profile", "nobody")]
    [TestCase("--simulator", "iam")]
    [TestCase("--simulator", "both")]
    [TestCase("--cross-account-role-name", "Reader")]
    [TestCase("--management-account-role-arn", Role)]
    public void Analyze_AsksForAwsWithoutCredentials_ExitsWith1(string option, string value)
    {
        var run = ProgramRun.Of("analyze", "--events-file", Events, option, value);
        run.ExitCode.Should().Be(1);
        run.Output.Should().BeEmpty();
        run.Error.Should().Match("access-undenied: *credentials*\n");
    }

    [Test]
    public async Task Commands_CredentialsThatHaveExpired_SayToSignIn()
    {
        await using var fake = await SampleOrganization.StartAsync();
        fake.Faults.TokensHaveExpired = true;
        using var folder = new TemporaryFolder();

        var analyzed = Run(fake, "analyze", "--events-file", Events, "--format", "jsonl");
        var written = Run(fake, "get-scps", "--output-file", Path.Combine(folder.Path, "scp_data.json"));

        analyzed.ExitCode.Should().Be(0);
        analyzed.Lines.Should().HaveCount(52);
        analyzed.Lines.Where(HasRequest).Should().OnlyContain(line => line.Contains("sign in again", StringComparison.Ordinal));
        written.ExitCode.Should().Be(1);
        written.Error.Should().Contain("sign in again");
    }

    [Test]
    public async Task Analyze_RoleThatCannotBeAssumed_IsNamedInTheEvidence()
    {
        await using var fake = await SampleOrganization.StartAsync();
        var run = Run(fake, "analyze", "--events-file", Events, "--format", "jsonl", "--cross-account-role-name", "NoSuchRole");
        run.ExitCode.Should().Be(0);
        run.Lines.Should().HaveCount(52);
        run.Lines.Should().Contain(line => line.Contains("cannot assume arn:aws:iam::123456789012:role/NoSuchRole", StringComparison.Ordinal));
    }

    [TestCase("get-scps --management-account-role-arn arn:aws:iam::111111111111:role/AccessUndeniedRole", "stopped; nothing was written")]
    [TestCase("fetch-events --start-time 2020-01-01 --end-time 2030-01-01", "stopped; nothing was written")]
    [TestCase("snapshot", ".parts, and the same command goes on from there")]
    [Platform(Exclude = "Win", Reason = "it takes a signal")]
    public async Task Command_Interrupted_EndsWith130AndSaysWhatIsThere(string command, string said)
    {
        await using var fake = await SampleOrganization.StartAsync();
        fake.Faults.HoldAfter(2);
        await AddEventsAsync(fake);
        using var folder = new TemporaryFolder();
        using var process = ProgramRun.Start(Environment(fake, "123456789012"), [.. command.Split(' '), "--output-file", Path.Combine(folder.Path, "out.json")]);
        var error = process.StandardError.ReadToEndAsync();
        while (fake.Calls.Count < 3 && !process.HasExited)
        {
            await Task.Delay(20);
        }

        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync();
        (process.ExitCode, await error).Should().Match<(int ExitCode, string Error)>(run => run.ExitCode == 130 && run.Error.Trim().EndsWith(said) && run.Error.Trim().Split('\n').Length == 1);
        File.Exists(Path.Combine(folder.Path, "out.json")).Should().BeFalse();
    }

    [TestCase("a-shared-id", true)]
    [TestCase("another-id", false)]
    public async Task GetScps_RoleThatAsksForAnExternalId_IsAssumedWithIt(string given, bool isAssumed)
    {
        await using var fake = await SampleOrganization.StartAsync();
        fake.ExternalId = "a-shared-id";
        fake.AssumableRole = "OrgReader";
        using var folder = new TemporaryFolder();
        var run = ProgramRun.In(
            Environment(fake, "123456789012"), "", "get-scps", "--output-file", Path.Combine(folder.Path, "scp_data.json"), "--management-account-role-arn", Role, "--external-id", given);
        run.ExitCode.Should().Be(isAssumed ? 0 : 1, because: run.Error);
    }

    [Test]
    public void Analyze_ExternalIdThatIsTooShort_ExitsWith2()
    {
        var run = ProgramRun.Of("analyze", "--events-file", Events, "--external-id", "a");
        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("--external-id has 2 to 1224 characters");
    }

    [Test]
    public void Analyze_SnapshotAndAwsSimulator_ExitsWith2()
    {
        var run = ProgramRun.Of("analyze", "--events-file", Events, "--snapshot", SampleOrganization.SnapshotPath, "--simulator", "iam");
        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("--snapshot asks nothing of AWS");
    }

    private static async Task AddEventsAsync(FakeAws fake)
    {
        foreach (var record in JsonNode.Parse(await File.ReadAllTextAsync(Events))!["Records"]!.AsArray())
        {
            fake.Data.Events.Add(record!.DeepClone().AsObject());
        }
    }

    private static ProgramRun Run(FakeAws fake, params string[] args) => ProgramRun.In(Environment(fake, SampleOrganization.Management), "", args);

    private static Dictionary<string, string> Environment(FakeAws fake, string account) => new(StringComparer.Ordinal)
    {
        ["AWS_ENDPOINT_URL"] = fake.Url.ToString(),
        ["AWS_ACCESS_KEY_ID"] = $"AKIA{account}USER",
        ["AWS_SECRET_ACCESS_KEY"] = "example",
        ["AWS_REGION"] = "eu-west-1",
        ["AWS_MAX_ATTEMPTS"] = "1",
    };

    private static string Essence(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        return string.Join('\n', new[] { "EventId", "AssessmentResult", "ResultDetails", "Causes", "NearMisses" }
            .Select(name => root.TryGetProperty(name, out var member) ? member.GetRawText() : ""));
    }

    private static bool HasRequest(string line) => Assessment(line) != "Error";

    private static string? Assessment(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("AssessmentResult").GetString();
    }
}
