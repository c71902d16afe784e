using System.Text.Json;
using AccessUndenied.Aws.Tests.Requests;
using AccessUndenied.Reports;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Explanations;

/// <summary>Whole answers to one record and one snapshot: what is said of refusals beside policies, of what was not read, and of values that nobody knows.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AnswerTests
{
    [TestCaseSource(nameof(Cases))]
    public async Task Analyze_CaseFile_SaysWhatIsLeft(object entry)
    {
        var c = (JsonElement)entry;

        var result = await AnalyzeAsync(c);

        var text = TextReport.ToText(result);
        if (c.Text("assessment") is { } assessment)
        {
            AssessmentTexts.ToText(result.Assessment).Should().Be(assessment, because: text);
        }

        (result.Refusal?.Id).Should().Be(c.Text("refusal"), because: text);
        if (c.MaybeFlag("complete") is { } complete)
        {
            result.Evidence.Complete.Should().Be(complete, because: text);
        }

        if (c.Text("unknownKey") is { } key)
        {
            result.NearMisses[0].UnknownKey.Should().BeEquivalentTo(key, because: text);
        }

        if (result.Refusal is { IsCertain: true })
        {
            result.Remediations.Should().BeEmpty(because: text);
        }

        foreach (var said in Texts(c, "says"))
        {
            text.Should().Contain(said);
            JsonReport.ToJson(result).Should().NotBeEmpty();
        }

        foreach (var unsaid in Texts(c, "saysNot").Append("policy ''").Append("was taken not"))
        {
            text.Should().NotContain(unsaid);
        }
    }

    private static async Task<AnalysisResult> AnalyzeAsync(JsonElement c)
    {
        var path = Path.Combine(Path.GetTempPath(), $"answer-{Guid.NewGuid():N}.json");
        try
        {
            await File.WriteAllTextAsync(path, c.GetProperty("snapshot").GetRawText());
            await using var provider = new ServiceCollection().AddAccessUndenied().UseSnapshot(path).Services.BuildServiceProvider();
            return await provider.GetRequiredService<IAccessDeniedAnalyzer>().AnalyzeAsync(SampleRecords.Of(c));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IEnumerable<string> Texts(JsonElement c, string name) =>
        c.TryGetProperty(name, out var texts) ? texts.EnumerateArray().Select(text => text.GetString()!) : [];

    private static IEnumerable<TestCaseData> Cases() => CaseFiles.Read(Path.Combine(
        Path.GetDirectoryName(typeof(CaseFiles).Assembly.Location)!, "Cases", "Explanations", "Answers.json")).EnumerateArray()
        .Select(c => new TestCaseData(c).SetArgDisplayNames(c.GetProperty("name").GetString()!));
}
