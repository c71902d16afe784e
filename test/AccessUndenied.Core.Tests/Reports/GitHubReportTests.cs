using AccessUndenied.Reports;

namespace AccessUndenied.Core.Tests.Reports;

public sealed class GitHubReportTests
{
    [Test]
    public void Write_Results_AreAnnotationsOfTheLevelOfTheirConclusion() =>
        WrittenReport.Of(ReportFormat.GitHub, [SampleResults.Refused(), SampleResults.MissingAllow()]).Should().Be(
            """
            ::error title=Missing allow in an identity-based policy::No identity-based policy of arn:aws:iam::111111111111:role/app allows s3:GetObject on arn:aws:s3:::bucket/key. (event event-0)%0AAllow it in the policy of arn:aws:iam::111111111111:role/app. [verified]
            ::notice title=Refused by the service%2C not by a policy::The vault's owner has sealed it. (event event-0)
            2 denied events: 1 × Allowed; 1 × Missing allow in an identity-based policy.

            """.ReplaceLineEndings("\n"));

    [TestCase(10, 10)]
    [TestCase(11, 10)]
    [TestCase(5000, 10)]
    public void Write_MoreThanGitHubShows_CountsTheOthersInTheLast(int results, int lines)
    {
        var text = WrittenReport.Of(ReportFormat.GitHub, Enumerable.Range(0, results).Select(i => SampleResults.MissingAllow($"app-{i}", minutes: i))).Split('\n');

        text.Count(line => line.StartsWith("::error", StringComparison.Ordinal)).Should().Be(lines);
        text.Any(line => line.StartsWith($"::error::… {results - 9:N0} more, ", StringComparison.Ordinal)).Should().Be(results > 10);
    }

    [Test]
    public void Write_HostileTextInEveryField_BeginsNoCommandOfItsOwn([Range(0, 11)] int text)
    {
        var hostile = SampleResults.Hostile[text];
        foreach (var line in WrittenReport.Of(ReportFormat.GitHub, [SampleResults.With("\n::add-mask::" + hostile)]).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            (line.StartsWith("::error title=", StringComparison.Ordinal) || line.StartsWith("1 denied event", StringComparison.Ordinal)).Should().BeTrue(because: line);
        }
    }

    [TestCase("a:b,c%d", "::error file=a%3Ab%2Cc%25d,line=3,title=t%3A%2C%25::50% %25 done")]
    public void Error_CharactersOfCommands_AreEscapedByTheirPlace(string file, string expected) =>
        GitHubAnnotation.Error("50% %25 done".Replace("%25", "%", StringComparison.Ordinal), "t:,%", file, 3).Should().Be(expected.Replace("50% %25", "50%25 %25", StringComparison.Ordinal));
}
