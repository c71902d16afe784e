using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Tests.Reports;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>The results of all sample events and all reports, each with the policies of its requests.</summary>
internal static class AnalyzedSamples
{
    private static readonly Lazy<IReadOnlyList<AnalyzedSample>> s_all = new(() => AnalyzeAsync().GetAwaiter().GetResult());
    private static readonly HashSet<string> s_reports = [.. ReportCase.Names];

    public static IReadOnlyList<AnalyzedSample> All => s_all.Value;

    /// <summary>The verified remediations that change policies.</summary>
    public static IEnumerable<(AnalyzedSample Sample, int Index)> Verified() =>
        from sample in All
        from index in Enumerable.Range(0, sample.Result.Remediations.Count)
        where sample.Result.Remediations[index] is { Verified: true, Changes.Count: > 0 }
        select (sample, index);

    public static AnalyzedSample Find(string name) => All.First(sample => sample.Name == name);

    public static bool IsReport(string name) => s_reports.Contains(name);

    private static async Task<IReadOnlyList<AnalyzedSample>> AnalyzeAsync()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Samples");
        await using var provider = new ServiceCollection().AddAccessUndenied().UseSnapshot(Path.Combine(folder, "snapshot.json")).Services.BuildServiceProvider();
        var analyzer = provider.GetRequiredService<IAccessDeniedAnalyzer>();
        var source = provider.GetRequiredService<IPolicySource>();
        var samples = new List<AnalyzedSample>();
        await foreach (var result in analyzer.AnalyzeAsync(CloudTrailReader.ReadPathAsync(Path.Combine(folder, "events.json"), new(), new())))
        {
            if (result.Request is not null)
            {
                samples.Add(await AnalyzedSample.OfAsync(result.EventId, result, source));
            }
        }

        foreach (var name in ReportCase.Names)
        {
            samples.AddRange((await ReportCase.Read(name).AnalyzeWithPoliciesAsync()).Select(item => item.Sample).OfType<AnalyzedSample>());
        }

        return samples;
    }
}
