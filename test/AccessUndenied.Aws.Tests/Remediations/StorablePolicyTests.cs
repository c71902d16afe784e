using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Tests.Explanations;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Reports;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>What is handed out to be put in place is taken by AWS, or says why it is not.</summary>
public sealed class StorablePolicyTests
{
    private const string Bucket = "arn:aws:s3:::bkt";
    private const string Allowing = """[{"name":"P","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}]""";

    private static readonly string s_public = Foreign("s3:GetObject", Bucket + "/k", """{"Sid":"Pub","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::bkt/pub/*"}""");

    [Test]
    public async Task Plan_PublicPolicyWhereThatIsBlocked_IsNotVerifiedAndSaysWhatToDoFirst()
    {
        var plan = (await PlanAsync(s_public, new ResourceSetting("BlockPublicPolicy", Bucket))).First(item => item.Changes.Count > 0);

        plan.Verified.Should().BeFalse("S3-25");
        plan.Assumptions.Should().ContainSingle(note => note.Id == "public-policy-refused").Which.Text.Should().Contain("statement 0 'Pub'").And.Contain(Bucket);
    }

    [TestCase("sns:TagResource", "arn:aws:sns:eu-west-1:111111111111:t", false)]
    [TestCase("sns:Publish", "arn:aws:sns:eu-west-1:111111111111:t", true)]
    [TestCase("dynamodb:UpdateTimeToLive", "arn:aws:dynamodb:eu-west-1:111111111111:table/t", false)]
    [TestCase("dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:111111111111:table/t", true)]
    public async Task Plan_ActionThatThePolicyOfItsResourceDoesNotTake_IsNotVerified(string action, string resource, bool isTaken)
    {
        var plan = (await PlanAsync(Foreign(action, resource, $$"""{"Effect":"Allow","Principal":{"AWS":"333333333333"},"Action":"{{action}}","Resource":"{{resource}}"}""")))
            .First(item => item.Changes.Count > 0);

        plan.Verified.Should().Be(isTaken);
        plan.Assumptions.Any(note => note.Id == "action-out-of-policy").Should().Be(!isTaken);
    }

    [Test]
    public async Task Plan_PublicPolicyWhereThatIsNotBlocked_IsVerified() => (await PlanAsync(s_public))[0].Verified.Should().BeTrue();

    [Test]
    public async Task Plan_ConfinedPolicyWherePublicOnesAreBlocked_IsVerified()
    {
        var confined = Foreign("s3:GetObject", Bucket + "/k",
            """{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::bkt/pub/*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}}""");

        (await PlanAsync(confined, new ResourceSetting("BlockPublicPolicy", Bucket)))[0].Verified.Should().BeTrue();
    }

    [TestCase("""{"Effect":"Allow","Principal":{"AWS":"AROAOLDROLEIDEXAMPLE"},"Action":"sqs:SendMessage","Resource":"arn:aws:sqs:eu-west-1:111111111111:q"}""", null)]
    [TestCase("""{"Effect":"Allow","Principal":{"AWS":["AIDAOLDUSERIDEXAMPLE","arn:aws:iam::111111111111:role/r"]},"Action":"sqs:*","Resource":"*"}""",
        """{"AWS":"arn:aws:iam::111111111111:role/r"}""")]
    [TestCase("""{"Effect":"Allow","Principal":{"AWS":"AROAOLDROLEIDEXAMPLE","Service":"sns.amazonaws.com"},"Action":"sqs:*","Resource":"*"}""", """{"Service":"sns.amazonaws.com"}""")]
    [TestCase("""{"Effect":"Deny","NotPrincipal":{"AWS":"AROAOLDROLEIDEXAMPLE"},"Action":"sqs:DeleteQueue","Resource":"*"}""", "\"*\"")]
    public async Task Plan_PolicyThatNamesADeletedPrincipal_LeavesItOutAndSaysSo(string statement, string? left)
    {
        var change = (await PlanAsync(Foreign("sqs:SendMessage", "arn:aws:sqs:eu-west-1:111111111111:q", statement)))[0].Changes[0];

        change.Document.Should().NotContain("EXAMPLE", "PRIN-14");
        change.Advice.Should().Contain("EXAMPLE'");
        var statements = JsonNode.Parse(change.Document)!["Statement"]!.AsArray();
        statements.Should().HaveCount(left is null ? 1 : 2);
        (left is null || JsonNode.DeepEquals(statements[0]!["Principal"], JsonNode.Parse(left))).Should().BeTrue(because: change.Document);
        statements[0]!.AsObject().Should().NotContainKey("NotPrincipal");
        change.Scripts.Should().OnlyContain(script => !script.FileText.Contains("OLD", StringComparison.Ordinal) || script.FileText.Contains("get-queue-attributes", StringComparison.Ordinal));
    }

