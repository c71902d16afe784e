using System.Text.Json.Nodes;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Policies.Live;

/// <summary>Requests that name a secret without the six characters that its ARN ends in.</summary>
public sealed class SecretByNameTests
{
    private const string Account = "123456789012";
    private const string Secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:team/db-Ab12Cd";

    [Test]
    public async Task GetPolicies_SecretByName_HasThePolicyAndTheTags()
    {
        await using var fake = await StartAsync();

        var policies = await GetAsync(fake, "team/db");

        policies.ResourcePolicy!.AttachedTo.Should().Be(Secret);
        policies.Facts.Values.Should().ContainKey("aws:ResourceTag/team").WhoseValue.Should().Be(ContextValue.Of("a"));
        policies.Unavailable.Should().NotContain(item => item.Layer == PolicyLayer.Resource);
    }

    [Test]
    public async Task GetPolicies_NoSecretOfThatName_NamesWhatWasAsked()
    {
        await using var fake = await StartAsync();

        var policies = await GetAsync(fake, "team/another");

        policies.ResourcePolicy.Should().BeNull();
        policies.Unavailable.Should().ContainSingle(item => item.Layer == PolicyLayer.Resource)
            .Which.Why.Should().Be("secretsmanager:GetResourcePolicy found nothing in account 123456789012: Secrets Manager can't find the specified secret");
    }

    [Test]
    public async Task GetPolicies_SecretThatTheCallIsToMake_HasNoPolicyAndNothingIsUnread()
    {
        await using var fake = await StartAsync();

        var policies = await GetAsync(fake, "team/another", "secretsmanager:CreateSecret");

        policies.ResourcePolicy.Should().BeNull();
        policies.Unavailable.Should().NotContain(item => item.Layer == PolicyLayer.Resource);
    }

    private static Task<FakeAws> StartAsync()
    {
        var account = new JsonObject
        {
            ["ResourcePolicies"] = new JsonObject { [Secret] = JsonNode.Parse("""{ "Statement": { "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*" } }""") },
            ["ResourceTags"] = new JsonObject { [Secret] = new JsonObject { ["team"] = "a" } },
        };
        return FakeAws.StartAsync(FakeData.Parse(new JsonObject { ["Accounts"] = new JsonObject { ["111111111111"] = new JsonObject(), [Account] = account } }.ToJsonString()));
    }

    private static async Task<PolicySet> GetAsync(FakeAws fake, string name, string action = "secretsmanager:GetSecretValue")
    {
        using var connection = SampleOrganization.Connect(fake);
        AwsPrincipal.TryParse("arn:aws:iam::123456789012:role/app", out var caller).Should().BeTrue();
        var resource = new ResourceId($"arn:aws:secretsmanager:eu-west-1:123456789012:secret:{name}-??????", Account, "eu-west-1");
        var request = new AuthorizationRequest { Principal = caller!, Action = action, Resource = resource };
        return await new LivePolicySource(connection).GetPoliciesAsync(request, CancellationToken.None);
    }
}
