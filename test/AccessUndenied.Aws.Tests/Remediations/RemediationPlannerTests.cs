using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

[Parallelizable(ParallelScope.All)]
public sealed class RemediationPlannerTests
{
    private const string Role = "arn:aws:iam::111111111111:role/app";
    private const string Session = "arn:aws:sts::111111111111:assumed-role/app/s";
    private const string Everything = """{"name":"Admin","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}""";
    private const string Full = """{"name":"FullAWSAccess","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}""";

    [Test]
    public async Task Plan_MissingAllow_AllowsExactlyActionAndResource()
    {
        var plan = (await Plans.ForAsync(Request("s3:GetObject", "arn:aws:s3:::b/k")))[0];
        plan.Verified.Should().BeTrue();
        plan.Changes.Should().ContainSingle().Which.Json.Should().Be(
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/k"}]}""");
        plan.Changes[0].AttachmentTarget.Should().Be(Role);
        plan.Opens.Should().ContainSingle().Which.Should().Contain("and nothing else");
    }

    [Test]
    public async Task Plan_PassRole_BindsItToTheService()
    {
        var plan = (await Plans.ForAsync(Request("iam:PassRole", "arn:aws:iam::111111111111:role/task", "\"context\":{\"iam:PassedToService\":\"ecs-tasks.amazonaws.com\"}")))[0];
        plan.Verified.Should().BeTrue();
        plan.Changes[0].Json.Should().Contain("""{"StringEquals":{"iam:PassedToService":"ecs-tasks.amazonaws.com"}}""");
    }

    [Test]
    public async Task Plan_LayersThatAllBlock_ChangesEachOfThem()
    {
        var plan = (await Plans.ForAsync(Request(
            "sqs:SendMessage", "arn:aws:sqs:eu-west-1:111111111111:q",
            $$"""
            "permissionsBoundaries":[{"name":"B","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"} ] } }],
            "serviceControlPolicies":[{"target":"r-1","policies":[{{Full}}]},{"target":"ou-1","policies":[]}]
            """)))[0];
        plan.Verified.Should().BeTrue();
        plan.Changes.Select(change => change.Layer).Should().BeEquivalentTo([PolicyLayer.ServiceControl, PolicyLayer.Identity, PolicyLayer.PermissionsBoundary]);
    }

    [Test]
    public async Task Plan_DenyWithAListOfRegions_OffersAnotherRegionThenTheCallerThenTheCallerInTheRegionAndThenNothing()
    {
        var plans = await Plans.ForAsync(Request(
            "sqs:SendMessage", "arn:aws:sqs:eu-west-3:111111111111:q",
            $$"""
            "context":{"aws:RequestedRegion":"eu-west-3","aws:PrincipalArn":"{{Role}}"},
            "identityPolicies":[{{Everything}}],
            "serviceControlPolicies":[{"target":"r-1","policies":[{{Full}},{"name":"RegionLock","document":{"Version":"2012-10-17","Statement":[
              {"Sid":"Lock","Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1"] } } } ] } }]}]
            """));
        plans.Select(plan => plan.Kind).Should().Equal(RemediationKind.CallerChange, RemediationKind.GuardrailChange, RemediationKind.GuardrailChange, RemediationKind.Keep);
        plans[0].Sentence.Should().Contain("eu-west-1");
        plans[1].Changes[0].Json.Should().Contain("aws:PrincipalArn");
        plans[2].Changes[0].Json.Should().Be(plans[1].Changes[0].Json);
        plans[2].Changes[1].Json.Should().Contain("""["eu-west-1","eu-west-3"]""").And.Contain($$"""{"ArnEquals":{"aws:PrincipalArn":"{{Role}}"}""".TrimStart('{'));
        plans[1].OpensExactly.Should().OnlyContain(part => part.Principal == Role);
        plans[2].OpensExactly.Should().NotBeEmpty().And.OnlyContain(part => part.Principal == Role && part.Conditions.Contains("StringEquals aws:RequestedRegion eu-west-3"));
        plans.Skip(1).Take(2).Should().OnlyContain(plan => plan.Verified);
        plans[3].Changes.Should().BeEmpty();
        plans[3].Sentence.Should().StartWith("Change nothing").And.Contain("'Lock'").And.Contain("'RegionLock'");
    }

