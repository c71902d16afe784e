using AccessUndenied.Reports;
using Markdig.Syntax;

namespace AccessUndenied.Core.Tests.Reports;

public sealed class MarkdownReportTests
{
    [Test]
    public void ToMarkdown_ServiceRefuses_SaysSoFirst() => MarkdownReport.ToMarkdown(SampleResults.Refused()).Should()
        .StartWith("### Refused by the service, not by a policy: `s3:GetObject`\n").And.Contain(
            """
            - **Message:** The vault is sealed.
            - **Refused:** The vault's owner has sealed it.
            - **What to do:** Ask for the seal to be lifted.
            - **See:** `https://example.com/vaults`

            """.ReplaceLineEndings("\n"));

    [Test]
    public void ToMarkdown_MissingAllow_PastesIntoAPullRequest() => MarkdownReport.ToMarkdown(SampleResults.MissingAllow()).Should().Be(
        """
        ### Missing allow in an identity-based policy: `s3:GetObject`

        - **Who:** `arn:aws:sts::111111111111:assumed-role/app/session`
        - **Action:** `s3:GetObject`
        - **Resource:** `arn:aws:s3:::bucket/key`
        - **Event:** `event-0`, 2026-01-01 12:00:00 UTC
        - **Gates:** SCP open → resource not needed → **identity closed**

        **Why**

        - No identity-based policy of `arn:aws:iam::111111111111:role/app` allows `s3:GetObject` on `arn:aws:s3:::bucket/key`.

        **What to change** (verified by simulating it)

        Allow it in the policy of `arn:aws:iam::111111111111:role/app`.

        - add to the identity-based policy of `arn:aws:iam::111111111111:role/app`:

          ```json
          {
            "Version": "2012-10-17",
            "Statement": [
              {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/key"}
            ]
          }
          ```

          With the AWS CLI for a POSIX shell (sh, bash, zsh). In account 111111111111, by whoever may change app.

          ```sh
          aws iam put-role-policy --role-name 'app' --policy-name 'Sample' --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/key"}]}'
          ```

        What else it opens:

        - Lets `arn:aws:iam::111111111111:role/app` do it, and nothing else.

        """.ReplaceLineEndings("\n"));

    [Test]
    public void Write_SeveralResults_BeginsWithWhatTheyCameTo() => WrittenReport.Of(ReportFormat.Markdown, [SampleResults.RegionLock(), SampleResults.MissingAllow(minutes: 1), SampleResults.MissingAllow(minutes: 2)])
        .Should().StartWith(
            """
            ## Denied requests

            **3 denied events**, 2026-01-01 12:00:00 UTC to 2026-01-01 12:02:00 UTC:

            - 2 × Missing allow in an identity-based policy
            - 1 × Explicit deny in a service-control policy

            For each of them the first remedy below is verified by simulating it.

            ### Explicit deny in a service-control policy: `ec2:RunInstances`
            """.ReplaceLineEndings("\n"));

    [TestCase(400, false)]
    [TestCase(400, true)]
    [TestCase(20_000, false)]
    public void Write_MoreThanACommentHolds_LeavesOutWholeSectionsAndCountsThem(int count, bool grouped)
    {
        var results = Enumerable.Range(0, count).Select(i => SampleResults.MissingAllow($"application-{i}", minutes: i)).ToList();

        var text = grouped ? WrittenReport.Grouped(ReportFormat.Markdown, results) : WrittenReport.Of(ReportFormat.Markdown, results);

        text.Length.Should().BeLessThanOrEqualTo(65_536).And.BeGreaterThan(50_000);
        Markdig.Markdown.Parse(text).Descendants<Markdig.Syntax.FencedCodeBlock>().Should().OnlyContain(block => block.ClosingFencedCharCount > 0);
        var sections = text.Split("### Missing").Length - 1;
        text.Should().Contain($"### … {count - sections:N0} more, in short\n");
        var lines = text.Split("\n- Missing").Length - 1;
        text.Should().EndWith($"- … {count - sections - lines:N0} more, which have no room in one comment (65,536 characters); the JSON and HTML formats have all of them.\n");
    }

    [Test]
    public void Write_OneResultLongerThanAComment_IsALine()
    {
        var text = WrittenReport.Of(ReportFormat.Markdown, [SampleResults.MissingAllow(resource: "arn:aws:s3:::bucket/" + new string('x', 70_000))]);

        text.Length.Should().BeLessThan(1_000);
        text.Should().Contain("### … 1 more, in short").And.Contain("- Missing allow in an identity-based policy: `s3:GetObject` on `arn:aws:s3:::bucket/xxx");
    }

    [TestCase("it's (fine), really; \"yes\"", "it's (fine), really; \"yes\"")]
    [TestCase("policy 'Region*Lock'.", "policy '`Region*Lock`'.")]
    [TestCase("1. not a list", "`1`. not a list")]
    [TestCase("12 of 1,000", "12 of 1,000")]
    [TestCase("see http://example.com/a", "see `http://example.com/a`")]
    [TestCase("a`b", "`` a`b ``")]
    public void Sentence_Words_AreCodeWhereTheyCouldBeMarkup(string text, string expected) => MarkdownText.Sentence(text).Should().Be(expected);
}
