using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Results;
using AccessUndenied.Samples.FrozenAccounts;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Samples.Tests.FrozenAccounts;

public sealed class FrozenAccountsSimulatorTests
{
    private const string Table = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/by-customer";

    [Test]
    public async Task AnalyzeAsync_FrozenAccount_NamesTheFreeze()
    {
        var result = await AnalyzeAsync("123456789012");

        result.Assessment.Should().Be(Assessment.ExplicitDenyInServiceControlPolicy);
        result.Causes[0].Sentence.Should().Contain("Account 123456789012 is frozen");
        result.Remediations.Should().NotContain(remediation => remediation.Verified, because: "no change of a policy helps");
    }

    [Test]
    public async Task AnalyzeAsync_OtherAccount_DecidesAsTheSimulatorBehindIt() =>
        (await AnalyzeAsync("222222222222")).Assessment.Should().Be(Assessment.MissingAllowInIdentityPolicy);

    private static async Task<AccessUndenied.Results.AnalysisResult> AnalyzeAsync(string frozen)
    {
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseSnapshot(SampleData.Snapshot).UseSimulator(_ => new FrozenAccountsSimulator(new LocalSimulator(), [frozen]));
        await using var provider = services.BuildServiceProvider();
        var denied = SampleData.Event("service/app-orders", "dynamodb.amazonaws.com", "Query", "dynamodb:Query", Table);
        return await provider.GetRequiredService<IAccessDeniedAnalyzer>().AnalyzeAsync(CloudTrailEvent.Parse(denied));
    }
}
