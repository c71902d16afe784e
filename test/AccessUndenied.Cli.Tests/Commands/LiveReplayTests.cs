using System.Text;
using System.Text.Json;
using AccessUndenied.Aws.Tests.Wire;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary><c>replay</c> with the policies of accounts that speak AWS's protocols: what a snapshot gives, and what cannot be read is named.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LiveReplayTests
{
    private const string Uploader = "arn:aws:iam::123456789012:user/legacy-uploader";
    private const int Always = 100_000;

    private const string Identity = $$"""{"Change":"delete","Layer":"identity","Target":"{{Uploader}}","PolicyName":"Upload"}""";

    private const string OfRole = """{"Change":"delete","Layer":"identity","Target":"arn:aws:iam::123456789012:role/service/app-orders","PolicyName":"OrdersRuntime"}""";

    private const string Bucket = """
        {"Change":"put","Layer":"resource","Target":"arn:aws:s3:::example-orders-uploads","Document":{"Version":"2012-10-17",
          "Statement":[{"Sid":"NoUploads","Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::example-orders-uploads/*"}]}}
        """;

    private static string Trail => Data("trail.json");

    private static IEnumerable<TestCaseData> Proposals =>
    [
        new TestCaseData(File.ReadAllText(Data("proposed-scp.json")), 3).SetArgDisplayNames("serviceControl"),
        new TestCaseData(OfRole, 5).SetArgDisplayNames("identity"),
        new TestCaseData(Bucket, 2).SetArgDisplayNames("resource"),
    ];

    [TestCaseSource(nameof(Proposals))]
    public async Task Replay_PoliciesOfTheAccounts_GivesTheLinesOfASnapshotOfThem(string change, int changed)
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var folder = new TemporaryFolder();
        var file = folder.Write("change.json", Encoding.UTF8.GetBytes(change));
        var live = Run(fake, "replay", Trail, "--change", file, "--format", "jsonl");
        var calls = fake.Calls.Count;
        var offline = Run(fake, "replay", Trail, "--change", file, "--format", "jsonl", "--snapshot", SampleOrganization.SnapshotPath);

        (live.ExitCode, offline.ExitCode).Should().Be((0, 0), live.Error + offline.Error);
        calls.Should().BePositive("the accounts are asked");
        fake.Calls.Count.Should().Be(calls, "a snapshot needs no network");
        live.Lines.Should().HaveCount(changed).And.Equal(offline.Lines);
    }

    // What cannot be read may hold what the proposal is about: the same calls are told of, as undecided, with the layer that is unread.
    [TestCase("organizations:ListParents", "a service control policy that has a say could not be read", 3)]
    [TestCase("iam:ListUserPolicies", "an identity-based policy that has a say could not be read", 2)]
    [TestCase("iam:GetUserPolicy", "an identity-based policy that has a say could not be read", 2)]
    public async Task Replay_FaultWhereTheProposalIs_LeavesTheCallsUndecidedAndSaysWhatIsUnread(string operation, string reason, int undecided)
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var folder = new TemporaryFolder();
        var change = operation.StartsWith("iam:", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(Identity) : await File.ReadAllBytesAsync(Data("proposed-scp.json"));
        fake.Faults.Fail(operation, Always);
        var run = Run(fake, "replay", Trail, "--change", folder.Write("change.json", change), "--format", "jsonl");

        run.ExitCode.Should().Be(0, run.Error);
        run.Lines.Should().HaveCount(undecided, run.Error);
        foreach (var line in run.Lines.Select(text => JsonDocument.Parse(text).RootElement))
        {
            line.GetProperty("After").GetString().Should().Be("indeterminate");
            line.GetProperty("Reason").GetString().Should().Be(reason);
        }
    }

    [TestCase("s3:GetBucketPolicy", "a resource-based policy that has a say could not be read", "s3.amazonaws.com")]
    [TestCase("sqs:GetQueueAttributes", "a resource-based policy that has a say could not be read", "sqs.amazonaws.com")]
    public async Task Replay_FaultWithoutAProposal_CountsNoAgreementAndSaysWhatIsUnread(string operation, string reason, string service)
    {
        await using var fake = await SampleOrganization.StartAsync();
        fake.Faults.Fail(operation, Always);
        var run = Run(fake, "replay", Trail, "--format", "json");

        run.ExitCode.Should().Be(0, run.Error);
        using var json = JsonDocument.Parse(run.Text);
        var groups = json.RootElement.GetProperty("Calibration").EnumerateArray().Where(group => group.GetProperty("Service").GetString() == service).ToList();
        groups.Should().NotBeEmpty().And.OnlyContain(group => group.GetProperty("Agreement").GetString() == "undecided" && group.GetProperty("Reason").GetString() == reason);
    }

    [Test]
    public void Replay_NoCredentials_CountsNoAgreementAndNamesTheCause()
    {
        var run = ProgramRun.Of("replay", Trail, "--format", "json");
        run.Error.Should().Contain("no AWS credentials were found");
        using var json = JsonDocument.Parse(run.Text);
        json.RootElement.GetProperty("Agreement").GetProperty("Allowed").EnumerateArray().Select(one => one.GetInt32()).Should().Equal(0, 0, 12);
    }

    private static string Data(string name) => Path.Combine(AppContext.BaseDirectory, "data", name);

    private static ProgramRun Run(FakeAws fake, params string[] args) => ProgramRun.In(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_ENDPOINT_URL"] = fake.Url.ToString(),
            ["AWS_ACCESS_KEY_ID"] = $"AKIA{SampleOrganization.Management}USER",
            ["AWS_SECRET_ACCESS_KEY"] = "example",
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_MAX_ATTEMPTS"] = "1",
        },
        "",
        args);
}
