using AccessUndenied.Remediations;

namespace AccessUndenied.Aws.Tests.Remediations.Opening;

[Parallelizable(ParallelScope.All)]
public sealed class OpenedAccessTests
{
    private const string Role = "arn:aws:iam::111111111111:role/app";

    [Test]
    public async Task OpensExactly_NewAllowOfTheRequest_IsTheRequestAndNothingElse()
    {
        var plan = (await Plans.ForAsync(Request("s3:GetObject", "arn:aws:s3:::b/x")))[0];

        var part = plan.OpensExactly.Should().ContainSingle().Subject;
        part.Principal.Should().Be(Role);
        part.Actions.Should().Equal("s3:GetObject");
        part.Resources.Should().Equal("arn:aws:s3:::b/x");
        part.Conditions.Should().BeEmpty();
        part.Example.Should().BeNull();
        plan.Opens.Should().ContainSingle().Which.Should().EndWith("and nothing else.");
    }

    [Test]
    public async Task OpensExactly_KeyThatSpellsAWildcard_StaysOneKey()
    {
        var plan = (await Plans.ForAsync(Request("s3:GetObject", "arn:aws:s3:::b/*")))[0];

        var read = plan.OpensExactly.Select(part => new OpenedReader(part)).ToList();
        var isWider = plan.Changes[0].Json.Contains("\"arn:aws:s3:::b/*\"", StringComparison.Ordinal);
        read.Exists(part => part.Contains("s3:GetObject", "arn:aws:s3:::b/other", AccessUndenied.Requests.RequestContext.Empty)).Should().Be(isWider);
        plan.Opens.Any(sentence => sentence.Contains("nothing else", StringComparison.Ordinal)).Should().Be(!isWider);
    }

    [Test]
    public async Task OpensExactly_DenyOfAnotherLayerWithACondition_LeavesOutWhatItKeepsBack()
    {
        var plan = (await Plans.ForAsync(Request(
            "s3:GetObject", "arn:aws:s3:::b/x",
            """
            "context":{"aws:RequestedRegion":"eu-west-1"},
            "serviceControlPolicies":[{"target":"r-1","policies":[{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},
              {"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":"eu-west-1"}}}]}]}]
            """)))[0];

        plan.OpensExactly.Should().ContainSingle().Which.Conditions.Should().Equal("StringEquals aws:RequestedRegion eu-west-1");
    }

    [Test]
    public async Task OpensExactly_GuardrailNarrowedForTheCaller_IsAllThatItsPoliciesAllowThere()
    {
        var plan = (await Plans.ForAsync(Request(
            "s3:PutObject", "arn:aws:s3:::b/x",
            """
            "identityPolicies":[{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}],
            "serviceControlPolicies":[{"target":"r-1","policies":[{"name":"P","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},
              {"Effect":"Deny","Action":["s3:Put*","ec2:*"],"Resource":"*"}]}}]}]
            """))).First(candidate => candidate.Changes.Count > 0);

        var inside = plan.OpensExactly[0];
        inside.Principal.Should().Be(Role);
        inside.Actions.Should().Equal("s3:Put*");
        inside.Example.Should().NotBeNull();
        plan.Opens.Should().NotContain(sentence => sentence.Contains("nothing else", StringComparison.Ordinal));
    }

    // No narrower change of the kinds that are offered would do: nothing that a change adds can be left out or be replaced by the request's own.
    [TestCase("s3:GetObject", "arn:aws:s3:::b/x")]
    [TestCase("sqs:SendMessage", "arn:aws:sqs:eu-west-1:111111111111:q")]
    public async Task Changes_OfAGrant_NameTheRequestAlone(string action, string resource)
    {
        var plans = await Plans.ForAsync(Request(action, resource));

        foreach (var part in plans.Where(plan => plan is { Verified: true, Kind: RemediationKind.Grant, Changes.Count: > 0 }).SelectMany(plan => plan.OpensExactly))
        {
            part.Actions.Should().Equal(action);
            part.Resources.Should().Equal(resource);
        }
    }

    private static string Request(string action, string resource, string more = "\"identityPolicies\":[]") =>
        $$"""{"principal":"{{Role}}","action":"{{action}}","resource":"{{resource}}",{{more}}}""";
}
