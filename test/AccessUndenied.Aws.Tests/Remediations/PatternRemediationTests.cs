using AccessUndenied.Aws.Remediations;
using AccessUndenied.Aws.Tests.Explanations;
using AccessUndenied.Events;
using AccessUndenied.Remediations;
using AccessUndenied.Remediations.Joining;
using AccessUndenied.Reports;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>Findings that could be written shorter: the exact list first, and the pattern beside it with what it opens.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PatternRemediationTests
{
    [Test]
    public async Task Group_ManyObjectsUnderOnePrefix_OffersTheListAndThenThePattern()
    {
        var finding = await GroupAsync([.. Enumerable.Range(0, 5).Select(i => Request("s3:GetObject", $"arn:aws:s3:::b/2026/{i}.csv"))]);
        finding.Remediation!.Changes.Should().ContainSingle().Which.Json.Should().Contain("2026/0.csv").And.Contain("2026/4.csv");
        var pattern = finding.Alternatives.Should().ContainSingle(other => other.Kind == RemediationKind.Grant).Subject;
        pattern.Changes[0].Json.Should().Contain("\"Resource\":\"arn:aws:s3:::b/2026/*\"");
        pattern.Opens.Should().ContainSingle().Which.Should().Contain("everything else that matches").And.Contain("arn:aws:s3:::b/2026/*");
        pattern.Verified.Should().BeTrue();
    }

    [Test]
    public async Task Group_ListThatIsLongerThanAPolicyMayBe_StillHasThePattern()
    {
        var finding = await GroupAsync([.. Enumerable.Range(0, 400).Select(i => Request("s3:GetObject", $"arn:aws:s3:::b/2026/a-rather-long-name-{i}.csv"))]);
        finding.Remediation!.Verified.Should().BeFalse();
        var pattern = finding.Alternatives.Should().ContainSingle(other => other.Kind == RemediationKind.Grant).Subject;
        pattern.Verified.Should().BeTrue();
        pattern.Assumptions.Should().BeEmpty();
    }

    [Test]
    public async Task Group_ObjectsOfDifferentBuckets_HaveNoPattern()
    {
        var finding = await GroupAsync([.. Enumerable.Range(0, 5).Select(i => Request("s3:GetObject", $"arn:aws:s3:::bucket-{i}/k"))]);
        finding.Alternatives.Should().BeEmpty();
    }

    [Test]
    public async Task Group_NamesWithAsterisks_KeepTheirEscapesInThePattern()
    {
        var finding = await GroupAsync([.. Enumerable.Range(0, 3).Select(i => Request("s3:GetObject", $"arn:aws:s3:::b/*/{i}"))]);
        finding.Alternatives.Should().ContainSingle().Which.Changes[0].Json.Should().Contain("arn:aws:s3:::b/${*}/*");
    }

    [Test]
    public async Task Group_CallersWhoCanAllHelpThemselves_IsToldSoFirst()
    {
        var bound = "\"identityPolicies\":[{\"name\":\"P\",\"document\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:PutObject\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"s3:x-amz-server-side-encryption\":\"aws:kms\"}}}]}}]";
        var finding = await GroupAsync([.. Enumerable.Range(0, 3).Select(i => Request("s3:PutObject", $"arn:aws:s3:::b/{i}", bound))]);
        finding.Remediation!.Kind.Should().Be(RemediationKind.CallerChange);
        finding.RemediatedCount.Should().Be(3);
        finding.Alternatives.Should().Contain(other => other.Kind == RemediationKind.Keep);
    }

    private static string Request(string action, string resource, string more = "\"context\":{}") =>
        $$"""{"principal":"arn:aws:sts::111111111111:assumed-role/app/s","action":"{{action}}","resource":"{{resource}}",{{more}}}""";

    private static async Task<Finding> GroupAsync(IReadOnlyList<string> requests)
    {
        var grouping = new ResultGrouping();
        foreach (var json in requests)
        {
            var (request, policies) = StoryCase.Read(System.Text.Encoding.UTF8.GetBytes(json));
            var result = await StoryCase.Simulator.SimulateAsync(request, policies, default);
            var explanation = await StoryCase.ExplainAsync(request, policies);
            var plans = await new RemediationPlanner(StoryCase.Simulator, new AwsPolicyDialect()).PlanAsync([new(request, policies, result, explanation)], default);
            grouping.Add(ResultBuilder.Of(new AccessDeniedEvent { Id = "e" }, [new(request, policies, result, explanation)], plans));
        }

        return grouping.ToFindings().Should().ContainSingle().Subject;
    }
}
