using AccessUndenied.Reports;

namespace AccessUndenied.Core.Tests.Reports;

public sealed class TerminalTextTests
{
    [Test]
    public void Of_LongSentence_BreaksBetweenWordsAndGoesOnUnderItself() => TerminalText.Of(
        "  because    No policy of the role allows it and so it was refused by the first gate.\n", new(50)).Should().Be(
        """
          because    No policy of the role allows it and
                     so it was refused by the first gate.

        """.ReplaceLineEndings("\n"));

    [TestCase("  run        aws iam put-role-policy --role-name 'a' --policy-document '{}'\n")]
    [TestCase("               {\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}\n")]
    [TestCase("  resource   arn:aws:s3:::a-bucket-with-a-long-name/and/a/key/that/is/longer/than/the/window\n")]
    [TestCase("Missing allow in a resource-based policy in cross-account access\n")]
    public void Of_WhatIsCopied_StaysOnItsLine(string line) => TerminalText.Of(line, new(50)).Should().Be(line);

    [TestCase("Explicit deny in a service-control policy\n", "\u001B[1m\u001B[31mExplicit deny in a service-control policy\u001B[0m\n")]
    [TestCase("Missing allow in a session policy\n", "\u001B[1m\u001B[33mMissing allow in a session policy\u001B[0m\n")]
    [TestCase("Allowed\n", "\u001B[1m\u001B[32mAllowed\u001B[0m\n")]
    [TestCase("  gates      SCP open > [identity CLOSED]\n", "  gates      SCP open > \u001B[31m[identity CLOSED]\u001B[0m\n")]
    [TestCase("  remedy     Allow it.  (verified by simulating it)\n", "  remedy     Allow it.  \u001B[32m(verified by simulating it)\u001B[0m\n")]
    [TestCase("  do         [verified] Allow it.\n", "  do         \u001B[32m[verified]\u001B[0m Allow it.\n")]
    [TestCase("             [verified] Allow it.\n", "             [verified] Allow it.\n")]
    [TestCase("  note       Nothing here.\n", "  note       Nothing here.\n")]
    public void Of_Color_MarksConclusionGateAndRemedy(string line, string expected) => TerminalText.Of(line, new(usesColor: true)).Should().Be(expected);

    [Test]
    public void Write_HostileTextInColor_HasNoEscapesButOurs([Range(0, 11)] int text)
    {
        var colored = WrittenReport.Laid(SampleResults.With(SampleResults.Hostile[text]), new(usesColor: true));

        colored.Split('\u001B')[1..].Should().OnlyContain(part => part.StartsWith("[0m") || part.StartsWith("[1m") || part.StartsWith("[31m") || part.StartsWith("[32m") || part.StartsWith("[33m"));
        colored.Replace("\u001B[0m", "").Replace("\u001B[1m", "").Replace("\u001B[31m", "").Replace("\u001B[32m", "").Replace("\u001B[33m", "")
            .Should().Be(WrittenReport.Of(ReportFormat.Text, [SampleResults.With(SampleResults.Hostile[text])]));
    }
}