    // A managed policy that nobody else has is as much the caller's own as an inline one; so is a boundary that bounds nobody else.
    [TestCase(false, true, true)]
    [TestCase(false, false, false)]
    [TestCase(true, true, true)]
    [TestCase(true, false, false)]
    public async Task Plan_DenyInAPolicyAttachedOnce_GivesUpTheRequestAndNotTheCaller(bool isBoundary, bool isAttachedOnce, bool givesUpRequest)
    {
        var (request, policies) = Read(Request("s3:GetObject", "arn:aws:s3:::b/k", $"\"context\":{{\"aws:PrincipalArn\":\"{Role}\"}},\"identityPolicies\":[{Everything}]"));
        var managed = new AttachedPolicy
        {
            Name = "Shared",
            Id = "arn:aws:iam::111111111111:policy/Shared",
            Document = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:*","Resource":["arn:aws:s3:::b/k","arn:aws:s3:::b/l"]}]}"""),
            AttachedTo = Role,
            Origin = PolicyOrigin.Managed,
            IsAttachedOnce = isAttachedOnce,
        };
        var set = isBoundary ? policies with { PermissionsBoundaries = [managed] } : policies with { Identity = [.. policies.Identity, managed] };
        var plan = (await Plans.ForAsync(request, set)).First(plan => plan.Kind == RemediationKind.GuardrailChange);
        plan.Verified.Should().BeTrue();
        plan.Changes[0].Json.Contains("aws:PrincipalArn", StringComparison.Ordinal).Should().Be(!givesUpRequest);
        plan.Changes[0].Json.Contains("\"Resource\":\"arn:aws:s3:::b/l\"", StringComparison.Ordinal).Should().Be(givesUpRequest);
    }

    // To exempt the only caller whom a policy binds would be to take the Deny away: what it gives up is the action on the resource.
    [TestCase("\"Action\":\"*\",\"Resource\":\"*\"", "\"NotAction\":\"s3:GetObject\",\"Resource\":\"*\"", "\"Action\":\"s3:GetObject\",\"NotResource\":\"arn:aws:s3:::b/k\"")]
    [TestCase("\"NotAction\":[\"iam:*\"],\"Resource\":\"*\"", "\"NotAction\":[\"iam:*\",\"s3:GetObject\"],\"Resource\":\"*\"", "\"Action\":\"s3:GetObject\",\"NotResource\":\"arn:aws:s3:::b/k\"")]
    [TestCase("\"Action\":[\"s3:GetObject\",\"s3:PutObject\"],\"Resource\":\"arn:aws:s3:::b/*\"", "\"Action\":\"s3:PutObject\",\"Resource\":\"arn:aws:s3:::b/*\"", null)]
    [TestCase("\"Action\":\"s3:*\",\"Resource\":[\"arn:aws:s3:::b/k\",\"arn:aws:s3:::b/l\"]", "\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::b/l\"", "\"NotAction\":[\"s3:GetObject\"")]
    [TestCase("\"Action\":\"s3:*\",\"Resource\":\"*\"", "\"Action\":\"s3:*\",\"NotResource\":\"arn:aws:s3:::b/k\"", "\"NotAction\":[\"s3:GetObject\"")]
    [TestCase("\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::b/*\"", "\"s3:GetObject?*\"", null)]
    public async Task Plan_DenyInTheCallersOwnPolicy_GivesUpTheRequestAndNotTheCaller(string elements, string expected, string? beside)
    {
        var (request, policies) = Read(Request("s3:GetObject", "arn:aws:s3:::b/k", $"\"context\":{{\"aws:PrincipalArn\":\"{Role}\"}}"));
        var own = new AttachedPolicy
        {
            Name = "Main",
            Document = PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"No","Effect":"Deny",{{elements}}}]}"""),
            AttachedTo = Role,
            Origin = PolicyOrigin.Inline,
        };
        var plan = (await Plans.ForAsync(request, policies with { Identity = [own] })).First(plan => plan.Kind == RemediationKind.GuardrailChange);
        plan.Verified.Should().BeTrue();
        plan.Changes[0].Json.Should().Contain(expected);
        plan.Changes.Should().HaveCount(beside is null ? 1 : 2);
        plan.Changes[^1].Json.Should().Contain(beside ?? expected);
        plan.Changes.Should().OnlyContain(change => change.Document.Contains(expected, StringComparison.Ordinal) && change.Document.Contains(beside ?? "", StringComparison.Ordinal));
        plan.Warnings.Any(warning => warning.Id == "void-statement").Should().Be(expected.Contains("ArnNotEquals", StringComparison.Ordinal));
        if (beside is not null)
        {
            plan.OpensExactly.Should().OnlyContain(part => part.Actions.SequenceEqual(new[] { "s3:GetObject" }) && part.Resources.SequenceEqual(new[] { "arn:aws:s3:::b/k" }));
        }
    }

    // The policy of an endpoint governs the calls that come through it, and no others.
    [Test]
    public async Task Plan_DenyAndEndpointPolicyInTheWay_OpensOtherWaysWithoutTheEndpoint()
    {
        const string Queue = "arn:aws:sqs:eu-west-1:111111111111:q";
        var (request, policies) = Read(Request(
            "sqs:ReceiveMessage", Queue,
            $$"""
            "context":{"aws:PrincipalArn":"{{Role}}","aws:SourceVpce":"vpce-1"},
            "identityPolicies":[{"name":"P","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*"},
              {"Effect":"Deny","Action":"sqs:*","Resource":"{{Queue}}"} ] } }],
            "vpcEndpointPolicies":[{"name":"E","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"*"} ] } }]
            """));
        var plan = (await Plans.ForAsync(request, policies)).First(plan => plan.Kind == RemediationKind.GuardrailChange);
        plan.Changes.Select(change => change.Layer).Should().Contain(PolicyLayer.VpcEndpoint);
        plan.OpensExactly.Should().Contain(part => part.Principal == Role && part.Actions.Contains("sqs:*") && part.Resources.Contains(Queue) && part.Conditions.Count == 0);
    }

    // The policies of a group are changed there (PutGroupPolicy), whatever the user has of its own by the same name.
    [TestCase(false)]
    [TestCase(true)]
    public async Task Plan_StatementOfAGroupsPolicy_IsChangedInTheGroup(bool userHasOneOfTheName)
    {
        const string Group = "arn:aws:iam::111111111111:group/g";
        const string User = "arn:aws:iam::111111111111:user/ann";
        var (request, policies) = Read(Request("s3:GetObject", "arn:aws:s3:::b/k", "\"context\":{\"aws:username\":\"ann\"}").Replace(Session, User, StringComparison.Ordinal));
        var ofGroup = new AttachedPolicy
        {
            Name = "Main",
            Document = PolicyDocument.Parse(
                """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/k","Condition":{"StringEquals":{"aws:username":"bob"}}}]}"""),
            AttachedTo = Group,
            Origin = PolicyOrigin.Inline,
        };
        policies = policies with { Identity = userHasOneOfTheName ? [Policy("Main", "s3:GetObject", "arn:aws:s3:::own/*", PolicyOrigin.Inline) with { AttachedTo = User }, ofGroup] : [ofGroup] };
        var change = (await Plans.ForAsync(request, policies)).SelectMany(plan => plan.Changes).OfType<PolicyChange.WidenAllow>().Should().ContainSingle().Subject;
        change.AttachmentTarget.Should().Be(Group);
        change.Scripts[0].Text.Should().Contain("put-group-policy").And.NotContain("put-user-policy").And.NotContain("own/*");
        (await Plans.ForAsync(request, policies)).SelectMany(plan => plan.Warnings).Should().Contain(warning => warning.Id == "group-members");
    }

    [Test]
    public async Task Plan_StatementThatLacksOneValue_StaysAsItIsBesideANewPolicy()
    {
        var (request, policies) = Read(Request("s3:GetObject", "arn:aws:s3:::b/k"));
        policies = policies with { Identity = [Policy("Reader", "s3:GetObject", "arn:aws:s3:::b/other", PolicyOrigin.Inline)] };
        var plan = (await Plans.ForAsync(request, policies)).Should().ContainSingle().Subject;
        plan.Verified.Should().BeTrue();
        plan.Changes.Should().ContainSingle().Which.Policy.Should().BeNull();
        plan.Changes[0].Json.Should().Contain("arn:aws:s3:::b/k").And.NotContain("arn:aws:s3:::b/other");
    }

    [TestCase("SomeAwsPolicy", "arn:aws:iam::aws:policy/SomeAwsPolicy", PolicyOrigin.ProviderManaged)]
    [TestCase("AmazonThing", "arn:aws:iam::aws:policy/AmazonThing", PolicyOrigin.Given)]
    public async Task Plan_ProviderManagedPolicyThatFits_IsNeverEdited(string name, string id, PolicyOrigin origin)
    {
        var (request, policies) = Read(Request("s3:GetObject", "arn:aws:s3:::b/k"));
        policies = policies with { Identity = [Policy(name, "s3:GetObject", "arn:aws:s3:::b/other", origin) with { Id = id }] };
        var plans = await Plans.ForAsync(request, policies);
        plans.SelectMany(plan => plan.Changes).Should().NotBeEmpty().And.OnlyContain(change => change.Policy == null);
    }

    [Test]
    public async Task Plan_RoleOfIdentityCenter_NamesThePermissionSet()
    {
        const string Reserved = "arn:aws:sts::111111111111:assumed-role/AWSReservedSSO_DataReader_0123456789abcdef/alice";
        var plan = (await Plans.ForAsync(Request("s3:GetObject", "arn:aws:s3:::b/k").Replace(Session, Reserved, StringComparison.Ordinal)))[0];
        plan.Changes[0].AttachmentTarget.Should().Be("permission set DataReader");
        plan.Changes[0].Advice.Should().Contain("never the role");
        plan.Changes[0].Scripts[0].Text.Should().Contain("put-inline-policy-to-permission-set").And.NotContain("put-role-policy");
    }

    [Test]
    public async Task Plan_PermissionSetWithAnInlinePolicy_ExtendsItSinceItHasOne()
    {
        const string Name = "AWSReservedSSO_DataReader_0123456789abcdef";
        var (request, policies) = Read(Request("s3:GetObject", "arn:aws:s3:::b/k").Replace(Session, $"arn:aws:sts::111111111111:assumed-role/{Name}/alice", StringComparison.Ordinal));
        policies = policies with { Identity = [Policy("AwsSSOInlinePolicy", "sqs:SendMessage", "*", PolicyOrigin.Inline) with { AttachedTo = request.Principal.EntityId }] };
        var change = (await Plans.ForAsync(request, policies))[0].Changes[0];
        change.Document.Should().Contain("sqs:SendMessage").And.Contain("s3:GetObject");
        change.Scripts[0].Text.Should().Contain("put-inline-policy-to-permission-set").And.Contain("sqs:SendMessage");
    }

    [TestCase("arn:aws:lambda:eu-west-1:111111111111:function:f", "--function-name 'arn:aws:lambda:eu-west-1:111111111111:function:f'")]
    [TestCase("arn:aws:lambda:eu-west-1:111111111111:function:f:live", "--function-name 'arn:aws:lambda:eu-west-1:111111111111:function:f' --qualifier 'live'")]
    public async Task Scripts_FunctionForAService_AddsAPermissionBoundToItsSource(string function, string expected)
    {
        var change = (await Plans.ForAsync($$"""
            {"principal":"sns.amazonaws.com","action":"lambda:InvokeFunction","resource":"{{function}}","context":{"aws:SourceArn":"arn:aws:sns:eu-west-1:111111111111:t"} }
            """))[0].Changes[0];
        change.Scripts[0].Text.Should().MatchRegex(" --statement-id 'AccessUndenied-[0-9A-F]{32}-1' ");
        change.Scripts[0].Text.Remove(change.Scripts[0].Text.IndexOf(" --statement-id", StringComparison.Ordinal), " --statement-id 'AccessUndenied-00000000000000000000000000000000-1'".Length).Should().Be(
            $"aws lambda add-permission {expected} --action 'lambda:InvokeFunction' --principal 'sns.amazonaws.com' --source-arn 'arn:aws:sns:eu-west-1:111111111111:t' --region 'eu-west-1'\n");
    }

    [Test]
    public async Task Scripts_TwoPoliciesForOneRole_HaveNamesOfTheirOwn()
    {
        var one = (await Plans.ForAsync(Request("s3:GetObject", "arn:aws:s3:::b/1")))[0].Changes[0].Scripts[0].Text;
        var other = (await Plans.ForAsync(Request("s3:GetObject", "arn:aws:s3:::b/2")))[0].Changes[0].Scripts[0].Text;
        var place = one.IndexOf("aws iam put-role-policy --role-name 'app' --policy-name 'AccessUndenied-", StringComparison.Ordinal);
        one[place..(place + 84)].Should().NotBe(other[place..(place + 84)], because: "the second would replace the first");
    }

    [Test]
    public async Task Plan_ServiceLinkedRole_OffersNoChangeOfIt()
    {
        var (request, policies) = Read(Request("s3:GetObject", "arn:aws:s3:::b/k"));
        const string Linked = "arn:aws:iam::111111111111:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
        request = request with { Principal = request.Principal with { EntityId = Linked, Name = "AWSServiceRoleForAutoScaling" } };
        (await Plans.ForAsync(request, policies)).SelectMany(plan => plan.Changes).Should().NotContain(change => change.Layer == PolicyLayer.Identity);
    }

    [Test]
    public async Task Plan_ServicePrincipal_ChangesTheResourceWithItsSource()
    {
        var plan = (await Plans.ForAsync("""
            {"principal":"sns.amazonaws.com","action":"sqs:SendMessage","resource":"arn:aws:sqs:eu-west-1:111111111111:q",
             "context":{"aws:SourceArn":"arn:aws:sns:eu-west-1:111111111111:t"}}
            """))[0];
        plan.Verified.Should().BeTrue();
        plan.Changes.Should().ContainSingle().Which.Layer.Should().Be(PolicyLayer.Resource);
        plan.Changes[0].Json.Should().Contain("""{"Service":"sns.amazonaws.com"}""").And.Contain("""{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:eu-west-1:111111111111:t"}}""");
    }

    [Test]
    public async Task Plan_CallerOfAnotherAccountThatCannotBeRead_ChangesTheSideOfItsReader()
    {
        var (request, policies) = Read("""
            {"principal":"arn:aws:iam::222222222222:role/reader","action":"s3:GetObject","resource":"arn:aws:s3:::b/k","resourceAccount":"111111111111",
             "resourcePolicy":{"Version":"2012-10-17","Statement":[]}}
            """);
        policies = policies with { Unavailable = [new(PolicyLayer.Identity, "identity-based policies of the caller", "not collected")] };
        var plans = await Plans.ForAsync(request, policies);
        plans.SelectMany(plan => plan.Changes).Should().NotBeEmpty().And.OnlyContain(change => change.Layer == PolicyLayer.Resource);
        plans[0].Assumptions.Should().Contain(note => note.Id == "assumed-allowed-by");
    }

    [Test]
    public async Task Plan_PolicyThatWouldGrowTooLong_IsNotMarkedVerified()
    {
        var (request, policies) = Read(Request("sqs:SendMessage", "arn:aws:sqs:eu-west-1:111111111111:q", $"\"identityPolicies\":[{Everything}]"));
        var long1 = string.Concat(Enumerable.Range(0, 300).Select(i => $"\"arn:aws:s3:::bucket-number-{i}\","));
        var boundary = PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":[{{long1.TrimEnd(',')}}]}]}""");
        policies = policies with { PermissionsBoundaries = [new() { Name = "Wide", Id = "arn:aws:iam::111111111111:policy/Wide", Document = boundary, Origin = PolicyOrigin.Managed }] };
        var plan = (await Plans.ForAsync(request, policies))[0];
        plan.Verified.Should().BeFalse();
        plan.Assumptions.Should().Contain(note => note.Id == "too-long" && note.Text.Contains("6144", StringComparison.Ordinal));
    }

    // LIM-01, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: inline policies count together.
    [TestCase("user/bob", 2_048)]
    [TestCase("role/app", 10_240)]
    public async Task Plan_InlinePoliciesThatWouldGrowTooLongTogether_IsNotMarkedVerified(string entity, int most)
    {
        var arn = $"arn:aws:iam::111111111111:{entity}";
        var (request, policies) = Read(
            $$"""{"principal":"{{arn}}","action":"s3:GetObject","resource":"arn:aws:s3:::b/k"}""");
        foreach (var (length, fits) in ((int, bool)[])[(most - 200, true), (most - 1, false)])
        {
            policies = policies with { Identity = [Inline("A", arn, length / 2), Inline("B", arn, length - (length / 2)), Inline("C", "arn:aws:iam::111111111111:group/g", most)] };

            var plan = (await Plans.ForAsync(request, policies))[0];

            plan.Verified.Should().Be(fits);
            plan.Assumptions.Any(note => note.Id == "too-long" && note.Text.Contains($"more than the {most} ", StringComparison.Ordinal)).Should().Be(!fits);
        }
    }

    private static AttachedPolicy Inline(string name, string entity, int length)
    {
        const string Frame = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"arn:aws:sqs:*:*:"}]}""";
        var text = Frame.Replace("*:*:", "*:*:" + new string('q', length - Frame.Length), StringComparison.Ordinal);
        return new() { Name = name, AttachedTo = entity, Origin = PolicyOrigin.Inline, Document = PolicyDocument.Parse(text.Replace(",", " ,\n", StringComparison.Ordinal)) };
    }

    [Test]
    public async Task Scripts_HostileNames_StayInTheirQuotes()
    {
        var (request, policies) = Read(Request("s3:GetObject", "arn:aws:s3:::b/k'; rm -rf ~ #${aws:username}"));
        var change = (await Plans.ForAsync(request, policies))[0].Changes[0];
        change.Json.Should().Contain("${$}{aws:username}");
        change.Scripts[0].Text.Should().Contain("""b/k'\''; rm -rf ~ #""").And.Contain("}';; *) echo ");
        change.Scripts.Single(script => script.Format == "terraform").Text.Should().Contain("$${$}{aws:username}").And.NotContain("#${$}");
        System.Text.Json.JsonDocument.Parse(change.Scripts.Single(script => script.Format == "cloudformation").Text).RootElement.GetProperty("Resources").GetProperty("Access").GetProperty("Type").GetString()
            .Should().Be("AWS::IAM::RolePolicy");
    }

    private static AttachedPolicy Policy(string name, string action, string resource, PolicyOrigin origin) => new()
    {
        Name = name,
        AttachedTo = Role,
        Origin = origin,
        Document = PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"}]}"""),
    };

    private static string Request(string action, string resource, string? more = null) =>
        $$"""{"principal":"{{Session}}","action":"{{action}}","resource":"{{resource}}"{{(more is null ? "" : "," + more)}}}""";

    private static (AuthorizationRequest Request, PolicySet Policies) Read(string json) =>
        Explanations.StoryCase.Read(System.Text.Encoding.UTF8.GetBytes(json));
}
