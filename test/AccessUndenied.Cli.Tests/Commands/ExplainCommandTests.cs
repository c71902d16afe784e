using System.Text.Json;
using AccessUndenied.Aws.Tests.Wire;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary><c>explain</c>: what a terminal says, explained.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ExplainCommandTests
{
    private const string Sentence = "User: arn:aws:sts::123456789012:assumed-role/app-orders/orders-api-7f9c is not authorized to perform: dynamodb:Query on resource: "
        + "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/by-customer because no identity-based policy allows the dynamodb:Query action";

    private const string Bare = "An error occurred (AccessDenied) when calling the PutObject operation: Access Denied";

    private static string Snapshot => Path.Combine(AppContext.BaseDirectory, "data", "snapshot.json");

    private static string Events => Path.Combine(AppContext.BaseDirectory, "data", "events.json");

    [Test]
    public void Explain_TextOfAnEvent_ConcludesWhatAnalyzeDoes()
    {
        var ofEvent = Single(ProgramRun.Of("analyze", Events, "--snapshot", Snapshot, "-f", "jsonl", "--event-id", "b10d9555-3e71-44aa-ae58-2749fdc95a3e"));
        var run = ProgramRun.Of("explain", $"An error occurred (AccessDeniedException) when calling the Query operation: {Sentence}", "--snapshot", Snapshot, "-f", "jsonl");
        var ofText = Single(run);

        foreach (var member in new[] { "AssessmentResult", "ResultDetails", "Causes", "NearMisses" })
        {
            ofText.GetProperty(member).GetRawText().Should().Be(ofEvent.GetProperty(member).GetRawText(), because: member);
        }

        ofText.GetProperty("Remediations")[0].GetProperty("Verified").GetBoolean().Should().BeTrue();
        run.Error.Should().Be("access-undenied: 1 refusal in the text\n");
    }

    [Test]
    public void Explain_SignInByAnIdentityProvider_NamesTheProviderAsTheCaller()
    {
        var run = ProgramRun.Of("explain", "Error: Could not assume role with OIDC: Not authorized to perform sts:AssumeRoleWithWebIdentity", "--snapshot", Snapshot, "-f", "jsonl");

        Single(run).GetProperty("ErrorMessage").GetString().Should().Contain("oidc-provider/token.actions.githubusercontent.com").And.NotContain("get-caller-identity");
        run.Error.Should().NotContain("get-caller-identity");
    }

    [Test]
    public void Explain_Utf16WithItsMark_IsRead()
    {
        using var process = ProgramRun.Start("explain", "--snapshot", Snapshot, "-f", "jsonl");
        process.StandardInput.BaseStream.Write([0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes(Sentence)]);
        process.StandardInput.Close();

        process.StandardOutput.ReadToEnd().Should().Contain("\"Action\":\"dynamodb:Query\"");
        process.WaitForExit();
    }

    [Test]
    public void Explain_Pipe_IsReadWhereNoTextIsGiven() =>
        Single(ProgramRun.With($"\u001b[31m{Sentence}\u001b[0m\n", "explain", "--snapshot", Snapshot, "-f", "jsonl")).GetProperty("Request").GetProperty("Action").GetString()
            .Should().Be("dynamodb:Query");

    [Test]
    public void Explain_WhatTheTextLacks_ComesFromOptions()
    {
        var result = Single(ProgramRun.Of(
            "explain", Bare, "--snapshot", Snapshot, "-f", "jsonl", "--principal", "arn:aws:iam::123456789012:role/service/app-orders", "--resource", "arn:aws:s3:::bucket/key",
            "--context", "aws:SourceIp=198.51.100.7", "--context", "aws:TagKeys=a", "--context", "aws:TagKeys=b", "--time", "2026-05-04T10:00:00Z", "--region", "eu-west-1"));

        var request = result.GetProperty("Request");
        request.GetProperty("Principal").GetString().Should().Be("arn:aws:iam::123456789012:role/service/app-orders");
        request.GetProperty("Action").GetString().Should().Be("s3:PutObject");
        request.GetProperty("Resource").GetString().Should().Be("arn:aws:s3:::bucket/key");
        request.GetProperty("Context").GetProperty("aws:SourceIp").GetString().Should().Be("198.51.100.7");
        request.GetProperty("Context").GetProperty("aws:TagKeys").GetArrayLength().Should().Be(2);
        result.GetProperty("EventTime").GetString().Should().StartWith("2026-05-04T10:00:00");
    }

    [Test]
    public void Explain_NobodyNamed_SaysWhatIsMissingAndHowToGiveIt()
    {
        var run = ProgramRun.Of("explain", Bare, "--snapshot", Snapshot, "-f", "jsonl", "--exit-code", "3");

        run.ExitCode.Should().Be(0, because: "nothing was explained");
        Single(run).GetProperty("ErrorMessage").GetString().Should().StartWith("s3:PutObject was refused, and the text does not say who asked; name the caller");
        run.Error.Should().Contain("--principal ARN").And.Contain("--resource ARN");
    }

    [Test]
    public async Task Explain_NobodyNamedAndCredentialsAtHand_TakesTheirCaller()
    {
        await using var fake = await SampleOrganization.StartAsync();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_ENDPOINT_URL"] = fake.Url.ToString(),
            ["AWS_ACCESS_KEY_ID"] = $"AKIA{SampleOrganization.Management}USER",
            ["AWS_SECRET_ACCESS_KEY"] = "example",
            ["AWS_REGION"] = "eu-west-1",
        };

        var run = ProgramRun.In(environment, Bare, "explain", "-f", "jsonl");

        run.ExitCode.Should().Be(0, because: run.Error);
        var principal = Single(run).GetProperty("Request").GetProperty("Principal").GetString();
        run.Error.Should().Contain($"it is taken to be {principal}, whose credentials these are");
        Single(run).GetProperty("Evidence").GetProperty("Notes").EnumerateArray().Select(note => note.GetString()).Should().Contain(note => note!.Contains("whose credentials these are", StringComparison.Ordinal));
    }

    [Test]
    public void Explain_SeveralInOneText_AreSeveralResultsAndRepetitionsAreCounted()
    {
        var run = ProgramRun.With($"{Sentence}\n\n{Sentence}\n\n{Sentence.Replace("dynamodb:Query", "dynamodb:Scan", StringComparison.Ordinal)}\n", "explain", "--snapshot", Snapshot, "-f", "jsonl", "--exit-code", "3");

        run.ExitCode.Should().Be(3);
        run.Lines.Should().HaveCount(2);
        run.Error.Should().Be("access-undenied: 2 different refusals in the text, told 3 times\n");
        run.Lines[0].Should().Contain("the text tells of it 2 times");
    }

    [TestCase("nothing of that kind", "no refusal of AWS is in the text")]
    [TestCase("  ", "the text is empty")]
    [TestCase("An error occurred (NoSuchBucket) when calling the ListObjectsV2 operation: The specified bucket does not exist", "nothing was denied: the text tells of NoSuchBucket (ListObjectsV2), which")]
    [TestCase("operation error Lambda: GetFunction, https response error StatusCode: 404, api error ResourceNotFoundException: Function not found", "nothing was denied: the text tells of ResourceNotFoundException, which")]
    public void Explain_NoRefusal_ExitsWith1AndSaysWhatToDo(string text, string error)
    {
        var run = ProgramRun.With(text, "explain", "--snapshot", Snapshot);

        run.ExitCode.Should().Be(1);
        run.Output.Should().BeEmpty();
        run.Error.Should().StartWith($"access-undenied: {error}");
    }

    [Test]
    public void Explain_NameOfAFile_SaysHowToReadIt() =>
        ProgramRun.Of("explain", Events, "--snapshot", Snapshot).Error.Should().Contain($"access-undenied explain < {Events}");

    [TestCase("--principal", "nobody at all")]
    [TestCase("--action", "GetObject")]
    [TestCase("--resource", "a bucket")]
    [TestCase("--context", "aws:SourceIp")]
    [TestCase("--time", "yesterday")]
    [TestCase("--account", "12")]
    [TestCase("--princpal", "arn:aws:iam::123456789012:role/app")]
    public void Explain_WrongUsage_ExitsWith2(string option, string value)
    {
        var run = ProgramRun.Of("explain", Bare, option, value);

        run.ExitCode.Should().Be(2);
        run.Output.Should().BeEmpty();
        run.Error.Should().Contain(option == "--princpal" ? "did you mean '--principal'?" : value);
    }

    private static JsonElement Single(ProgramRun run) => JsonDocument.Parse(run.Lines.Single()).RootElement;
}
