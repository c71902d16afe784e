using System.Management.Automation.Language;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Remediations;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>The commands for PowerShell, run by PowerShell.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PowerShellCommandTests
{
    private static readonly string[] s_names =
    [
        "it's", "''", "$(New-Item pwned)", "$env:HOME", "a; New-Item pwned #", "'; New-Item pwned; '", "@(New-Item pwned)", "{ New-Item pwned }", "a b", "*", "~", "a,b", "@x", "--%", "naïve", "#x", "$x", "'@",
    ];

    [TestCaseSource(nameof(Everywhere))]
    public void Run_NameInAnyPlace_IsOneWordAndRunsNothing(string kind, string name)
    {
        if (ScriptOf(kind, name, IsNew(kind) ? null : WrittenChanges.Before) is not { } script)
        {
            return;
        }

        using var shell = Host();
        shell.Fail($"iam get-{kind}-policy", "NoSuchEntity");
        foreach (var text in new[] { script.Text, script.FileText })
        {
            var (calls, printed) = shell.Run(text);

            shell.Left.Should().BeEmpty(because: text);
            calls.Should().NotBeEmpty(because: text + printed);
            calls.Should().OnlyContain(call => call.Take(2).All(word => word.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')), because: text);
            calls.SelectMany(call => call).Where(word => word.Contains("New-Item", StringComparison.Ordinal) && !word.EndsWith(name.Split('/')[^1], StringComparison.Ordinal)).Should().BeEmpty(because: text);
            (kind is "set" || calls.SelectMany(call => call).Any(word => word.EndsWith(name, StringComparison.Ordinal))).Should().BeTrue(because: text);
        }
    }

    [Test]
    public void Run_HostileDocument_ReachesTheServiceUnchanged([ValueSource(nameof(s_names))] string name)
    {
        var change = WrittenChanges.Of("role", "app", before: null, resource: $"arn:aws:s3:::b/\"{name}\\");
        using var shell = Host();
        shell.Fail("iam get-role-policy", "NoSuchEntity");

        var (calls, printed) = shell.Run(new AwsPolicyDialect().ScriptsOf(change).Single(script => script.Format == "aws-cli-powershell").Text);

        shell.Left.Should().BeEmpty();
        var document = SnapshotAccounts.OptionOf(calls.Should().ContainSingle(call => call[1] == "put-role-policy", because: printed).Subject, "policy-document")!;
        document.Should().StartWith("file:{");
        JsonNode.DeepEquals(JsonNode.Parse(document["file:".Length..]), JsonNode.Parse(change.Document)).Should().BeTrue();
    }

    [Test]
    public void Run_PolicyAsItWasRead_IsReplaced([ValueSource(nameof(Replaced))] string kind) =>
        Writes(kind, WrittenChanges.Before.Replace("{", "{\n ", StringComparison.Ordinal).Replace(",", ", ", StringComparison.Ordinal)).Should().BeTrue();

    [Test]
    public void Run_PolicyThatHasChanged_IsLeftAsItIs([ValueSource(nameof(Replaced))] string kind)
    {
        Writes(kind, WrittenChanges.Before.Replace("DeleteObject", "PutObject", StringComparison.Ordinal)).Should().BeFalse();
        Writes(kind, WrittenChanges.Before.Replace("\"Kept\"", "\"kept\"", StringComparison.Ordinal)).Should().BeFalse(because: "PowerShell's own comparisons know no case");
    }

    [Test]
    public void Run_PolicyThatCannotBeRead_IsLeftAsItIs([ValueSource(nameof(Replaced))] string kind) => Writes(kind, answer: null).Should().BeFalse();

    [TestCase("user", "NoSuchEntity")]
    [TestCase("role", "NoSuchEntity")]
    [TestCase("group", "NoSuchEntity")]
    [TestCase("bucket", "NoSuchBucketPolicy")]
    [TestCase("repository", "RepositoryPolicyNotFoundException")]
    [TestCase("table", "PolicyNotFoundException")]
    public void Run_NoPolicyByErrorCode_WritesForThatCodeAlone(string kind, string code)
    {
        Writes(kind, answer: null, code, before: null).Should().BeTrue();
        Writes(kind, answer: null, "AccessDenied", before: null).Should().BeFalse();
        Writes(kind, $$"""{"Statement":[{"Sid":"({{code}})"}]}""", before: null).Should().BeFalse(because: "a policy that is there may say anything");
    }

    [TestCase("queue", "None")]
    [TestCase("secret", "None")]
    [TestCase("set", "")]
    [TestCase("set", "None")]
    public void Run_NoPolicyByWhatIsPrinted_WritesForThatAlone(string kind, string printed)
    {
        Writes(kind, printed, before: null).Should().BeTrue();
        Writes(kind, WrittenChanges.Before, before: null).Should().BeFalse();
        Writes(kind, answer: null, before: null).Should().BeFalse();
    }

    [Test]
    public void Run_ScriptFile_WorksInItsAccountAlone()
    {
        var script = ScriptOf("role", "app", before: null)!;
        using var shell = Host();
        shell.Answer("sts get-caller-identity", "222222222222");
        var (calls, _) = shell.Run(script.FileText);
        calls.Should().ContainSingle().Which[0].Should().Be("sts");

        shell.Answer("sts get-caller-identity", WrittenChanges.Account);
        shell.Fail("iam get-role-policy", "NoSuchEntity");
        shell.Run(script.FileText).Calls.Should().HaveCount(3);
    }

    [Test]
    public void FileText_OfAnyScript_BeginsWithTheMarkOfItsEncoding()
    {
        // Windows PowerShell 5.1 would read the letter's second byte, 91, as a quote.
        ScriptOf("role", "Ñ", before: null)!.FileText.Should().StartWith("\uFEFFif ((");
        ScriptOf("role", "app", before: null)!.FileText.Should().StartWith("\uFEFFif ((");
    }

    [TestCaseSource(nameof(Everywhere))]
    public void Text_OfAnyName_ParsesAndHasNoExpressionOfIt(string kind, string name)
    {
        if (ScriptOf(kind, name, WrittenChanges.Before) is not { } script)
        {
            return;
        }

        Parser.ParseInput(script.Text, out var tokens, out var errors);

        errors.Should().BeEmpty(because: script.Text);
        tokens.Where(token => token is StringLiteralToken).Should().NotBeEmpty();
        tokens.Where(token => token.Kind is not (TokenKind.StringLiteral or TokenKind.HereStringLiteral) && token.Text.Contains("New-Item", StringComparison.Ordinal)).Should().BeEmpty(because: script.Text);
    }

    private static PowerShellHost Host()
    {
        var shell = new PowerShellHost();
        shell.Answer("sts get-caller-identity", WrittenChanges.Account);
        shell.Answer("organizations create-policy", "p-1");
        shell.Answer("sqs get-queue-url", "https://sqs.eu-west-1.amazonaws.com/1/q");
        return shell;
    }

    private static bool Writes(string kind, string? answer, string? error = null, string? before = WrittenChanges.Before)
    {
        var script = ScriptOf(kind, "name", before)!;
        var (read, write) = GuardedCommandTests.Commands[kind];
        using var shell = Host();
        if (answer is not null)
        {
            shell.Answer(read, answer);
        }
        else if (error is not null)
        {
            shell.Fail(read, error);
        }

        var (calls, printed) = shell.Run(script.Text);
        var wrote = calls.Any(call => call[1] == write);
        (wrote || printed.Contains(RemediationMessages.NotTheSame, StringComparison.Ordinal)).Should().BeTrue(because: printed);
        return wrote;
    }

    private static ChangeScript? ScriptOf(string kind, string name, string? before) =>
        WrittenChanges.ScriptsFor(kind, name, before).SingleOrDefault(script => script.Format == "aws-cli-powershell");

    private static bool IsNew(string kind) => kind is "user" or "role" or "group" or "node" or "function";

    private static IEnumerable<string> Replaced() => GuardedCommandTests.Commands.Keys;

    private static IEnumerable<TestCaseData> Everywhere() =>
        from pair in s_names.Select(name => ("role", name)).Concat(
            from kind in WrittenChanges.Kinds
            from name in new[] { "$(New-Item pwned)", "'; New-Item pwned; '" }
            select (kind.Kind, name))
        select new TestCaseData(pair.Item1, pair.Item2);
}
