using AccessUndenied.Aws.Remediations;
using AccessUndenied.Aws.Tests.Explanations;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>One plan for all refused requests of one event (DEP-05).</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SeveralRequestsTests
{
    private const string Session = "arn:aws:sts::111111111111:assumed-role/app/s";
    private const string Lock = """{"name":"Lock","document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"} } }]} }""";
    private const string Everything = """{"name":"Admin","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]} }""";

    [Test]
    public async Task Plan_TwoActionsOnOneObject_IsOneStatementWithBoth()
    {
        var (plans, denials) = await PlanAsync(Request("s3:GetObject", "arn:aws:s3:::b/k"), Request("s3:GetObjectTagging", "arn:aws:s3:::b/k"));
        var change = plans[0].Changes.Should().ContainSingle().Subject;
        change.Json.Should().Be("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:GetObjectTagging"],"Resource":"arn:aws:s3:::b/k"}]}""");
        plans[0].Opens.Should().ContainSingle().Which.Should().Contain("s3:GetObject, s3:GetObjectTagging on arn:aws:s3:::b/k, and nothing else");
        CheckAll(plans, denials);
    }

    [Test]
    public async Task Plan_TwoObjects_AreOneStatementWithBoth()
    {
        var (plans, denials) = await PlanAsync(Request("s3:GetObject", "arn:aws:s3:::b/1"), Request("s3:GetObject", "arn:aws:s3:::b/2"));
        plans[0].Changes.Should().ContainSingle().Which.Json.Should().Contain("""
            "Resource":["arn:aws:s3:::b/1","arn:aws:s3:::b/2"]
            """.Trim());
        CheckAll(plans, denials);
    }

    [Test]
    public async Task Plan_ActionsOnDifferentResources_StayTwoStatementsInOnePolicy()
    {
        var (plans, denials) = await PlanAsync(Request("s3:GetObject", "arn:aws:s3:::b/1"), Request("kms:Decrypt", "arn:aws:kms:eu-west-1:111111111111:key/k", KeyPolicy));
        PolicyDocument.Parse(plans[0].Changes.Should().ContainSingle().Subject.Json).Statements.Should().HaveCount(2);
        CheckAll(plans, denials);
    }

    [Test]
    public async Task Plan_PassRoleBesideTheCall_KeepsItsOwnCondition()
    {
        var (plans, denials) = await PlanAsync(
            Request("ec2:RunInstances", "arn:aws:ec2:eu-west-1:111111111111:instance/*"),
            Request("iam:PassRole", "arn:aws:iam::111111111111:role/web", "\"context\":{\"iam:PassedToService\":\"ec2.amazonaws.com\"}"));
        plans[0].Changes.Should().ContainSingle().Which.Json.Should().Contain("""
            "Resource":"arn:aws:iam::111111111111:role/web","Condition":{"StringEquals":{"iam:PassedToService":"ec2.amazonaws.com"}}
            """.Trim());
        plans[0].Warnings.Should().HaveCount(2).And.OnlyContain(warning => warning.Id == "privilege-escalation");
        CheckAll(plans, denials);
    }

    [Test]
    public async Task Plan_OneDenyForAll_IsExemptedOnce()
    {
        var policies = $"\"identityPolicies\":[{Everything},{Lock}],\"context\":{{\"aws:SourceVpce\":\"vpce-2\"}}";
        var (plans, denials) = await PlanAsync(Request("s3:GetObject", "arn:aws:s3:::b/1", policies), Request("s3:GetObjectAcl", "arn:aws:s3:::b/1", policies));
        plans[0].Kind.Should().Be(RemediationKind.CallerChange);
        plans.Where(plan => plan.Kind == RemediationKind.GuardrailChange).Should().NotBeEmpty().And.OnlyContain(plan => plan.Changes.Count(change => change.Replaces != null) == 1 && plan.Verified);
        plans.Where(plan => plan.Kind == RemediationKind.GuardrailChange).SelectMany(plan => plan.Changes).Should().OnlyContain(change => change.AddedStatements.Count < 2);
        CheckAll(plans, denials);
    }

    [TestCase("ec2:TerminateInstances", "arn:aws:ec2:eu-west-1:111111111111:instance/i-", """["ec2:TerminateInstances","ec2:StopInstances"]""", 2)]
    [TestCase("iam:PassRole", "arn:aws:iam::111111111111:role/r", """["iam:PassRole","iam:GetRole"]""", 2)]
    public async Task Plan_SeveralResourcesUnderOneDeny_IsOneDocumentThatLetsAllOfThemThrough(string action, string resource, string denied, int count)
    {
        var policies = $$"""
            "context":{},"identityPolicies":[{{Everything}},{"name":"P","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:*","Resource":"*"},{"Sid":"NoEnd","Effect":"Deny","Action":{{denied}},"Resource":"*"}]} }]
            """;
        // Of the caller alone, so that the deny is narrowed by resource, once for each of them.
        var denials = new List<Denial>();
        foreach (var number in Enumerable.Range(1, count))
        {
            denials.Add(await DenialAsync(Request(action, $"{resource}{number}", policies), "arn:aws:iam::111111111111:role/app"));
        }

        var plans = await new RemediationPlanner(StoryCase.Simulator, new AwsPolicyDialect()).PlanAsync(denials, default);
        plans.Should().Contain(plan => plan.Verified && plan.Changes.Any(change => change.Replaces != null));
        plans.SelectMany(plan => plan.Changes).Should().NotContain(change => change.Replaces != null && PolicyEdits.IsAdded(change.Replaces), because: "nobody has such a statement to replace");
        foreach (var plan in plans.Where(plan => plan.Changes.Count > 1))
        {
            plan.Changes.Select(change => change.Document).Distinct().Should().ContainSingle();
        }

        CheckAll(plans, denials);
    }

    [Test]
    public async Task Plan_RequestThatIsOnlySuspected_IsNotGranted()
    {
        var first = await DenialAsync(Request("s3:PutObject", "arn:aws:s3:::b/k"));
        var second = await DenialAsync(Request("s3:PutObjectTagging", "arn:aws:s3:::b/k"));
        second = second with { Request = second.Request with { Provenance = second.Request.Provenance with { ActionCertainty = Certainty.Guess } } };
        var plans = await new RemediationPlanner(StoryCase.Simulator, new AwsPolicyDialect()).PlanAsync([first, second], default);
        plans.SelectMany(plan => plan.Changes).Should().OnlyContain(change => !change.Json.Contains("PutObjectTagging", StringComparison.Ordinal));
    }

    [Test]
    public async Task Plan_OneOfTheRequestsBoundByACondition_MixesWhatTheCallerDoesWithTheGrant()
    {
        var bound = "\"identityPolicies\":[{\"name\":\"P\",\"document\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:PutObject\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"s3:x-amz-server-side-encryption\":\"aws:kms\"}}}]}}]";
        var (plans, denials) = await PlanAsync(Request("s3:PutObject", "arn:aws:s3:::b/k", bound), Request("s3:PutObjectTagging", "arn:aws:s3:::b/k", bound));
        plans[0].Kind.Should().Be(RemediationKind.Grant);
        plans[0].Sentence.Should().Contain("x-amz-server-side-encryption: aws:kms");
        plans[0].Changes.Should().ContainSingle().Which.Json.Should().Contain("s3:PutObjectTagging").And.NotContain("\"s3:PutObject\"");

        // The change is not all: it is verified with what the caller does, and not alone.
        plans[0].Verified.Should().BeFalse();
        plans[0].Assumptions.Should().Contain(note => note.Id == "caller-step");
        foreach (var denial in denials)
        {
            var changed = PolicyEdits.Apply(denial.Policies, plans[0].Changes, denial.Request);
            StoryCase.Simulator.Simulate(denial.Request with { Context = denial.Request.Context.With(plans[0].Sets) }, changed).Decision.Should().Be(Decision.Allowed);
        }
    }

    private const string KeyPolicy = "\"resourcePolicy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111111111111:root\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";

    private static void CheckAll(IReadOnlyList<Remediation> plans, IReadOnlyList<Denial> denials)
    {
        plans.Should().Contain(plan => plan.Verified);
        foreach (var plan in plans.Where(plan => plan.Verified))
        {
            foreach (var denial in denials)
            {
                var call = denial.Request with { Context = denial.Request.Context.With(plan.Sets) };
                StoryCase.Simulator.Simulate(call, PolicyEdits.Apply(denial.Policies, plan.Changes, denial.Request)).Decision.Should().Be(Decision.Allowed, because: plan.Sentence);
                StoryCase.Simulator.Simulate(call, WithDocuments(denial, plan.Changes)).Decision.Should().Be(Decision.Allowed, because: "the document is what people put in place: " + plan.Sentence);
            }
        }
    }

    // What is there once every document has been put in place as it is handed out.
    private static PolicySet WithDocuments(Denial denial, IReadOnlyList<PolicyChange> changes)
    {
        var policies = PolicyEdits.Apply(denial.Policies, changes.Where(change => change.Policy is null), denial.Request);
        foreach (var change in changes.Where(change => change.Policy is not null))
        {
            AttachedPolicy Put(AttachedPolicy policy) =>
                policy.Name == change.Policy!.Name && policy.AttachedTo == change.Policy.AttachedTo ? policy with { Document = PolicyDocument.Parse(change.Document) } : policy;
            policies = policies with
            {
                Identity = [.. policies.Identity.Select(Put)],
                PermissionsBoundaries = [.. policies.PermissionsBoundaries.Select(Put)],
                ResourcePolicy = policies.ResourcePolicy is { } own ? Put(own) : null,
            };
        }

        return policies;
    }

    private static async Task<(IReadOnlyList<Remediation> Plans, IReadOnlyList<Denial> Denials)> PlanAsync(params string[] requests)
    {
        var denials = new List<Denial>();
        foreach (var json in requests)
        {
            denials.Add(await DenialAsync(json));
        }

        return (await new RemediationPlanner(StoryCase.Simulator, new AwsPolicyDialect()).PlanAsync(denials, default), denials);
    }

    private static async Task<Denial> DenialAsync(string json, string? holder = null)
    {
        var (request, policies) = StoryCase.Read(System.Text.Encoding.UTF8.GetBytes(json));
        policies = holder is null ? policies : policies with { Identity = [.. policies.Identity.Select(policy => policy with { AttachedTo = holder, Origin = PolicyOrigin.Inline })] };
        return new(request, policies, await StoryCase.Simulator.SimulateAsync(request, policies, default), await StoryCase.ExplainAsync(request, policies));
    }

    private static string Request(string action, string resource, string more = "\"context\":{}") =>
        $$"""{"principal":"{{Session}}","action":"{{action}}","resource":"{{resource}}",{{more}}}""";
}
