using AccessUndenied.Aws.Events;
using AccessUndenied.Conditions;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Samples.TenantKey;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Samples.Tests.TenantKey;

public sealed class TenantKeyExtensionsTests
{
    [TestCase("arn:aws:iam::123456789012:role/tenants/blue/app", true, "blue")]
    [TestCase("arn:aws:iam::123456789012:role/tenants/blue", true, "(absent)")]
    [TestCase("arn:aws:iam::123456789012:role/app", true, "(absent)")]
    [TestCase("arn:aws:iam::123456789012:role/app", false, "(unknown)")]
    public async Task AddTenantKey_TheCallersRole_TellsTheTenant(string role, bool isExact, string expected)
    {
        var services = new ServiceCollection();
        services.AddAccessUndenied().AddTenantKey();
        await using var provider = services.BuildServiceProvider();
        var request = new AuthorizationRequest
        {
            Principal = new() { Kind = PrincipalKind.RoleSession, Id = "session", EntityId = role, EntityIsExact = isExact },
            Action = "dynamodb:Query",
            Resource = ResourceId.Any,
        };

        var value = provider.GetRequiredService<IConditionKeyRegistry>().Resolve("ACME:tenant", new(new() { Id = "1" }, request, ContextFacts.None));

        value.ToString().Should().Be(expected);
    }

    [Test]
    public async Task AnalyzeAsync_DenyByTheKey_NamesKeyAndValue()
    {
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseSnapshot(Path.Combine(SampleData.Cases, "TenantKey", "snapshot.json")).AddTenantKey();
        await using var provider = services.BuildServiceProvider();

        var denied = SampleData.Event("tenants/blue/app", "dynamodb.amazonaws.com", "Query", "dynamodb:Query", "arn:aws:dynamodb:eu-west-1:123456789012:table/green");
        var result = await provider.GetRequiredService<IAccessDeniedAnalyzer>().AnalyzeAsync(CloudTrailEvent.Parse(denied));

        result.Assessment.Should().Be(Assessment.ExplicitDenyInIdentityPolicy);
        result.Causes[0].Sentence.Should().Contain("acme:Tenant").And.Contain("blue");
    }
}
