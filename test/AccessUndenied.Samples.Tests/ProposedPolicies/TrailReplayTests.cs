using AccessUndenied.Replays;
using AccessUndenied.Samples.ProposedPolicies;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Samples.Tests.ProposedPolicies;

/// <summary>The sample that replays a trail under a proposed policy.</summary>
public sealed class TrailReplayTests
{
    [Test]
    public async Task RunAsync_SampleTrailAndProposal_FindsTheThreeCallsThatWouldBreak()
    {
        var data = Path.Combine(AppContext.BaseDirectory, "data");
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseSnapshot(Path.Combine(data, "snapshot.json"));
        await using var provider = services.BuildServiceProvider();

        var result = await TrailReplay.RunAsync(provider.GetRequiredService<IReplay>(), Path.Combine(data, "trail.json"), Path.Combine(data, "proposed-scp.json"));

        result.ChangedCalls.Should().Be(3);
        result.UndecidedCalls.Should().Be(0);
    }
}
