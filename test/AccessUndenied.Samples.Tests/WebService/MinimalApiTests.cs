using System.Runtime.CompilerServices;
using System.Text.Json;
using AccessUndenied.Aws.Events;
using AccessUndenied.Reports;
using AccessUndenied.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Samples.Tests.WebService;

/// <summary>What somebody gets who returns a result from an endpoint, knowing nothing of how reports are written.</summary>
public sealed class MinimalApiTests
{
    private AnalysisResult _result = null!;
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "None"]);
        builder.Services.AddAccessUndenied().UseSnapshot(SampleData.Snapshot);
        _app = builder.Build();
        _result = await _app.Services.GetRequiredService<IAccessDeniedAnalyzer>().AnalyzeAsync(CloudTrailEvent.Parse(SampleData.FirstEvent));
        _app.MapGet("/result", () => _result);
        _app.MapGet("/typed", () => TypedResults.Ok(_result));
        _app.MapGet("/list", () => new[] { _result });
        _app.MapGet("/stream", Stream);
        _app.MapGet("/within", () => new { Denial = _result });
        _app.MapGet("/options", () => TypedResults.Json(_result, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower }));
        _app.MapPost("/analyze", (JsonElement record, IAccessDeniedAnalyzer analyzer) => analyzer.AnalyzeAsync(CloudTrailEvent.Parse(record.GetRawText())));
        await _app.StartAsync();
        _http = new() { BaseAddress = new(_app.Urls.Single()), Timeout = Timeout.InfiniteTimeSpan };
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [TestCase("/result", "{0}")]
    [TestCase("/typed", "{0}")]
    [TestCase("/options", "{0}")]
    [TestCase("/list", "[{0}]")]
    [TestCase("/stream", "[{0},{0}]")]
    [TestCase("/within", "{\"denial\":{0}}")]
    public async Task Get_EndpointThatReturnsAResult_AnswersWhatToJsonGives(string path, string expected) =>
        (await _http.GetStringAsync(path)).Should().Be(expected.Replace("{0}", JsonReport.ToJson(_result, indented: false)));

    [Test]
    public async Task Post_EndpointThatReturnsTheAnalysis_AnswersWhatToJsonGives()
    {
        using var response = await _http.PostAsync("/analyze", new StringContent(SampleData.FirstEvent, null, "application/json"));

        (await response.Content.ReadAsStringAsync()).Should().Be(JsonReport.ToJson(_result, indented: false));
    }

    [Test]
    public void Serialize_NoOptions_IsWhatToJsonGives()
    {
        JsonSerializer.Serialize(_result).Should().Be(JsonReport.ToJson(_result, indented: false));
        JsonSerializer.Serialize<object>(_result).Should().Be(JsonReport.ToJson(_result, indented: false));
        JsonSerializer.Serialize(_result, new JsonSerializerOptions { WriteIndented = true }).Should().Be(JsonReport.ToJson(_result));
    }

    private async IAsyncEnumerable<AnalysisResult> Stream([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        yield return _result;
        yield return _result;
    }
}
