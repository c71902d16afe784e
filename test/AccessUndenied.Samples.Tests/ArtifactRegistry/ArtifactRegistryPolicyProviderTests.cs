using AccessUndenied.Aws.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Samples.ArtifactRegistry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Samples.Tests.ArtifactRegistry;

public sealed class ArtifactRegistryPolicyProviderTests
{
    private const string Repository = "arn:aws:acme-artifacts:eu-west-1:123456789012:repository/base-images";
    private const string Deny = """{"Version": "2012-10-17", "Statement": {"Sid": "Quarantine", "Effect": "Deny", "Principal": "*", "Action": "acme-artifacts:*", "Resource": "*"}}""";

    [TestCase(200, Deny, typeof(ResourcePolicyLookup.Found))]
    [TestCase(404, "", typeof(ResourcePolicyLookup.NoPolicy))]
    [TestCase(403, "", typeof(ResourcePolicyLookup.Unavailable))]
    [TestCase(500, "", typeof(ResourcePolicyLookup.Unavailable))]
    [TestCase(200, "<html>", typeof(ResourcePolicyLookup.Unavailable))]
    public async Task GetPolicyAsync_EachAnswerOfTheRegistry_IsItsOwnCase(int status, string body, Type expected)
    {
        await using var registry = await StartAsync(status, body);
        using var http = new HttpClient { BaseAddress = registry.Url, Timeout = Timeout.InfiniteTimeSpan };

        var lookup = await new ArtifactRegistryPolicyProvider(http).GetPolicyAsync(new(Repository), CancellationToken.None);

        lookup.Should().BeOfType(expected);
        registry.Requests.Should().ContainSingle().Which.Target.Should().Be($"/policies?resource={Uri.EscapeDataString(Repository)}");
    }

    [Test]
    public async Task GetPolicyAsync_NoRegistry_SaysWhy()
    {
        using var http = new HttpClient { BaseAddress = new("http://127.0.0.1:1") };

        var lookup = await new ArtifactRegistryPolicyProvider(http).GetPolicyAsync(new(Repository), CancellationToken.None);

        lookup.Should().BeOfType<ResourcePolicyLookup.Unavailable>().Which.Why.Should().NotBeEmpty();
    }

    [TestCase(Repository, true)]
    [TestCase("arn:aws:s3:::bucket", false)]
    public void CanProvide_ByTheArn(string resource, bool expected)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        new ArtifactRegistryPolicyProvider(http).CanProvide(new ResourceId(resource)).Should().Be(expected);
    }

    [Test]
    public async Task AnalyzeAsync_RepositoryThatDenies_NamesItsStatement()
    {
        await using var registry = await StartAsync(200, Deny);
        using var http = new HttpClient { BaseAddress = registry.Url, Timeout = Timeout.InfiniteTimeSpan };
        var services = new ServiceCollection();
        services.AddSingleton(http);
        services.AddAccessUndenied().UseSnapshot(SampleData.Snapshot).AddResourcePolicyProvider<ArtifactRegistryPolicyProvider>();
        await using var provider = services.BuildServiceProvider();

        var denied = SampleData.Event("service/app-orders", "acme-artifacts.amazonaws.com", "PullImage", "acme-artifacts:PullImage", Repository);
        var result = await provider.GetRequiredService<IAccessDeniedAnalyzer>().AnalyzeAsync(CloudTrailEvent.Parse(denied));

        result.Assessment.Should().Be(Assessment.ExplicitDenyInResourcePolicy);
        result.Causes[0].Statement!.Sid.Should().Be("Quarantine");
    }

    private static Task<LoopbackServer> StartAsync(int status, string body) => LoopbackServer.StartAsync((context, _) =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    });
}
