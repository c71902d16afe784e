using AccessUndenied.Aws.Tests.Wire;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary>Nothing of credentials, tokens, signatures and signed requests comes out of a run, whatever AWS answers.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class MarkedSecretTests
{
    private const string Mark = "MARKED";
    private const string Secret = "MARKEDsecretMARKEDsecretMARKEDsecret0000";
    private const string Token = "IQoJb3JpZ2luMARKEDtoken/MARKEDtoken+MARKEDtokenMARKEDtokenMARKEDtokenMARKEDtokenMARKEDtokenMARKEDtokenMARKEDtoken==";
    private const string Signature = "MARKED0123456789abcdef0123456789abcdef0123456789abcdef0123456789";

    private static readonly Lazy<Task<IReadOnlyList<string>>> s_operations = new(OperationsAsync);

    [TestCase("SignatureDoesNotMatch")]
    [TestCase("InvalidSignatureException")]
    [TestCase("IncompleteSignature")]
    [TestCase("ExpiredToken")]
    [TestCase("AccessDenied")]
    [TestCase("ValidationError")]
    [TestCase("InternalFailure")]
    public async Task AnyCommand_AnswersThatRepeatTheSignedRequest_LetsNothingOfItOut(string code)
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var folder = new TemporaryFolder();
        var commands = Commands(folder);
        var repeated = $"The request signature we calculated does not match the signature you provided. Signature={Signature}, x-amz-security-token:{Token}. "
            + $"The Canonical String for this request should have been\n'POST\n/\n\nx-amz-security-token:{Token}\n\n{Signature}'";
        foreach (var operation in await s_operations.Value)
        {
            fake.Faults.Answer(operation, new FakeReply.FaultReply(code == "InternalFailure" ? 500 : 403, code, repeated));
        }

        foreach (var command in commands)
        {
            var run = Run(fake, [.. command, "--verbosity", "DEBUG"]);
            run.Text.Should().NotContain(Mark, because: string.Join(' ', command));
            run.Error.Should().NotContain(Mark, because: string.Join(' ', command));
        }

        foreach (var file in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories))
        {
            (await File.ReadAllTextAsync(file)).Should().NotContain(Mark, because: Path.GetFileName(file));
        }
    }

    private static string[][] Commands(TemporaryFolder folder) =>
    [
        ["analyze", "--events-file", SampleOrganization.EventsPath, "--format", "json"],
        ["analyze", "--events-file", SampleOrganization.EventsPath, "--format", "text"],
        ["analyze", "--events-file", SampleOrganization.EventsPath, "--format", "html", "--simulator", "both"],
        ["snapshot", "--events-file", SampleOrganization.EventsPath, "--output-file", Path.Combine(folder.Path, "snapshot.json")],
        ["get-scps", "--output-file", Path.Combine(folder.Path, "scp_data.json")],
        ["fetch-events", "--output-file", Path.Combine(folder.Path, "events.json")],
    ];

    /// <summary>What the commands ask for where nothing goes wrong.</summary>
    private static async Task<IReadOnlyList<string>> OperationsAsync()
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var folder = new TemporaryFolder();
        foreach (var command in Commands(folder))
        {
            Run(fake, command);
        }

        return fake.Calls.Select(call => call.Operation).Distinct().Where(operation => operation != "sts:GetCallerIdentity").ToList();
    }

    private static ProgramRun Run(FakeAws fake, params string[] args) => ProgramRun.In(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_ENDPOINT_URL"] = fake.Url.ToString(),
            ["AWS_ACCESS_KEY_ID"] = $"AKIA{SampleOrganization.Management}USER",
            ["AWS_SECRET_ACCESS_KEY"] = Secret,
            ["AWS_SESSION_TOKEN"] = Token,
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_MAX_ATTEMPTS"] = "1",
        },
        "",
        args);
}
