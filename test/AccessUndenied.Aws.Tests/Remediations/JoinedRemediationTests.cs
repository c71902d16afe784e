using AccessUndenied.Aws.Remediations;
using AccessUndenied.Aws.Tests.Explanations;
using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Remediations.Joining;
using AccessUndenied.Reports;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>One remediation for many events, simulated again for each of them and for what none of them asked for.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class JoinedRemediationTests
{
    private const string Everything = """{"name":"Admin","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}""";
    private const string Full = """{"name":"FullAWSAccess","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}""";

    [Test]
    public async Task Group_ObjectsOfOneRole_AllowsEachAndNoOther()
    {
        var change = await JoinAsync([Read("app", "b/1"), Read("app", "b/2"), Read("app", "c/3")]);

        (await DecideAsync(Read("app", "b/1"), change)).Should().Be(Decision.Allowed);
        (await DecideAsync(Read("app", "b/2"), change)).Should().Be(Decision.Allowed);
        (await DecideAsync(Read("app", "c/3"), change)).Should().Be(Decision.Allowed);
        (await DecideAsync(Read("app", "b/3"), change)).Should().Be(Decision.ImplicitDeny, because: "no event asked for it");
        change.Opens.Should().Be("Lets arn:aws:iam::111111111111:role/app do s3:GetObject on arn:aws:s3:::b/1, arn:aws:s3:::b/2, arn:aws:s3:::c/3.");
        change.Scripts[0].Text.Should().Contain("aws iam put-role-policy --role-name 'app'").And.Contain("arn:aws:s3:::c/3");
    }

    [Test]
    public async Task Group_CallersOfOneBucket_AllowsTheirPairingsAlone()
    {
        var change = await JoinAsync([Guest("a", "1"), Guest("b", "2"), Guest("c", "1")]);

        (await DecideAsync(Guest("a", "1"), change)).Should().Be(Decision.Allowed);
        (await DecideAsync(Guest("b", "2"), change)).Should().Be(Decision.Allowed);
        (await DecideAsync(Guest("c", "1"), change)).Should().Be(Decision.Allowed);
        (await DecideAsync(Guest("b", "1"), change)).Should().Be(Decision.ImplicitDeny, because: "b asked for 2 alone");
        change.Document.Should().Contain("\"Owner\"", because: "the bucket's own statement stays");
        change.Opens.Should().StartWith("Lets arn:aws:iam::222222222222:role/a").And.NotContain("nobody else");
        change.Scripts[0].Text.Should().Contain("aws s3api put-bucket-policy --bucket 'b'").And.Contain("role/b");
    }

    [Test]
    public async Task Group_CallersThatOneDenyStops_AreExemptedAndNobodyElse()
    {
        var change = await JoinAsync([Locked("a"), Locked("b"), Locked("c")]);

        foreach (var role in new[] { "a", "b", "c" })
        {
            (await DecideAsync(Locked(role), change)).Should().Be(Decision.Allowed);
        }

        (await DecideAsync(Locked("d"), change)).Should().Be(Decision.ExplicitDeny);
        change.Opens.Should().Contain("role/a does").And.Contain("role/c does");
        change.Scripts[0].Text.Should().Contain("aws organizations update-policy --policy-id 'p-noqueues'");
    }

    [Test]
    public async Task Group_ManyObjects_AreAllInOpensExactlyAndCountedInOpens()
    {
        var remediation = (await GroupAsync(Enumerable.Range(0, 12).Select(i => Read("app", $"b/{i}"))))[0].Remediation!;

        var part = remediation.OpensExactly.Should().ContainSingle().Subject;
        part.Actions.Should().Equal("s3:GetObject");
        part.Resources.Should().BeEquivalentTo(Enumerable.Range(0, 12).Select(i => $"arn:aws:s3:::b/{i}"));
        remediation.Opens.Should().ContainSingle().Which.Should().StartWith("Lets arn:aws:iam::111111111111:role/app do s3:GetObject on arn:aws:s3:::b/0, ")
            .And.Contain("and 8 more (OpensExactly in the JSON formats lists all 12 resources)");
    }

    [Test]
    public async Task Group_ManyCallersThatOneDenyStops_AreAllInOpensExactly()
    {
        var remediation = (await GroupAsync(Enumerable.Range(0, 12).Select(i => Locked($"r{i}"))))[0].Remediation!;

        remediation.OpensExactly.Select(part => part.Principal).Distinct().Should().BeEquivalentTo(Enumerable.Range(0, 12).Select(i => $"arn:aws:iam::111111111111:role/r{i}"));
        remediation.Opens.Should().NotBeEmpty().And.OnlyContain(sentence => sentence.Contains("sqs:*", StringComparison.Ordinal));
        remediation.Opens[0].Should().Contain("and 8 more (OpensExactly in the JSON formats lists all 12 callers)");
    }

    [Test]
    public async Task Group_PatternBesideTheList_OpensThePattern()
    {
        var findings = await GroupAsync(Enumerable.Range(0, 12).Select(i => Read("app", $"b/in/{i}")));

        var wider = findings[0].Alternatives.First(plan => plan.Sentence.StartsWith("Instead of a list", StringComparison.Ordinal));
        wider.OpensExactly.Should().ContainSingle().Which.Resources.Should().Equal("arn:aws:s3:::b/in/*");
    }

    [Test]
    public async Task Group_MoreThanAPolicyHolds_IsNotCalledVerified()
    {
        var findings = await GroupAsync(Enumerable.Range(0, 300).Select(i => Read("app", $"bucket-with-a-long-name-{i}/and/a/long/key/{i}.parquet")));

        findings[0].Remediation!.Verified.Should().BeFalse();
        findings[0].Remediation!.Assumptions.Should().Contain(note => note.Id == "too-long" && note.Text.Contains("10240", StringComparison.Ordinal));
    }

    [Test]
    public async Task Group_RequestsOnAPattern_SaysThatThePatternIsOpened()
    {
        var change = await JoinAsync([Made("instance"), Made("volume")]);

        change.Opens.Should().EndWith("; the resource is a pattern, on which the provider itself asks, and covers all that matches it.");
    }

    private static string Made(string kind) =>
        $$"""{"principal":"arn:aws:sts::111111111111:assumed-role/app/s","action":"ec2:RunInstances","resource":"arn:aws:ec2:eu-west-1:111111111111:{{kind}}/*"}""";

    private static string Read(string role, string key) =>
        $$"""{"principal":"arn:aws:sts::111111111111:assumed-role/{{role}}/s","action":"s3:GetObject","resource":"arn:aws:s3:::{{key}}"}""";

    private static string Guest(string role, string key) =>
        $$$"""
        {"principal":"arn:aws:iam::222222222222:role/{{{role}}}","action":"s3:GetObject","resource":"arn:aws:s3:::b/{{{key}}}","resourceAccount":"111111111111","identityPolicies":[{{{Everything}}}],
         "resourcePolicy":{"Version":"2012-10-17","Statement":[{"Sid":"Owner","Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"s3:*","Resource":"arn:aws:s3:::b/*"}]}}
        """;

    private static string Locked(string role) =>
        $$$"""
        {"principal":"arn:aws:iam::111111111111:role/{{{role}}}","action":"sqs:SendMessage","resource":"arn:aws:sqs:eu-west-3:111111111111:q","identityPolicies":[{{{Everything}}}],
         "context":{"aws:PrincipalArn":"arn:aws:iam::111111111111:role/{{{role}}}"},
         "serviceControlPolicies":[{"target":"r-1","policies":[{{{Full}}},{"name":"NoQueues","document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"sqs:*","Resource":"*"}]}}]}]}
        """;

    // A request in this format does not say what carries the policy of its resource: here the bucket does.
    private static (AuthorizationRequest Request, PolicySet Policies) Given(string json)
    {
        var (request, policies) = StoryCase.Read(System.Text.Encoding.UTF8.GetBytes(json));
        policies = policies with
        {
            ServiceControl = [.. policies.ServiceControl.Select(node => node with
            {
                Policies = [.. node.Policies.Select(policy => policy.Name == "NoQueues" ? policy with { Id = "arn:aws:organizations::999999999999:policy/o-1/service_control_policy/p-noqueues" } : policy)],
            })],
        };
        return (request, policies with { ResourcePolicy = policies.ResourcePolicy is { } policy ? policy with { AttachedTo = "arn:aws:s3:::b" } : null });
    }

    private static async Task<PolicyChange> JoinAsync(IEnumerable<string> requests)
    {
        var finding = (await GroupAsync(requests)).Should().ContainSingle().Subject;
        finding.RemediatedCount.Should().Be(finding.Count);
        finding.Remediation!.Verified.Should().BeTrue();
        return finding.Remediation.Changes.Should().ContainSingle().Subject;
    }

    private static async Task<IReadOnlyList<Finding>> GroupAsync(IEnumerable<string> requests)
    {
        var grouping = new ResultGrouping();
        foreach (var json in requests)
        {
            var (request, policies) = Given(json);
            var explanation = await StoryCase.ExplainAsync(request, policies);
            var result = await StoryCase.Simulator.SimulateAsync(request, policies, default);
            var plans = await new RemediationPlanner(StoryCase.Simulator, new AwsPolicyDialect()).PlanAsync([new(request, policies, result, explanation)], default);
            grouping.Add(ResultBuilder.Of(new AccessDeniedEvent { Id = "e" }, [new(request, policies, result, explanation)], plans));
        }

        return grouping.ToFindings();
    }

    // The whole document in place of the old one, or beside the others where it is new.
    private static async Task<Decision> DecideAsync(string json, PolicyChange change)
    {
        var (request, policies) = Given(json);
        var policy = new AttachedPolicy { Name = change.Policy?.Name ?? "new", Document = PolicyDocument.Parse(change.Document), AttachedTo = change.AttachmentTarget };
        policies = change.Layer switch
        {
            PolicyLayer.Resource => policies with { ResourcePolicy = policy },
            PolicyLayer.ServiceControl => policies with
            {
                ServiceControl = [.. policies.ServiceControl.Select(node => node with { Policies = [.. node.Policies.Where(other => other.Name != policy.Name), policy] })],
            },
            _ => policies with { Identity = [.. policies.Identity, policy] },
        };
        return (await StoryCase.Simulator.SimulateAsync(request, policies, default)).Decision;
    }
}
