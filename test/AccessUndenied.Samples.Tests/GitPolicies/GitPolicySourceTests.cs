using AccessUndenied.Aws.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Samples.GitPolicies;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Samples.Tests.GitPolicies;

public sealed class GitPolicySourceTests
{
    private static readonly string s_folder = Path.Combine(SampleData.Cases, "GitPolicies");

    [Test]
    public async Task AnalyzeAsync_RoleOfTheFolder_IsExplainedByItsPolicies()
    {
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseAwsEvents().UsePolicySource(_ => new GitPolicySource(s_folder));
        await using var provider = services.BuildServiceProvider();

        var denied = SampleData.Event("service/app-orders", "dynamodb.amazonaws.com", "Query", "dynamodb:Query", "arn:aws:dynamodb:eu-west-1:123456789012:table/orders");
        var result = await provider.GetRequiredService<IAccessDeniedAnalyzer>().AnalyzeAsync(CloudTrailEvent.Parse(denied));

        result.Assessment.Should().Be(Assessment.MissingAllowInIdentityPolicy);
        result.Causes[0].Sentence.Should().Contain("orders");
        result.Evidence.Complete.Should().BeFalse(because: "the folder has no policies of the organization");
    }

    [TestCase("123456789012", "nobody")]
    [TestCase("123456789012", "../123456789012/app-orders")]
    [TestCase("..", "GitPolicies")]
    public async Task GetPoliciesAsync_NoSuchFolder_IsUnknownAndNeverAPath(string account, string name)
    {
        var set = await new GitPolicySource(s_folder).GetPoliciesAsync(RequestOf(account, name), CancellationToken.None);

        set.Identity.Should().BeEmpty();
        set.IsUnavailable(PolicyLayer.Identity).Should().BeTrue();
    }

    [Test]
    public async Task GetPoliciesAsync_FileThatIsNoPolicy_KeepsItsProblem()
    {
        var set = await new GitPolicySource(s_folder).GetPoliciesAsync(RequestOf("123456789012", "broken"), CancellationToken.None);

        set.Identity.Should().ContainSingle().Which.Problem.Should().Contain("broken.json");
    }

    private static AuthorizationRequest RequestOf(string account, string name) => new()
    {
        Principal = new() { Kind = PrincipalKind.Role, Id = name, AccountId = account, Name = name },
        Action = "s3:GetObject",
        Resource = ResourceId.Any,
    };
}
