using AccessUndenied.Reports;

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

    [TestCase("it's (fine), really; \"yes\"", "it's (fine), really; \"yes\"")]
    [TestCase("policy 'Region*Lock'.", "policy '`Region*Lock`'.")]
    [TestCase("1. not a list", "`1`. not a list")]
    [TestCase("12 of 1,000", "12 of 1,000")]
    [TestCase("see http://example.com/a", "see `http://example.com/a`")]
    [TestCase("a`b", "`` a`b ``")]
    public void Sentence_Words_AreCodeWhereTheyCouldBeMarkup(string text, string expected) => MarkdownText.Sentence(text).Should().Be(expected);
}
