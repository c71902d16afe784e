using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>Names that somebody chose to have the reader's shell, or the AWS CLI, do something else.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class HostileCommandTests
{
    private static readonly string[] s_carried =
    [
        "it's", "$(touch pwned)", "`touch pwned`", "; touch pwned #", "'; touch pwned; '", "\"; touch pwned; \"", "a b", "*", "~", "-x", "--query", "${IFS}", "a\\", "naïve", "|touch pwned", "&touch pwned&", "x)touch pwned;;",
    ];

    private static readonly string[] s_refused =
        ["a\ntouch pwned", "a\rb", "\u001B]52;c;eA==\u0007", "a\u202Eb", "\u3164", "\uD83D\uDE00", "a\0b"];

    private static readonly string[] s_addresses = ["file:///etc/passwd", "FileB:///etc/passwd", "http://evil.example/x", "HTTPS://evil.example/x"];

    // Of ARNs as values only the whole one is a word, which no name can turn into an address or an option.
    private static readonly string[] s_kindsByName = ["user", "role", "group", "trust", "queue", "endpoint", "node"];

    [TestCaseSource(nameof(Everywhere))]
    public void Run_NameInAnyPlace_IsOneWordAndRunsNothing(string shellName, string kind, string name)
    {
        var commands = WrittenChanges.ScriptsFor(kind, name, before: IsNew(kind) ? null : WrittenChanges.Before).FirstOrDefault(script => script.Format == "aws-cli");
        if (commands is null)
        {
            return;
        }

        using var shell = new PosixShell(shellName);
        var last = name.Split('/')[^1];
        shell.Answer("sts get-caller-identity", WrittenChanges.Account);
        shell.Answer("organizations create-policy", "p-1");
        shell.Answer("sqs get-queue-url", "https://sqs.eu-west-1.amazonaws.com/1/q");
        shell.Fail($"iam get-{kind}-policy", "NoSuchEntity");
        foreach (var text in new[] { commands.Text, commands.FileText })
        {
            var (_, calls, printed) = shell.Run(text);

            shell.Left.Should().BeEmpty(because: text);
            calls.Should().NotBeEmpty(because: text + printed);
            calls.Should().OnlyContain(call => call.Take(2).All(word => word.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && !word.StartsWith('-')), because: text);
            calls.SelectMany(call => call).Where(word => word.Contains("touch", StringComparison.Ordinal) && !word.EndsWith(last, StringComparison.Ordinal)).Should().BeEmpty(because: text);
            calls.SelectMany(call => call.Skip(2)).Should().NotContain(word => word.StartsWith('-') && !word.StartsWith("--", StringComparison.Ordinal), because: text);
            (kind is "set" || calls.SelectMany(call => call).Any(word => word.EndsWith(name, StringComparison.Ordinal))).Should().BeTrue(because: text);
        }
    }

    [Test]
    public void ScriptsOf_NameThatNoCommandCanCarry_GivesTheStatementAndTheReason([ValueSource(nameof(s_refused))] string name)
    {
        foreach (var kind in s_kindsByName)
        {
            var scripts = WrittenChanges.ScriptsFor(kind, name);

            scripts.Should().NotContain(script => script.Format.StartsWith("aws-cli", StringComparison.Ordinal));
            scripts[0].Format.Should().Be("by-hand");
            scripts[0].Heading.Should().Contain("no command is written");
            JsonNode.Parse(scripts[0].Text)!["Statement"].Should().NotBeNull();
        }
    }

    [Test]
    public void ScriptsOf_NameLikeAnAddress_GivesNoCommandThatWouldReadIt([ValueSource(nameof(s_addresses))] string name)
    {
        var scripts = WrittenChanges.ScriptsFor("endpoint", name).Concat(WrittenChanges.ScriptsFor("queue", name));

        // An endpoint's name is what follows the last slash; a queue's is the whole.
        scripts.Where(script => script.Format == "aws-cli").Should().NotContain(script => script.Text.Contains(name, StringComparison.Ordinal));
        scripts.Should().Contain(script => script.Heading.Contains("which the AWS CLI would read", StringComparison.Ordinal));
    }

    [TestCaseSource(nameof(Everywhere))]
    public void Text_OfAnyFormat_HasNoCommentAndNoHeading(string shellName, string kind, string name)
    {
        _ = shellName;
        foreach (var script in WrittenChanges.ScriptsFor(kind, name, isKnown: kind != "access point"))
        {
            script.Text.Split('\n').Should().NotContain(line => line.TrimStart().StartsWith('#'), because: script.Format);
            script.Heading.Should().NotContain(name.Length > 1 ? name : "\0");
        }
    }

    [Test]
    public void Run_HostileDocument_ReachesTheServiceUnchanged([ValueSource(nameof(AllNames))] string name, [ValueSource(typeof(PosixShell), nameof(PosixShell.Shells))] string shellName)
    {
        var change = WrittenChanges.Of("role", "app", before: null, resource: "arn:aws:s3:::b/" + name);
        using var shell = new PosixShell(shellName);
        shell.Fail("iam get-role-policy", "NoSuchEntity");

        var (exitCode, calls, printed) = shell.Run(new AccessUndenied.Aws.Remediations.AwsPolicyDialect().ScriptsOf(change)[0].Text);

        exitCode.Should().Be(0, because: printed);
        shell.Left.Should().BeEmpty();
        JsonNode.DeepEquals(JsonNode.Parse(SnapshotAccounts.OptionOf(calls.Should().ContainSingle(call => call[1] == "put-role-policy").Subject, "policy-document")!), JsonNode.Parse(change.Document)).Should().BeTrue();
    }

    [Test]
    public void ScriptsOf_ExclamationMarkBetweenDoubleQuotes_IsNotWritten()
    {
        foreach (var script in WrittenChanges.ScriptsFor("node", "ou!1", before: null, resource: "arn:aws:s3:::b/!x").Concat(WrittenChanges.ScriptsFor("queue", "q!1", before: null)).Where(script => script.Format == "aws-cli"))
        {
            InDoubleQuotes(script.Text).Should().NotContain("!");
        }
    }

    [Test]
    public void ScriptsOf_PowerShell_DoublesQuotesAndRefusesWhatItCannotHandOver()
    {
        WrittenChanges.ScriptsFor("role", "it's").Single(script => script.Format == "aws-cli-powershell").Text.Should().Contain("--role-name 'it''s'").And.Contain("@'\n{").And.Contain("\n'@)");
        foreach (var name in new[] { "a\"b", "a\u2019b", "-x", "a%b", "a&b", "a\\" })
        {
            WrittenChanges.ScriptsFor("role", name).Should().NotContain(script => script.Format == "aws-cli-powershell", because: name);
        }
    }

    [Test]
    public void Profile_WithHostileName_IsOneWord()
    {
        var script = WrittenChanges.ScriptsFor("role", "app", before: null, options: new() { Profile = "a'; touch pwned; '" })[0];
        using var shell = new PosixShell();
        shell.Fail("iam get-role-policy", "NoSuchEntity");

        var (_, calls, _) = shell.Run(script.Text);

        calls.Should().HaveCount(2).And.OnlyContain(call => SnapshotAccounts.OptionOf(call, "profile") == "a'; touch pwned; '");
        shell.Left.Should().BeEmpty();
    }

    private static string InDoubleQuotes(string text)
    {
        var start = text.IndexOf("\"$(", StringComparison.Ordinal);
        return start < 0 ? "" : text[start..text.IndexOf(")\"", start, StringComparison.Ordinal)];
    }

    private static bool IsNew(string kind) => kind is "user" or "role" or "group" or "node" or "function";

    private static IEnumerable<string> AllNames() => s_carried.Concat(s_addresses).Concat(s_refused.Where(name => !name.Contains('\0', StringComparison.Ordinal))).Append("x!y!!");

    // Every name in one kind for each shell, and every kind with the worst of them.
    private static IEnumerable<TestCaseData> Everywhere() =>
        from shell in PosixShell.Shells
        from pair in s_carried.Select(name => ("role", name)).Concat(
            from kind in WrittenChanges.Kinds
            from name in new[] { "$(touch pwned)", "'; touch pwned; '", "--query" }
            select (kind.Kind, name))
        select new TestCaseData(shell, pair.Item1, pair.Item2);
}
