using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Remediations;
using AccessUndenied.Aws.Tests.Explanations;
using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Results;
using CsCheck;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>What changes open beside the refused request is as little as a policy can say, and what is opened is warned of.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class OpenedWarningTests
{
    private const string Role = "arn:aws:iam::111111111111:role/app";
    private const string Everything = """{"Effect":"Allow","Action":"*","Resource":"*"}""";

    private static readonly string[] s_patterns =
        ["iam:*", "iam:Get*", "iam:G*", "iam:Put*", "iam:*Role*", "sts:*", "s3:*", "s3:Get*", "s3:Get*Acl", "kms:*", "kms:D*", "sqs:*", "*", "iam:GetRole", "logs:*"];

    private static readonly (string Action, string Resource)[] s_requests =
    [
        ("iam:GetRole", Role), ("iam:GetUser", "arn:aws:iam::111111111111:user/ann"), ("s3:GetObject", "arn:aws:s3:::b/k"), ("s3:GetBucketAcl", "arn:aws:s3:::b"),
        ("kms:Decrypt", "arn:aws:kms:eu-west-1:111111111111:key/k"), ("kms:DescribeKey", "arn:aws:kms:eu-west-1:111111111111:key/k"), ("sqs:SendMessage", "arn:aws:sqs:eu-west-1:111111111111:q"),
    ];

    [Test]
    public async Task Plan_DenyOfAllOfIamOnTheCaller_GivesUpTheOneActionAlone()
    {
        var plan = await GuardrailAsync("iam:GetRole", Role, """{"Sid":"NoIam","Effect":"Deny","Action":"iam:*","Resource":"*"}""");
        plan.Verified.Should().BeTrue();
        plan.OpensExactly.Should().ContainSingle().Which.Actions.Should().Equal("iam:GetRole");
        plan.Warnings.Should().BeEmpty();
        plan.Changes[^1].Json.Should().Contain("\"NotAction\":[\"iam:GetRole\"").And.Contain("\"sts:*\"");
    }

    [Test]
    public async Task Plan_DenyThatCannotBeWrittenNarrower_SaysAndWarnsOfAllThatOpens()
    {
        var plan = await GuardrailAsync("iam:GetRole", Role, """{"Effect":"Deny","Action":["iam:*Role*","iam:Pu*"],"Resource":"*"}""");
        plan.Sentence.Should().Contain("Leave iam:*Role* and iam:Pu* on " + Role + ", and not iam:GetRole on " + Role + " alone, out of the deny");
        plan.Warnings.Select(warning => warning.Id).Should().Contain("broad-exemption").And.Contain("self-escalation").And.Contain("privilege-escalation");
    }

    [Test]
    public async Task Plan_DenyOfAKeyPolicyForTheCallerAlone_KeepsEveryOtherActionDenied()
    {
        var key = "arn:aws:kms:eu-west-1:111111111111:key/k";
        var (request, policies) = StoryCase.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            {"principal":"arn:aws:sts::111111111111:assumed-role/app/s","action":"kms:Decrypt","resource":"{{key}}","context":{"aws:PrincipalArn":"{{Role}}"},
             "identityPolicies":[{"name":"Admin","document":{"Version":"2012-10-17","Statement":[{{Everything}}]} }],
             "resourcePolicy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"kms:*","Resource":"*"},
               {"Effect":"Deny","Principal":{"AWS":"{{Role}}"},"Action":"kms:*","Resource":"*"} ] } }
            """));
        policies = policies with { ResourcePolicy = policies.ResourcePolicy! with { AttachedTo = key } };
        var plan = (await Plans.ForAsync(request, policies)).First(plan => plan.Kind == RemediationKind.GuardrailChange);
        plan.Verified.Should().BeTrue();
        plan.Warnings.Should().BeEmpty();

        // TYPE-09: without Action the statement would have no effect.
        plan.Changes[0].Json.Should().Contain("\"Action\":[").And.NotContain("\"Not");
        foreach (var action in ActionCatalog.Default.FindService("kms")!.Actions.Where(action => !action.TakesNoResource))
        {
            Covers(plan.Changes[0].Json, action.FullName, key).Should().Be(action.Name != "Decrypt", action.Name);
        }
    }

    // By an evaluation of its own, over other actions, resources and callers.
    [Test]
    public void Plan_GuardrailChangeThatNamesOneAction_OpensNothingElse() =>
        Gen.Select(Gen.OneOf(s_requests), Gen.OneOf(s_patterns).Array[1, 3], Gen.OneOf("*", "arn:aws:s3:::b/*", "arn:aws:iam::111111111111:*"), Gen.Bool).Sample(
            (asked, actions, resource, isList) =>
            {
                var on = isList ? $"[\"{asked.Resource}\",\"{resource}x\"]" : $"\"{resource}\"";
                var deny = $$"""{"Effect":"Deny","Action":[{{string.Join(',', actions.Select(action => $"\"{action}\""))}}],"Resource":{{on}}}""";
                if (!Covers(deny, asked.Action, asked.Resource))
                {
                    return;
                }

                var plan = GuardrailAsync(asked.Action, asked.Resource, deny).GetAwaiter().GetResult();
                plan.Verified.Should().BeTrue(deny);
                var written = plan.Changes.SelectMany(change => change is PolicyChange.NarrowDeny ? [change.Json] : Statements(change.Json)).Where(text => text.Contains("Deny", StringComparison.Ordinal)).ToList();
                var ids = plan.Warnings.Select(warning => warning.Id).ToList();
                var isBroad = plan.Changes.OfType<PolicyChange.NarrowDeny>().Any(change => change.Frees is not null || change.ExemptedKey is not null);
                foreach (var service in new[] { "iam", "s3", "kms", "sqs", "sts" })
                {
                    foreach (var action in ActionCatalog.Default.FindService(service)!.Actions.Where(action => !action.TakesNoResource).Select(action => action.FullName))
                    {
                        foreach (var other in s_requests.Select(item => item.Resource).Distinct())
                        {
                            var (before, after) = (Covers(deny, action, other), written.Exists(text => Covers(text, action, other)));
                            if (before && !after && !isBroad)
                            {
                                (action, other).Should().Be(asked, deny);
                            }

                            // No statement denies anything that the Deny did not, of what there is.
                            if (!before && after)
                            {
                                ActionCatalog.Default.FindAction(action)!.ResourceTypes.Any(type => type.ArnTemplates.Any(template => ResourceLikeness.MayBe(template, other))).Should().BeFalse(deny + action);
                            }

                            if (before && !after && action != asked.Action && SensitiveActions.Find(action) is { } sensitive
                                && ActionCatalog.Default.FindAction(action)!.ResourceTypes.Any(type => type.ArnTemplates.Any(template => ResourceLikeness.MayBe(template, other))))
                            {
                                ids.Should().Contain(sensitive.Id, deny + action);
                            }
                        }
                    }
                }
            },
            iter: 25);

    [Test]
    public async Task Plan_ChangeOfAPermissionSet_OpensForItsRolesInEveryAccount()
    {
        const string Reserved = "arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Dev_0123456789abcdef";
        var (request, policies) = StoryCase.Read("""{"principal":"arn:aws:sts::111111111111:assumed-role/AWSReservedSSO_Dev_0123456789abcdef/s","action":"sqs:ListQueues","resource":"*"}"""u8.ToArray());
        request = request with { Principal = request.Principal with { EntityId = Reserved } };
        var plan = (await Plans.ForAsync(request, policies))[0];
        plan.Warnings.Select(warning => warning.Id).Should().Contain("permission-set");
        plan.OpensExactly.Should().Contain(part => part.Principal.StartsWith("arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Dev_*", StringComparison.Ordinal));
        plan.Opens.Should().NotContain(text => text.Contains("and nothing else", StringComparison.Ordinal));
    }

    [Test]
    public async Task Plan_GrantForAFederatedSession_OpensForItsUserToo()
    {
        var (request, policies) = StoryCase.Read("""{"principal":"arn:aws:sts::111111111111:federated-user/joe","action":"sqs:ListQueues","resource":"*"}"""u8.ToArray());
        request = request with { Principal = request.Principal with { EntityId = "arn:aws:iam::111111111111:user/bob" } };
        var plan = (await Plans.ForAsync(request, policies))[0];
        plan.Warnings.Select(warning => warning.Id).Should().Contain("all-sessions");
        plan.OpensExactly.Should().Contain(part => part.Principal == "arn:aws:iam::111111111111:user/bob");
        plan.Opens.Should().NotContain(text => text.Contains("and nothing else", StringComparison.Ordinal));
    }

    [TestCase("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:eu-west-1:111111111111:secret:s-abcdef", "aws:ResourceTag/team", "blue", "changes-access")]
    [TestCase("kms:ListKeys", "*", "aws:PrincipalTag/admin", "no", "privilege-escalation")]
    [TestCase("sts:AssumeRole", "arn:aws:iam::111111111111:role/r", "aws:RequestTag/admin", "yes", "privilege-escalation")]
    [TestCase("sts:AssumeRole", "arn:aws:iam::111111111111:role/r", "sts:SourceIdentity", "mallory", "another-identity")]
    [TestCase("sts:AssumeRole", "arn:aws:iam::111111111111:role/r", "sts:RoleSessionName", "mallory", "another-identity")]
    public async Task Plan_TagOrNameByWhichAccessIsDecided_IsNoVerifiedWayOfTheCaller(string action, string resource, string key, string has, string warning)
    {
        var statement = $$"""{"Effect":"Allow","Action":"{{action}}","Resource":"*","Condition":{"StringEquals":{"{{key}}":"other"} } }""";
        var plans = await Plans.ForAsync($$"""
            {"principal":"arn:aws:sts::111111111111:assumed-role/app/s","action":"{{action}}","resource":"{{resource}}","context":{"{{key}}":"{{has}}"},
             "resourcePolicy":{{(action == "sts:AssumeRole" ? """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"sts:AssumeRole"}]}""" : "null")}},
             "identityPolicies":[{"name":"P","document":{"Version":"2012-10-17","Statement":[{{statement}}]} }]}
            """);
        var ways = plans.Where(plan => plan.Kind == RemediationKind.CallerChange).ToList();
        plans[0].Kind.Should().NotBe(RemediationKind.CallerChange);
        ways.Should().NotBeEmpty().And.OnlyContain(way => !way.Verified && !way.Sentence.Contains("No policy has to change", StringComparison.Ordinal));
        ways.Should().OnlyContain(way => way.Warnings.Any(note => note.Id == warning));
    }

    [TestCase("sts:SourceIdentity", "ann")]
    [TestCase("sts:RoleSessionName", "ann")]
    public async Task Plan_NameOfTheCallerItself_IsItsWay(string key, string name)
    {
        var plans = await Plans.ForAsync($$"""
            {"principal":"arn:aws:iam::111111111111:user/ann","action":"sts:AssumeRole","resource":"arn:aws:iam::111111111111:role/r","context":{"{{key}}":"x"},
             "resourcePolicy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:user/ann"},"Action":"sts:AssumeRole",
               "Condition":{"StringEquals":{"{{key}}":"{{name}}"} } }]},
             "identityPolicies":[{"name":"P","document":{"Version":"2012-10-17","Statement":[{{Everything}}]} }]}
            """);
        plans[0].Kind.Should().Be(RemediationKind.CallerChange);
        plans[0].Verified.Should().BeTrue();
    }

    private static async Task<Remediation> GuardrailAsync(string action, string resource, string deny)
    {
        var (request, policies) = StoryCase.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            {"principal":"arn:aws:sts::111111111111:assumed-role/app/s","action":"{{action}}","resource":"{{resource}}","context":{"aws:PrincipalArn":"{{Role}}"} }
            """));
        var own = new AttachedPolicy
        {
            Name = "Main",
            Document = PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{Everything}},{{deny}}]}"""),
            AttachedTo = Role,
            Origin = PolicyOrigin.Inline,
        };
        var plans = await Plans.ForAsync(request, policies with { Identity = [own] });
        return plans.First(plan => plan.Kind == RemediationKind.GuardrailChange);
    }

    // The test's own reading of a statement without conditions.
    private static bool Covers(string statement, string action, string resource)
    {
        var node = System.Text.Json.Nodes.JsonNode.Parse(statement)!.AsObject();
        return Meets("Action", action, PolicyPattern.IsMatchIgnoringCase) && Meets("Resource", resource, PolicyPattern.IsMatch)
            && node["Condition"]?.ToJsonString().Contains("ArnNotEquals", StringComparison.Ordinal) != true;

        bool Meets(string element, string text, Func<string, string, bool> matches) =>
            node[element] is { } of ? Texts(of).Any(pattern => matches(pattern, text)) : node["Not" + element] is not { } not || !Texts(not).Any(pattern => matches(pattern, text));
    }

    private static IEnumerable<string> Texts(System.Text.Json.Nodes.JsonNode node) => node is System.Text.Json.Nodes.JsonArray list ? list.Select(item => item!.ToString()) : [node.ToString()];

    private static IEnumerable<string> Statements(string policy) => System.Text.Json.Nodes.JsonNode.Parse(policy)!["Statement"]!.AsArray().Select(item => item!.ToJsonString());
}
