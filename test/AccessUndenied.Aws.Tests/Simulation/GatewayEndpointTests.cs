using System.Text;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Tests.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Simulation;

/// <summary>TYPE-15: in the policy of a gateway endpoint an account stands for its root user alone.</summary>
public sealed class GatewayEndpointTests
{
    private const string Role = "arn:aws:sts::111111111111:assumed-role/app/s";
    private const string Root = "arn:aws:iam::111111111111:root";

    // A Deny that names an account is of whom AWS's page says nothing.
    [TestCase(Role, "Allow", "111111111111", true, Decision.ImplicitDeny)]
    [TestCase(Role, "Allow", "arn:aws:iam::111111111111:root", true, Decision.ImplicitDeny)]
    [TestCase(Role, "Allow", "111111111111", false, Decision.Allowed)]
    [TestCase(Role, "Allow", "arn:aws:iam::111111111111:role/app", true, Decision.Allowed)]
    [TestCase(Role, "Allow", "*", true, Decision.Allowed)]
    [TestCase(Root, "Allow", "111111111111", true, Decision.Allowed)]
    [TestCase(Role, "Deny", "111111111111", true, Decision.Indeterminate)]
    [TestCase(Role, "Deny", "111111111111", false, Decision.ExplicitDeny)]
    [TestCase(Root, "Deny", "111111111111", true, Decision.ExplicitDeny)]
    public void Simulate_AccountInAnEndpointPolicy_IsItsRootUserWhereTheEndpointIsAGateway(string caller, string effect, string principal, bool isGateway, Decision expected)
    {
        var named = $$"""{"Effect":"{{effect}}","Principal":{"AWS":"{{principal}}"},"Action":"*","Resource":"*"}""";
        var others = effect == "Deny" ? """,{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""" : "";
        var (request, policies) = StoryCase.Read(Encoding.UTF8.GetBytes($$"""
            {"principal":"{{caller}}","action":"s3:GetObject","resource":"arn:aws:s3:::b/k","resourceAccount":"111111111111",
             "identityPolicies":[{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}],
             "vpcEndpointPolicies":[{"Version":"2012-10-17","Statement":[{{named}}{{others}}]}]}
            """));
        policies = policies with { VpcEndpoint = [.. policies.VpcEndpoint.Select(policy => policy with { AccountNamesRootAlone = isGateway })] };
        StoryCase.Simulator.Simulate(request, policies).Decision.Should().Be(expected);
    }

    [TestCase("\"VpcEndpointType\":\"Gateway\",", true)]
    [TestCase("\"VpcEndpointType\":\"Interface\",", false)]
    [TestCase("", false)]
    public async Task GetPoliciesAsync_EndpointOfASnapshot_SaysWhetherAccountsAreTheirRootUsers(string kind, bool expected)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(path, $$"""
            { "SnapshotVersion": 1, "Accounts": { "111111111111": { "VpcEndpoints": { "vpce-1": { {{kind}} "PolicyDocument": { "Version": "2012-10-17", "Statement": [] } } } } } }
            """);
        try
        {
            var set = await new SnapshotPolicySource(Snapshot.Open([path])).GetPoliciesAsync(
                new AuthorizationRequest
                {
                    Principal = new() { Kind = PrincipalKind.Root, Id = Root, AccountId = "111111111111" },
                    Action = "s3:GetObject",
                    Resource = new("arn:aws:s3:::b/k"),
                    NetworkEndpointId = "vpce-1",
                },
                CancellationToken.None);
            set.VpcEndpoint.Should().ContainSingle().Which.AccountNamesRootAlone.Should().Be(expected);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
