using AccessUndenied.Aws.Events;
using AccessUndenied.Samples.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Samples.Tests.Telemetry;

[NonParallelizable]
public sealed class StageTimesTests
{
    [Test]
    public async Task Stages_AfterTwoEvents_HaveBothInEachStage()
    {
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseSnapshot(SampleData.Snapshot);
        await using var provider = services.BuildServiceProvider();
        var analyzer = provider.GetRequiredService<IAccessDeniedAnalyzer>();
        using var times = new StageTimes();

        await analyzer.AnalyzeAsync(CloudTrailEvent.Parse(SampleData.FirstEvent));
        await analyzer.AnalyzeAsync(CloudTrailEvent.Parse(SampleData.FirstEvent));

        times.Stages.Keys.Should().BeEquivalentTo(
            "AccessUndenied.Resolve", "AccessUndenied.Policies", "AccessUndenied.Simulate", "AccessUndenied.Explain", "AccessUndenied.Plan", "AccessUndenied.Analyze");
        times.Stages.Values.Should().OnlyContain(stage => stage.Count == 2 && stage.Total > TimeSpan.Zero);
    }
}
