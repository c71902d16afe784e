using System.Text;
using System.Text.Json;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Tests.Remediations;
using AccessUndenied.Policies;
using AccessUndenied.Reports;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Reports;

/// <summary>One public report of a denial whose true cause is settled: the record, the policies, and what a right answer says.</summary>
internal sealed class ReportCase
{
    public required string Name { get; init; }

    public required JsonElement Json { get; init; }

    /// <summary>The names of all cases, each the name of its file.</summary>
    public static IEnumerable<string> Names => CaseFiles.In("Reports").Select(Path.GetFileNameWithoutExtension)!;

    public static ReportCase Read(string name)
    {
        var path = CaseFiles.In("Reports").Single(file => Path.GetFileNameWithoutExtension(file) == name);
        return new() { Name = name, Json = CaseFiles.Read(path) };
    }

    /// <summary>What is wrong with the answer, a sentence each; empty where it is right.</summary>
    public async Task<IReadOnlyList<string>> FindFaultsAsync()
    {
        var results = await AnalyzeAsync().ConfigureAwait(false);
        return new ReportExpectation(Json.GetProperty("expect")).FaultsOf(results);
    }

    public async Task<IReadOnlyList<AnalysisResult>> AnalyzeAsync() => [.. (await AnalyzeWithPoliciesAsync().ConfigureAwait(false)).Select(item => item.Result)];

    /// <summary>The results, each with the policies of its requests; none where no request was made out.</summary>
    public async Task<IReadOnlyList<(AnalysisResult Result, AnalyzedSample? Sample)>> AnalyzeWithPoliciesAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), $"report-{Guid.NewGuid():N}.json");
        try
        {
            await File.WriteAllTextAsync(path, Json.GetProperty("snapshot").GetRawText()).ConfigureAwait(false);
            await using var provider = new ServiceCollection().AddAccessUndenied().UseSnapshot(path).Services.BuildServiceProvider();
            var analyzer = provider.GetRequiredService<IAccessDeniedAnalyzer>();
            using var record = new MemoryStream(Encoding.UTF8.GetBytes(Json.GetProperty("record").GetRawText()));
            var source = provider.GetRequiredService<IPolicySource>();
            var results = new List<(AnalysisResult, AnalyzedSample?)>();
            await foreach (var result in analyzer.AnalyzeAsync(CloudTrailReader.ReadAsync(record)).ConfigureAwait(false))
            {
                results.Add((result, result.Request is null ? null : await AnalyzedSample.OfAsync(Name, result, source).ConfigureAwait(false)));
            }

            return results;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
