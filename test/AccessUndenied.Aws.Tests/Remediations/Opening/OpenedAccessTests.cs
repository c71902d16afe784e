using AccessUndenied.Policies;
using AccessUndenied.Remediations.Opening;
using AccessUndenied.Results;

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

    // What is opened is said, and not what is left of it.
    [TestCase("{\"StringLike\":{\"s3:prefix\":[\"a/*\",\"b\"]},\"StringNotLike\":{\"s3:prefix\":\"a/*\"}}", "StringLike s3:prefix b")]
    [TestCase("{\"StringLike\":{\"s3:prefix\":[\"a/*\",\"*b\"]},\"StringNotLike\":{\"s3:prefix\":\"a/*\"}}", "StringLike s3:prefix *b; StringNotLike s3:prefix a/*")]
    [TestCase("{\"StringEquals\":{\"aws:ResourceTag/o\":[\"${aws:username}\",\"x\"]},\"StringNotEquals\":{\"aws:ResourceTag/o\":\"${aws:username}\"}}", "StringEquals aws:ResourceTag/o x; StringNotEquals aws:ResourceTag/o ${aws:username}")]
    [TestCase("{\"IpAddress\":{\"aws:SourceIp\":[\"10.0.0.0/8\",\"192.0.2.1\"]},\"NotIpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}}", "IpAddress aws:SourceIp 192.0.2.1")]
    [TestCase("{\"IpAddress\":{\"aws:SourceIp\":[\"10.0.0.0/8\",\"192.0.2.0/24\"]},\"NotIpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}}", "IpAddress aws:SourceIp 192.0.2.0/24; NotIpAddress aws:SourceIp 10.0.0.0/8")]
    [TestCase("{\"NumericLessThan\":{\"s3:max-keys\":[\"5\",\"9\"]},\"NumericNotEquals\":{\"s3:max-keys\":\"5\"}}", "NumericLessThan s3:max-keys [\"5\",\"9\"]; NumericNotEquals s3:max-keys 5")]
    public void Of_ValuesThatAnotherConditionRulesOut_AreLeftOut(string condition, string expected)
    {
        var statement = PolicyDocument.Parse($$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{{{condition}}}}}""").Statements[0];

        var part = OpenedPart.Of(Role, OpenedTo.Caller, AccessBox.Everything with { Conditions = statement.Conditions }, [], static _ => false)!;

        string.Join("; ", part.Box.Conditions.Select(ConditionText.Of)).Should().Be(expected);
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
