using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>A policy of the resource that names the caller is enough within the account, so that it carries what the caller's own policies ask for.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class OwnBoundsTests
{
    private const string Role = "arn:aws:iam::111111111111:role/admin";
    private const string Key = "arn:aws:kms:eu-west-1:111111111111:key/11111111-2222-3333-4444-555555555555";
    private const string User = "arn:aws:iam::111111111111:user/ann";

    [TestCase("""{"StringEquals":{"aws:RequestedRegion":"us-east-1"} }""", "\"aws:RequestedRegion\":\"eu-west-1\"")]
    [TestCase("""{"IpAddress":{"aws:SourceIp":"198.51.100.0/24"} }""", "\"aws:SourceIp\":\"203.0.113.7\"")]
    [TestCase("""{"StringEquals":{"sts:RoleSessionName":"ann"} }""", "\"sts:RoleSessionName\":\"other\"")]
    [TestCase("""{"StringEquals":{"sts:ExternalId":"abc"} }""", "\"sts:ExternalId\":\"xyz\"")]
    [TestCase("""{"NumericLessThanEquals":{"sts:DurationSeconds":"3600"} }""", "\"sts:DurationSeconds\":\"43200\"")]
    [TestCase("""{"Bool":{"aws:MultiFactorAuthPresent":"true"} }""", "\"aws:MultiFactorAuthPresent\":\"false\"")]
    public async Task Plan_TrustOfARoleOrAKey_GoesRoundNoConditionUnseen(string condition, string context)
    {
        foreach (var (action, resource, only) in new[] { ("sts:AssumeRole", Role, "sts:TagSession"), ("kms:Decrypt", Key, "kms:*") })
        {
            if (action.StartsWith("kms", StringComparison.Ordinal) && condition.Contains("sts:", StringComparison.Ordinal))
            {
                continue;
            }

            var plans = await PlanAsync(action, resource, condition, context, "arn:aws:iam::111111111111:role/other", only);
            var opening = plans.Where(plan => plan.Changes.Any(change => change.Layer is PolicyLayer.Resource or PolicyLayer.RoleTrust)).ToList();
            foreach (var plan in opening)
            {
                var json = string.Concat(plan.Changes.Where(change => change.Layer is PolicyLayer.Resource or PolicyLayer.RoleTrust).Select(change => change.Json));
                if (!plan.Changes.Any(change => change.Layer == PolicyLayer.Identity) || plan.Kind == RemediationKind.Grant)
                {
                    (json.Contains("\"Condition\"", StringComparison.Ordinal) || plan.Warnings.Any(warning => warning.Id == "goes-round-condition")).Should().BeTrue(because: plan.Sentence + json);
                }

                (plan.Kind != RemediationKind.Grant || json.Contains("\"Condition\"", StringComparison.Ordinal)).Should().BeTrue(because: plan.Sentence + json);
                (!plan.Verified || plan.Warnings.Any(warning => warning.Id == "goes-round-condition")).Should().BeTrue(because: plan.Sentence + json);
            }

            plans.Select(plan => plan.Sentence).Should().OnlyHaveUniqueItems();
            plans.Where(plan => plan.Changes.Count > 0).Select(plan => plan.Kind + string.Concat(plan.Changes.Select(change => change.Json)) + plan.Sentence).Should().OnlyHaveUniqueItems();
        }
    }

    [Test]
    public async Task Plan_ConditionThatHolds_IsCarriedIntoTheTrustPolicy()
    {
        var plan = (await PlanAsync("sts:AssumeRole", Role, """{"IpAddress":{"aws:SourceIp":"198.51.100.0/24"} }""", "\"aws:SourceIp\":\"198.51.100.9\"", "arn:aws:iam::111111111111:role/other", "sts:AssumeRole"))[0];
        plan.Kind.Should().Be(RemediationKind.Grant);
        plan.Verified.Should().BeTrue();
        plan.Changes.Should().ContainSingle().Which.Json.Should().Contain("198.51.100.0/24");
        plan.Warnings.Should().NotContain(warning => warning.Id == "goes-round-condition");
    }

    [Test]
    public async Task Plan_CallerThatIsAllowedWithoutCondition_HasNoneCarried()
    {
        var plan = (await PlanAsync("sts:AssumeRole", Role, "{}", "\"aws:SourceIp\":\"198.51.100.9\"", "arn:aws:iam::111111111111:role/other", "sts:AssumeRole"))[0];
        plan.Changes.Should().ContainSingle().Which.Json.Should().NotContain("\"Condition\"");
    }

    [TestCase("aws:PrincipalAccount", "222222222222", "111111111111")]
    [TestCase("aws:PrincipalOrgID", "o-aaaaaaaaaa", "o-bbbbbbbbbb")]
    [TestCase("aws:PrincipalTag/team", "red", "blue")]
    [TestCase("aws:PrincipalType", "AssumedRole", "User")]
    public async Task Plan_EverybodyBoundByWhatManyShare_NamesTheCallerInstead(string key, string only, string has)
    {
        foreach (var (action, resource) in new[] { ("sts:AssumeRole", Role), ("kms:Decrypt", Key) })
        {
            var element = action.StartsWith("sts", StringComparison.Ordinal) ? "" : $"""
                "Resource":"{resource}",
                """;
            var plans = await Plans.ForAsync($$"""
                {"principal":"{{User}}","action":"{{action}}","resource":"{{resource}}","context":{"{{key}}":"{{has}}","aws:SourceIp":"198.51.100.9"},
                 "resourcePolicy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"{{action}}",{{element}}
                   "Condition":{"StringEquals":{"{{key}}":"{{only}}"},"IpAddress":{"aws:SourceIp":"198.51.100.0/24"} } }]} }
                """);
            plans.SelectMany(plan => plan.Changes).Should().NotContain(change => change is PolicyChange.WidenAllow, because: "everybody of whom it holds would be let in");
            var named = plans.Where(plan => plan.Changes.Any(change => change.Layer is PolicyLayer.Resource or PolicyLayer.RoleTrust)).ToList();
            named.Should().NotBeEmpty();
            foreach (var plan in named)
            {
                plan.Kind.Should().Be(RemediationKind.GuardrailChange, because: plan.Sentence);
                plan.Warnings.Should().Contain(warning => warning.Id == "goes-round-condition");
                var json = plan.Changes.First(change => change.Layer is PolicyLayer.Resource or PolicyLayer.RoleTrust).Json;
                json.Should().Contain(User).And.Contain("198.51.100.0/24");
                plan.OpensExactly.Should().NotContain(part => part.Conditions.Any(text => text.Contains("own policies", StringComparison.Ordinal)));
            }
        }
    }

    private static Task<IReadOnlyList<Remediation>> PlanAsync(string action, string resource, string condition, string context, string trusted, string trusts) => Plans.ForAsync($$"""
        {"principal":"{{User}}","action":"{{action}}","resource":"{{resource}}","context":{ {{context}} },
         "resourcePolicy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{trusted}}"},"Action":"{{trusts}}"{{(action.StartsWith("kms", StringComparison.Ordinal) ? ",\"Resource\":\"*\"" : "")}} }]},
         "identityPolicies":[{"name":"P","document":{"Version":"2012-10-17","Statement":[{"Sid":"S","Effect":"Allow","Action":"{{action}}","Resource":"*"{{(condition == "{}" ? "" : ",\"Condition\":" + condition)}} }]} }]}
        """);
}
