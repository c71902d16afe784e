using AccessUndenied.Aws.Remediations;
using AccessUndenied.Aws.Tests.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>What is there now is compared with what was read before anything is written over it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class GuardedCommandTests
{
    /// <summary>The commands that read and write each kind of policy.</summary>
    internal static readonly Dictionary<string, (string Read, string Write)> Commands = new(StringComparer.Ordinal)
    {
        ["user"] = ("iam get-user-policy", "put-user-policy"),
        ["role"] = ("iam get-role-policy", "put-role-policy"),
        ["group"] = ("iam get-group-policy", "put-group-policy"),
        ["trust"] = ("iam get-role", "update-assume-role-policy"),
        ["bucket"] = ("s3api get-bucket-policy", "put-bucket-policy"),
        ["key"] = ("kms get-key-policy", "put-key-policy"),
        ["queue"] = ("sqs get-queue-attributes", "set-queue-attributes"),
        ["topic"] = ("sns get-topic-attributes", "set-topic-attributes"),
        ["secret"] = ("secretsmanager get-resource-policy", "put-resource-policy"),
        ["repository"] = ("ecr get-repository-policy", "set-repository-policy"),
        ["table"] = ("dynamodb get-resource-policy", "put-resource-policy"),
        ["endpoint"] = ("ec2 describe-vpc-endpoints", "modify-vpc-endpoint"),
        ["set"] = ("sso-admin get-inline-policy-for-permission-set", "put-inline-policy-to-permission-set"),
        ["node"] = ("organizations describe-policy", "update-policy"),
    };

    [Test]
    public void Run_PolicyAsItWasRead_IsReplaced([ValueSource(nameof(Kinds))] string kind, [ValueSource(typeof(PosixShell), nameof(PosixShell.Shells))] string shell) =>
        Writes(kind, shell, WrittenChanges.Before.Replace(":", " :\n ", StringComparison.Ordinal).Replace(",", ", ", StringComparison.Ordinal).Replace("s3 :\n ", "s3:", StringComparison.Ordinal)).Should().BeTrue();

    [Test]
    public void Run_PolicyThatHasChanged_IsLeftAsItIs([ValueSource(nameof(Kinds))] string kind, [ValueSource(typeof(PosixShell), nameof(PosixShell.Shells))] string shell) =>
        Writes(kind, shell, WrittenChanges.Before.Replace("DeleteObject", "PutObject", StringComparison.Ordinal)).Should().BeFalse();

    [Test]
    public void Run_PolicyThatCannotBeRead_IsLeftAsItIs([ValueSource(nameof(Kinds))] string kind) => Writes(kind, "sh", answer: null).Should().BeFalse();

    [TestCase("user", "NoSuchEntity")]
    [TestCase("role", "NoSuchEntity")]
    [TestCase("group", "NoSuchEntity")]
    [TestCase("bucket", "NoSuchBucketPolicy")]
    [TestCase("repository", "RepositoryPolicyNotFoundException")]
    [TestCase("table", "PolicyNotFoundException")]
    public void Run_NoPolicyByErrorCode_WritesForThatCodeAlone(string kind, string code)
    {
        Writes(kind, "sh", answer: null, code, before: null).Should().BeTrue();
        Writes(kind, "sh", answer: null, "AccessDenied", before: null).Should().BeFalse();
        Writes(kind, "sh", $$"""{"Statement":[{"Sid":"({{code}})"}]}""", before: null).Should().BeFalse(because: "a policy that is there may say anything");
    }

    [TestCase("user")]
    [TestCase("role")]
    public async Task ScriptsOf_PolicyOfTheNameIsThere_TakeAnotherNameEverywhere(string kind)
    {
        var name = NameIn(await ScriptsBeside(kind, "Other").ConfigureAwait(false));
        name.Should().MatchRegex("^AccessUndenied-[0-9A-F]{32}$", because: "nobody may find another text of the same name by trying");
        var scripts = await ScriptsBeside(kind, name.ToLowerInvariant()).ConfigureAwait(false);
        NameIn(scripts).Should().Be(name + "-2", because: "its Deny would be overwritten, and IAM tells names of two cases not apart");
        scripts.Where(script => script.Format != "by-hand").Should().HaveCount(4).And.OnlyContain(script => script.Text.Contains(name + "-2", StringComparison.Ordinal));
    }

    [TestCase("queue", "None")]
    [TestCase("secret", "None")]
    [TestCase("set", "")]
    [TestCase("set", "None")]
    public void Run_NoPolicyByWhatIsPrinted_WritesForThatAlone(string kind, string printed)
    {
        Writes(kind, "sh", printed, before: null).Should().BeTrue();
        Writes(kind, "sh", WrittenChanges.Before, before: null).Should().BeFalse();
        Writes(kind, "sh", answer: null, before: null).Should().BeFalse();
    }

    [Test]
    public void ScriptsOf_DocumentThatWasNotRead_HasNothingThatReplaces([ValueSource(nameof(OneDocument))] string kind)
    {
        var scripts = WrittenChanges.ScriptsFor(kind, "name", before: null, isKnown: false);

        scripts.Should().ContainSingle().Which.Format.Should().Be("by-hand");
        scripts[0].Heading.Should().Contain("was not read").And.Contain($"account {WrittenChanges.Account}");
    }

    [Test]
    public void ScriptsOf_FunctionWhosePolicyWasNotRead_StillAddsItsStatement() =>
        WrittenChanges.ScriptsFor("function", "f", before: null, isKnown: false)[0].Text.Should().StartWith("aws lambda add-permission");

    // The text that a service keeps may have either form of these.
    [TestCase("arn:aws:s3:::b/é", "bucket")]
    [TestCase("arn:aws:s3:::b/\\\"", "bucket")]
    [TestCase("arn:aws:s3:::b/\\u0001", "role")]
    public void ScriptsOf_DocumentThatCanBeWrittenInSeveralWays_IsNotComparedByText(string resource, string kind)
    {
        var scripts = WrittenChanges.ScriptsFor(kind, "name", before: WrittenChanges.Before.Replace("\"*\"", $"\"{resource}\"", StringComparison.Ordinal));

        scripts.Should().NotContain(script => script.Format == "aws-cli");
        scripts[0].Heading.Should().Contain("in several ways");
    }

    [Test]
    public void Run_ScriptFile_WorksInItsAccountAlone()
    {
        var script = WrittenChanges.ScriptsFor("role", "app", before: null)[0];
        using var shell = new PosixShell();
        shell.Answer("sts get-caller-identity", "222222222222");
        var (exitCode, calls, printed) = shell.Run(script.FileText);
        exitCode.Should().Be(1);
        calls.Should().ContainSingle().Which[0].Should().Be("sts");
        printed.Should().Contain("not of account 111111111111");

        shell.Answer("sts get-caller-identity", WrittenChanges.Account);
        shell.Fail("iam get-role-policy", "NoSuchEntity");
        shell.Run(script.FileText).Calls.Should().HaveCount(3);
        script.FileText.Should().StartWith("#!/bin/sh\nset -eu\n");
        script.FileName.Should().MatchRegex("^access-undenied-[0-9A-F]{16}\\.sh$");
    }

    [TestCase("key", "In account 111111111111, Region eu-west-1, by whoever may change its KMS keys (kms:PutKeyPolicy).")]
    [TestCase("role", "In account 111111111111, by whoever may change its roles (iam:PutRolePolicy).")]
    public void Heading_NamesAccountRegionAndWhoMayDoIt(string kind, string expected) => WrittenChanges.ScriptsFor(kind, "x")[0].Heading.Should().Be(expected);

    [Test]
    public void ScriptsOf_RegionalService_NamesRegionAndProfileInEachCommand()
    {
        var text = WrittenChanges.ScriptsFor("queue", "q", options: new() { Profile = "ops" })[0].Text;

        text.Split("aws sqs").Should().HaveCount(5);
        text.Split("--region 'eu-west-1' --profile 'ops'").Should().HaveCount(5);
        WrittenChanges.ScriptsFor("user", "u")[0].Text.Should().NotContain("--region");
    }

    private static async Task<IReadOnlyList<ChangeScript>> ScriptsBeside(string kind, string name)
    {
        var (request, policies) = StoryCase.Read(System.Text.Encoding.UTF8.GetBytes($$"""{"principal":"arn:aws:iam::111111111111:{{kind}}/app","action":"s3:GetObject","resource":"arn:aws:s3:::b/k"}"""));
        var own = new AttachedPolicy
        {
            Name = name,
            Document = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:*","Resource":"*"}]}"""),
            AttachedTo = request.Principal.EntityId,
            Origin = PolicyOrigin.Inline,
        };
        return (await Plans.ForAsync(request, policies with { Identity = [own] }).ConfigureAwait(false))[0].Changes[0].Scripts;
    }

    private static string NameIn(IReadOnlyList<ChangeScript> scripts) => System.Text.RegularExpressions.Regex.Match(scripts[0].Text, "--policy-name '([^']*)'").Groups[1].Value;

    private static bool Writes(string kind, string shellName, string? answer, string? error = null, string? before = WrittenChanges.Before)
    {
        var script = WrittenChanges.ScriptsFor(kind, "name", before)[0];
        script.Format.Should().Be("aws-cli");
        using var shell = new PosixShell(shellName);
        shell.Answer("sqs get-queue-url", "https://sqs.eu-west-1.amazonaws.com/1/name");
        if (answer is not null)
        {
            shell.Answer(Commands[kind].Read, answer);
        }
        else if (error is not null)
        {
            shell.Fail(Commands[kind].Read, error);
        }

        var (exitCode, calls, printed) = shell.Run(script.Text);
        var wrote = calls.Any(call => call[1] == Commands[kind].Write);
        (exitCode == 0).Should().Be(wrote);
        (wrote || printed.Contains(RemediationMessages.NotTheSame, StringComparison.Ordinal)).Should().BeTrue(because: printed);
        return wrote;
    }

    private static IEnumerable<string> Kinds() => Commands.Keys;

    private static IEnumerable<string> OneDocument() => Commands.Keys.Except(["user", "role", "group", "node"]).Append("access point");
}
