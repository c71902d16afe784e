using AccessUndenied.Reports;
using AccessUndenied.Results;

namespace AccessUndenied.Core.Tests.Reports;

public sealed class TextReportTests
{
    [Test]
    public void ToText_RegionLock_ReadsAsAPersonWouldTellIt() => TextReport.ToText(SampleResults.RegionLock()).Should().Be(
        """
        Explicit deny in a service-control policy
          event      event-0, 2026-01-01 12:00:00 UTC
          who        arn:aws:sts::111111111111:assumed-role/app/session
          action     ec2:RunInstances
          resource   *
          gates      [SCP CLOSED]
          because    Deny in SCP 'RegionLock' on OU 'Workloads': aws:RequestedRegion is eu-west-3, the statement exempts eu-west-1 and us-east-1.
                     policy RegionLock, arn:aws:organizations::111111111111:policy/o-1/service_control_policy/p-1, attached to Workloads (ou-1)
                     {"Sid": "Lock", "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:RequestedRegion": ["eu-west-1", "us-east-1"]}}}
          remedy     Exempt eu-west-3.  (verified by simulating it)
                     replace statement 0 of the service control policy 'RegionLock':
                       {"Sid": "Lock", "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:RequestedRegion": ["eu-west-1", "us-east-1", "eu-west-3"]}}}
                       + Condition StringNotEquals aws:RequestedRegion = eu-west-3
          opens      Lifts the deny for everybody whose aws:RequestedRegion is eu-west-3: * on *.
          run in     account 111111111111, by whoever may change app. With the AWS CLI for a POSIX shell (sh, bash, zsh):
          run        aws iam put-role-policy --role-name 'app' --policy-name 'Sample' --policy-document '{"Version":"2012-10-17","Statement":[{"Sid":"Lock","Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1","us-east-1","eu-west-3"]}}}]}'
          or keep    Change nothing, if the deny is a guardrail that meant requests like this one.  (to be weighed)
          error text agrees with this conclusion

        """.ReplaceLineEndings("\n"));

    [Test]
    public void ToText_EveryKind_IsNamedAndInOrder()
    {
        var lines = TextReport.ToText(EveryKind()).Split('\n').Where(line => line.Contains("Way ", StringComparison.Ordinal)).Select(line => line.Split("  (")[0]);

        lines.Should().Equal("  first      Way 0.", "  or         Way 1.", "  remedy     Way 2.", "  guardrail  Way 3.", "  or         Way 4.", "  or keep    Way 5.");
    }

    [Test]
    public void ToMarkdown_EveryKind_IsNamed() => MarkdownReport.ToMarkdown(EveryKind()).Should()
        .ContainAll("**First, without changing a policy** (", "**What to change** (", "**Loosening a guardrail** (", "**Or keep** (");

    [Test]
    public void Write_EveryKindInHtml_IsNamed() => WrittenReport.Of(ReportFormat.Html, [EveryKind()]).Should()
        .ContainAll("First, without changing a policy", "What to change", "Loosening a guardrail", "Or keep");

    [Test]
    public void ToText_VerifiedUnderAssumptions_SaysSoWhereItSaysVerified()
    {
        var result = SampleResults.MissingAllow();
        result = result with { Remediations = [new Remediation(result.Remediations[0]) { Verified = true, Assumptions = [new("assumed-harmless", "What could not be read is taken not to stand in the way: a policy.")] }] };

        TextReport.ToText(result).Should().Contain("(verified by simulating it, if what is assumed holds)").And.NotContain("(verified by simulating it)");
    }

    [Test]
    public void ToText_ManyParts_AreAllSaid()
    {
        var result = SampleResults.MissingAllow();
        result = result with { Remediations = [new Remediation(result.Remediations[0]) { Opens = [.. Enumerable.Range(0, 9).Select(i => $"Part {i}.")] }] };

        Enumerable.Range(0, 9).Should().OnlyContain(i => TextReport.ToText(result).Contains($"  opens      Part {i}.", StringComparison.Ordinal));
    }

    private static AnalysisResult EveryKind()
    {
        var result = SampleResults.MissingAllow();
        RemediationKind[] kinds = [RemediationKind.CallerChange, RemediationKind.CallerChange, RemediationKind.Grant, RemediationKind.GuardrailChange, RemediationKind.GuardrailChange, RemediationKind.Keep];
        return result with
        {
            Remediations = [.. kinds.Select((kind, i) => new Remediation(result.Remediations[0])
            {
                Kind = kind,
                Sentence = $"Way {i}.",
                Changes = kind is RemediationKind.CallerChange or RemediationKind.Keep ? [] : result.Remediations[0].Changes,
            })],
        };
    }

    [Test]
    public void ToText_ServiceRefuses_SaysSoFirst() => TextReport.ToText(SampleResults.Refused()).Should()
        .StartWith("Refused by the service, not by a policy\n").And.Contain(
            """
              message    The vault is sealed.
              refused    The vault's owner has sealed it.
              do         Ask for the seal to be lifted.
              see        https://example.com/vaults

            """.ReplaceLineEndings("\n")).And.NotContain("Allowed");

    [Test]
    public void ToText_PerhapsTheService_SaysPerhaps() => TextReport.ToText(SampleResults.MissingAllow() with
    {
        Refusal = new() { Id = "vault-sealed", Reason = "The vault's owner has sealed it.", Advice = "Ask.", Page = "https://example.com/vaults", IsCertain = false },
    }).Should().StartWith("Missing allow in an identity-based policy\n").And.Contain("  perhaps    The vault's owner has sealed it.\n");

    [Test]
    public void Write_SeveralResults_EndsWithTheirCounts() => WrittenReport.Of(ReportFormat.Text, SampleResults.Many(10)).Should()
        .EndWith("\n\n10 denied events: 6 × Missing allow in an identity-based policy; 2 × Missing allow in a resource-based policy; 2 × Explicit deny in a service-control policy.\n");

    [Test]
    public void Write_Findings_TellHowManyAndWhen() => WrittenReport.Grouped(ReportFormat.Text, Enumerable.Range(0, 30).Select(i => SampleResults.RegionLock(minutes: i))).Should()
        .StartWith("Explicit deny in a service-control policy: 30 denied events\n  when       2026-01-01 12:00:00 UTC to 2026-01-01 12:29:00 UTC\n");

    [Test]
    public void ToText_LongLists_AreShortenedInStatements() =>
        JsonText.OneLine($$"""{"Action": [{{string.Join(',', Enumerable.Range(0, 20).Select(i => $"\"s3:A{i}\""))}}]}""", 3).Should().Be("""{"Action": ["s3:A0", "s3:A1", "s3:A2", … 17 more]}""");

    [Test]
    public void ToText_LongLinesOfJson_BreakWhereTheyMust() =>
        JsonText.Lines("""{"a":1,"b":["x","y"],"c":{"d":["arn:aws:s3:::a-rather-long-name-of-a-bucket/with/a/key","arn:aws:s3:::another-long-name-of-a-bucket/with/a/key"]}}""").Should().Be(
            """
            {
              "a": 1,
              "b": ["x", "y"],
              "c": {
                "d": [
                  "arn:aws:s3:::a-rather-long-name-of-a-bucket/with/a/key",
                  "arn:aws:s3:::another-long-name-of-a-bucket/with/a/key"
                ]
              }
            }
            """.ReplaceLineEndings("\n"));
}
