using System.Collections.Concurrent;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Tests.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.DependencyInjection;

/// <summary>One analyzer for all threads.</summary>
public sealed class ParallelUseTests
{
    private const int Rounds = 8;

    [Test]
    public async Task Analyze_ByManyThreads_GivesTheResultsOfOneThread()
    {
        var events = new List<CloudTrailEvent>();
        await using (var file = File.OpenRead(SampleOrganization.EventsPath))
        {
            await foreach (var deniedEvent in CloudTrailReader.ReadAsync(file))
            {
                events.Add(deniedEvent);
            }
        }

        await using var alone = SampleOrganization.Offline(SampleOrganization.SnapshotPath);
        var expected = new List<string>();
        foreach (var deniedEvent in events)
        {
            expected.Add(ResultText.Of(await alone.GetRequiredService<IAccessDeniedAnalyzer>().AnalyzeAsync(deniedEvent)));
        }

        // A fresh one, whose caches are filled by the threads themselves.
        await using var shared = SampleOrganization.Offline(SampleOrganization.SnapshotPath);
        var analyzer = shared.GetRequiredService<IAccessDeniedAnalyzer>();
        var differences = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Rounds * events.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Rounds },
            async (number, cancellationToken) =>
            {
                var index = number % events.Count;
                var text = ResultText.Of(await analyzer.AnalyzeAsync(events[index], cancellationToken));
                if (text != expected[index])
                {
                    differences.Add(text);
                }
            });

        events.Should().HaveCount(52);
        differences.Should().BeEmpty();
    }
}
