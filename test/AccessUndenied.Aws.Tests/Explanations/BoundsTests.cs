using System.Text;
using AccessUndenied.Aws.Tests.Remediations;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Explanations;

/// <summary>What one event may cost, whatever its policies hold.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class BoundsTests
{
    private const string Deny = """{"Effect":"Deny","Action":"s3:GetObject","Resource":"*"}""";
    private const string HangingDeny = """{"Effect":"Deny","Action":"s3:GetObject","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-NUMBER"}}}""";

    [TestCase(20, 20, null)]
    [TestCase(21, 20, "1 more statement of an identity-based policy may deny the request as well")]
    [TestCase(1600, 20, "1580 more statements of an identity-based policy may deny the request as well")]
    public async Task Explain_ManyDenies_TellsOfTwentyAndCountsTheRest(int denies, int told, string? note)
    {
        var (request, policies) = StoryCase.Read(Request(denies, Deny, "[]"));

        var explanation = await StoryCase.ExplainAsync(request, policies);

        explanation.Causes.Should().HaveCount(told);
        var counted = explanation.Evidence.Notes.SingleOrDefault(note => note.Id == "more-denies");
        if (note is null)
        {
            counted.Should().BeNull();
        }
        else
        {
            counted!.Text.Should().StartWith(note);
        }
    }

    [Test]
    public async Task Explain_ManyDeniesThatHangOnUnknownValues_TellsOfTwentyAndCountsTheRest()
    {
        var (request, policies) = StoryCase.Read(Request(300, HangingDeny, "[\"aws:SourceVpc\"]"));

        var explanation = await StoryCase.ExplainAsync(request, policies);

        explanation.Causes.Should().HaveCount(20);
        explanation.Evidence.Notes.Should().ContainSingle(note => note.Text.StartsWith("280 more statements", StringComparison.Ordinal));
    }

    [Test]
    public async Task Plan_MoreDeniesThanAnybodyReviews_OffersNoChangeOfThem()
    {
        var (request, policies) = StoryCase.Read(Request(21, Deny, "[]"));

        var plans = await Plans.ForAsync(request, policies);

        plans.Should().ContainSingle().Which.Kind.Should().Be(RemediationKind.Keep);
    }

    [Test]
    public async Task Plan_AsManyDeniesAsAreTold_ChangesThemAll()
    {
        var (request, policies) = StoryCase.Read(Request(20, Deny, "[]"));

        var plans = await Plans.ForAsync(request, policies);

        plans[0].Kind.Should().Be(RemediationKind.GuardrailChange);
        plans[0].Changes.Should().HaveCount(20);
    }

    private static byte[] Request(int denies, string deny, string unknown)
    {
        var statements = string.Join(',', Enumerable.Range(0, denies).Select(number => deny.Replace("NUMBER", $"{number}", StringComparison.Ordinal)));
        return Encoding.UTF8.GetBytes($$$"""
            {"principal":"arn:aws:iam::111111111111:role/app","action":"s3:GetObject","resource":"arn:aws:s3:::b/k","resourceAccount":"111111111111","unknownContextKeys":{{{unknown}}},
             "context":{"aws:PrincipalArn":"arn:aws:iam::111111111111:role/app"},
             "identityPolicies":[{"name":"p","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"},{{{statements}}}]}}]}
            """);
    }
}
