namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>The commands as people run them: pasted into the shell that they have open.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PastedCommandTests
{
    [Test]
    public void Shells_OfTheScripts_AreTriedHere([Values("bash", "zsh")] string name)
    {
        if (!PosixShell.Shells.Contains(name))
        {
            Assert.Ignore($"{name} is not installed: nothing was run in it");
        }

        using var shell = new PosixShell(name);
        shell.Paste("aws sts get-caller-identity\n").Calls.Should().ContainSingle();
    }

    [TestCaseSource(nameof(Everywhere))]
    public void Paste_NameInAnyPlace_IsOneWordAndRunsNothing(string shellName, string kind, string name)
    {
        var isNew = kind is "user" or "role" or "group" or "node" or "function";
        if (WrittenChanges.ScriptsFor(kind, name, before: isNew ? null : WrittenChanges.Before, resource: "arn:aws:s3:::b/" + name).FirstOrDefault(script => script.Format == "aws-cli") is not { } script)
        {
            return;
        }

        using var shell = new PosixShell(shellName);
        shell.Answer("organizations create-policy", "p-1");
        shell.Answer("sqs get-queue-url", "https://sqs.eu-west-1.amazonaws.com/1/q");

        var (_, calls, printed) = shell.Paste(script.Text);

        shell.Left.Should().BeEmpty(because: script.Text);
        printed.Should().NotContain("event not found").And.NotContain("parse error").And.NotContain("syntax error", because: script.Text);
        calls.Should().NotBeEmpty(because: script.Text + printed);
        (kind is "set" || calls.SelectMany(call => call).Any(word => word.EndsWith(name, StringComparison.Ordinal))).Should().BeTrue(because: script.Text + printed);
    }

    private static IEnumerable<TestCaseData> Everywhere() =>
        from shell in PosixShell.Shells
        from kind in WrittenChanges.Kinds
        from name in new[] { "x!y!!", "!touch pwned", "# $(touch pwned)", "'; touch pwned; '", "=ls", "a[1]" }
        select new TestCaseData(shell, kind.Kind, name);
}