    [TestCase("sqs:SetQueueAttributes", "arn:aws:sqs:eu-west-1:111111111111:q")]
    [TestCase("kms:ScheduleKeyDeletion", "arn:aws:kms:eu-west-1:111111111111:key/11111111-1a2b-4c3d-8e4f-5a6b7c8d9e0f")]
    [TestCase("s3:PutBucketPolicy", Bucket)]
    public async Task Result_WhatNoPolicyCanAllow_AddsNothingAndSaysWhy(string action, string resource)
    {
        var result = await ResultAsync(Foreign(action, resource, $$"""{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"*","Resource":"*"}"""));

        result.PoliciesToAdd.Should().BeEmpty();
        result.Remediations.Where(plan => plan.Changes.Count > 0).Should().OnlyContain(plan => !plan.Verified && plan.Assumptions.Any(note => note.Id == "never-allowed"));
    }

    [Test]
    public async Task Result_RoleOfAPermissionSet_IsNamedAsWhatLacksItAndChangedInTheSet()
    {
        const string Role = "arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Dev_0123456789abcdef";

        var result = await ResultAsync($$"""{"principal":"{{Role}}","action":"sqs:SendMessage","resource":"arn:aws:sqs:eu-west-1:111111111111:q","identityPolicies":[]}""");

        result.PoliciesToAdd.Should().ContainSingle().Which.AttachmentTarget.Should().Be(Role, "it is the predecessor's field, whose readers know ARNs");
        result.Remediations.SelectMany(plan => plan.Changes).Should().OnlyContain(change => change.AttachmentTarget == "permission set Dev", "SVC-12");
    }

    [Test]
    public async Task Result_StatementThatIsWidened_IsAddedAsOneOfItsOwnForTheRequestAlone()
    {
        var result = await ResultAsync("""
            {"principal":"arn:aws:iam::111111111111:role/app","action":"sqs:SendMessage","resource":"arn:aws:sqs:eu-west-1:111111111111:q","context":{"aws:PrincipalAccount":"111111111111"},
             "identityPolicies":[{"name":"P","document":{"Version":"2012-10-17","Statement":[
               {"Sid":"R1","Effect":"Allow","Action":"sqs:SendMessage","Resource":"arn:aws:sqs:eu-west-1:111111111111:q","Condition":{"StringEquals":{"aws:PrincipalAccount":"333333333333"}}}]}}]}
            """);

        result.Remediations.First(plan => plan.Changes.Count > 0).Changes[0].Should().BeOfType<PolicyChange.WidenAllow>();
        var statement = JsonNode.Parse(result.PoliciesToAdd.Should().ContainSingle().Which.PolicyJson)!["Statement"]![0]!.AsObject();
        statement.Should().NotContainKey("Sid");
        statement["Condition"]!["StringEquals"]!["aws:PrincipalAccount"]!.GetValue<string>().Should().Be("111111111111");
    }

