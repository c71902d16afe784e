using System.Text;
using AccessUndenied.Aws.Tests.Explanations;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>What a statement that speaks of everybody may take of a call, and what is said of it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class OpenStatementsTests
{
    [TestCase("222222222222", "*", "aws:SourceIp", "203.0.113.0/24", "192.0.2.7")]
    [TestCase("222222222222", "*", "aws:SourceVpce", "vpce-11111111", "vpce-99999999")]
    [TestCase("222222222222", "*", "aws:SourceVpc", "vpc-11111111", "vpc-99999999")]
    [TestCase("222222222222", "222222222222", "aws:SourceIp", "203.0.113.0/24", "192.0.2.7")]
    [TestCase("222222222222", "*", "aws:PrincipalOrgID", "o-1", "o-2")]
    public async Task Plan_NetworkOfAStranger_IsNotAddedToAStatementForEverybody(string caller, string principal, string key, string old, string now)
    {
        var plans = await PlanAsync(caller, principal, key, old, now, null);

        plans.SelectMany(plan => plan.Changes).OfType<PolicyChange.WidenAllow>().Should().BeEmpty();
    }

    [Test]
    public async Task Plan_EndpointOfAnotherAccount_IsNotVerifiedAndNamed()
    {
        var plans = (await PlanAsync("222222222222", "222222222222", "aws:SourceVpce", "vpce-11111111", "vpce-99999999", "999999999999")).Where(plan => plan.Changes.Count > 0).ToList();

        plans.Should().NotBeEmpty();
        plans.Should().OnlyContain(plan => !plan.Verified && !plan.Changes.OfType<PolicyChange.WidenAllow>().Any());
        plans.SelectMany(plan => plan.Warnings).Should().Contain(warning => warning.Id == "foreign-endpoint");
    }

    [Test]
    public async Task Opens_ExemptionFromADenyForAllButSome_NamesTheCallerAlone()
    {
        const string Json = """
            {"principal":"arn:aws:iam::111111111111:role/app","action":"s3:GetObject","resource":"arn:aws:s3:::b/k","resourceAccount":"111111111111",
             "identityPolicies":[{"name":"P","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}],
             "resourcePolicy":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","NotPrincipal":{"AWS":["arn:aws:iam::111111111111:role/adm","arn:aws:iam::111111111111:root"]},
               "Action":"s3:*","Resource":["arn:aws:s3:::b","arn:aws:s3:::b/*"]}]}}
            """;
        var (request, policies) = StoryCase.Read(Encoding.UTF8.GetBytes(Json));

        var plan = (await Plans.ForAsync(request, policies)).First(item => item.Changes.Count > 0);

        plan.OpensExactly.Should().NotBeEmpty().And.OnlyContain(part => part.Principal == "arn:aws:iam::111111111111:role/app");
    }

    private static async Task<IReadOnlyList<Remediation>> PlanAsync(string caller, string principal, string key, string old, string now, string? endpointOwner)
    {
        var oper = key == "aws:SourceIp" ? "IpAddress" : "StringEquals";
        var who = principal == "*" ? "\"*\"" : $$"""{"AWS":"{{principal}}"}""";
        var json = $$"""
            {"principal":"arn:aws:iam::{{caller}}:role/app","action":"s3:GetObject","resource":"arn:aws:s3:::b/k","resourceAccount":"111111111111","context":{ "{{key}}":"{{now}}" },
             "identityPolicies":[{"name":"P","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]} }],
             "resourcePolicy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{{who}},"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*",
               "Condition":{ "{{oper}}":{ "{{key}}":"{{old}}" } } }] } }
            """;
        var (request, policies) = StoryCase.Read(Encoding.UTF8.GetBytes(json));
        return await Plans.ForAsync(request with { NetworkEndpointId = endpointOwner is null ? null : now, NetworkEndpointAccountId = endpointOwner }, policies);
    }
}
