using System.Text;
using System.Text.Json;
using AccessUndenied.Aws.Tests.Remediations;
using AccessUndenied.Reports;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Reports;

/// <summary>The serializer writes what <see cref="JsonReport"/> writes, and what it reads back is written again the same.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SerializerLaws
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    [Test]
    public void Serialize_EverySampleEvent_IsToJsonAndReadsBackTheSame()
    {
        AnalyzedSamples.All.Should().NotBeEmpty();
        AnalyzedSamples.All.Should().AllSatisfy(sample => Check(sample.Result));
    }

    [TestCaseSource(typeof(ReportCase), nameof(ReportCase.Names))]
    public async Task Serialize_EveryPublicReport_IsToJsonAndReadsBackTheSame(string name)
    {
        var results = await ReportCase.Read(name).AnalyzeAsync();

        results.Should().AllSatisfy(Check);
        foreach (var finding in ResultGrouping.Group(results))
        {
            var json = JsonSerializer.Serialize(finding);
            JsonSerializer.Serialize(JsonSerializer.Deserialize<Finding>(json)).Should().Be(json);
        }
    }

    private static void Check(AnalysisResult result)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(result);
        Encoding.UTF8.GetString(json).Should().Be(JsonReport.ToJson(result, indented: false));
        JsonSerializer.Serialize(result, s_indented).Should().Be(JsonReport.ToJson(result));

        var back = JsonSerializer.Deserialize<AnalysisResult>(json)!;
        Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(back)).Should().Be(Encoding.UTF8.GetString(json));
        JsonReport.ToJson(JsonSerializer.Deserialize<AnalysisResult>(JsonReport.ToJson(result))!).Should().Be(JsonReport.ToJson(result));
        back.Causes.Select(cause => cause.Statement?.Problem).Should().Equal(result.Causes.Select(cause => cause.Statement?.Problem));
    }
}