    [TestCase("AWSDenyAll", "detach 'AWSDenyAll' from arn:aws:iam::111111111111:role/app")]
    [TestCase("AWSCompromisedKeyQuarantineV3", "rotate the access keys")]
    public async Task Plan_DenyInAPolicyOfAws_IsToBeDetachedByWhoeverAttachedIt(string name, string expected)
    {
        var (request, policies) = Read("""
            {"principal":"arn:aws:iam::111111111111:role/app","action":"sqs:SendMessage","resource":"arn:aws:sqs:eu-west-1:111111111111:q","identityPolicies":[]}
            """);
        AttachedPolicy policy = new()
        {
            Name = name,
            Id = $"arn:aws:iam::aws:policy/{name}",
            AttachedTo = "arn:aws:iam::111111111111:role/app",
            Origin = PolicyOrigin.ProviderManaged,
            Document = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}"""),
        };

        var plan = (await Plans.ForAsync(request, policies with { Identity = [policy] }))[0];

        plan.Kind.Should().Be(RemediationKind.GuardrailChange);
        plan.Verified.Should().BeFalse();
        plan.Changes.Should().BeEmpty();
        plan.Sentence.Should().ContainEquivalentOf(expected);
    }

    [Test]
    public async Task Plan_ManagedPolicyWithAllItsVersions_SaysWhichOneToDeleteFirst()
    {
        var (request, policies) = Read("""
            {"principal":"arn:aws:iam::111111111111:role/app","action":"sqs:SendMessage","resource":"arn:aws:sqs:eu-west-1:111111111111:q","identityPolicies":[]}
            """);
        AttachedPolicy policy = new()
        {
            Name = "Mp",
            Id = "arn:aws:iam::111111111111:policy/Mp",
            AttachedTo = "arn:aws:iam::111111111111:role/app",
            Origin = PolicyOrigin.Managed,
            SpareVersion = "v2",
            Document = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"sqs:*","Resource":"*"},{"Effect":"Allow","Action":"*","Resource":"*"}]}"""),
        };

        var changes = (await Plans.ForAsync(request, policies with { Identity = [policy] })).SelectMany(plan => plan.Changes).ToList();

        changes.Should().NotBeEmpty().And.OnlyContain(change => change.Advice!.Contains("--policy-arn arn:aws:iam::111111111111:policy/Mp --version-id v2", StringComparison.Ordinal));
    }

    [Test]
    public async Task Plan_RoleOfAPermissionSetAsPrincipal_SaysWhatOutlastsIt()
    {
        const string Role = "arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Dev_0123456789abcdef";
        var json = Foreign("sqs:SendMessage", "arn:aws:sqs:eu-west-1:111111111111:q", """{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"sqs:*","Resource":"*"}""")
            .Replace("arn:aws:iam::222222222222:role/app", Role, StringComparison.Ordinal);

        (await PlanAsync(json))[0].Changes[0].Advice.Should().Contain("ArnLike aws:PrincipalArn 'arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Dev_*'");
    }

    [Test]
    public async Task Plan_NameThatAnOlderVersionCannotWrite_SaysSo()
    {
        var json = Foreign("s3:GetObject", Bucket + "/reports/*?", """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222222222222:role/x"},"Action":"s3:ListBucket","Resource":"arn:aws:s3:::bkt"}""")
            .Replace("""resourcePolicy":{"Version":"2012-10-17""", """resourcePolicy":{"Version":"2008-10-17""", StringComparison.Ordinal);

        (await PlanAsync(json))[0].Sentence.Should().Contain("Set the Version").And.Contain("2008-10-17");
    }

    private static string Foreign(string action, string resource, string statement) => $$"""
        {"principal":"arn:aws:iam::222222222222:role/app","action":"{{action}}","resource":"{{resource}}","resourceAccount":"111111111111",
         "identityPolicies":{{Allowing}},"resourcePolicy":{"Version":"2012-10-17","Statement":[{{statement}}] } }
        """;

    private static (AuthorizationRequest Request, PolicySet Policies) Read(string json) => StoryCase.Read(System.Text.Encoding.UTF8.GetBytes(json));

    private static async Task<IReadOnlyList<Remediation>> PlanAsync(string json, params ResourceSetting[] settings)
    {
        var (request, policies) = Read(json);
        return await Plans.ForAsync(request, policies with { Settings = settings });
    }

    private static async Task<AnalysisResult> ResultAsync(string json)
    {
        var (request, policies) = Read(json);
        var simulated = await StoryCase.Simulator.SimulateAsync(request, policies, default);
        var explanation = await StoryCase.ExplainAsync(request, policies);
        return ResultBuilder.Of(new CloudTrailEvent { Id = "e" }, [new(request, policies, simulated, explanation)], await Plans.ForAsync(request, policies));
    }
}
