using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AccessUndenied.Samples.WebService;

namespace AccessUndenied.Samples.Tests.WebService;

public sealed class AnalysisServiceTests
{
    private const string SmallDenial =
        """{"eventVersion":"1.08","eventSource":"s3.amazonaws.com","eventName":"ListBuckets","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::123456789012:user/u","accountId":"123456789012"},"errorCode":"AccessDenied"}""";

    private RunningService _service = null!;
    private HttpClient _http = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _service = await RunningService.StartAsync();
        _http = new() { BaseAddress = _service.Url, Timeout = Timeout.InfiniteTimeSpan };
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _service.DisposeAsync();
    }

    [Test]
    public async Task Analyze_Event_AnswersItsResult()
    {
        using var response = await PostAsync(SampleData.FirstEvent);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        answer.RootElement.GetProperty("Results")[0].GetProperty("AssessmentResult").GetString().Should().Be("Explicit deny in a service-control policy");
    }

    [Test]
    public async Task Analyze_AllSampleEvents_AnswersAResultForEachDenial()
    {
        using var response = await PostAsync($$"""{"Records": {{SampleData.Records().ToJsonString()}}}""");

        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        answer.RootElement.GetProperty("Results").GetArrayLength().Should().Be(52);
    }

    [TestCase("")]
    [TestCase("hello")]
    [TestCase("""{"color": "blue"}""")]
    public async Task Analyze_WhatIsNoEvent_IsAProblemThatSaysWhy(string body)
    {
        using var response = await PostAsync(body);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        problem.RootElement.GetProperty("detail").GetString().Should().NotBeNullOrEmpty();
    }

    [Test]
    public async Task Analyze_TooManyBytes_Answers413WithTheLimit()
    {
        using var response = await PostAsync(new string(' ', AnalysisService.MaxRequestBytes + 1));

        response.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        (await response.Content.ReadAsStringAsync()).Should().Contain("1,048,576 bytes");
    }

    [Test]
    public async Task Analyze_ContentTypeThatCurlSends_AnswersAsWithout()
    {
        using var content = new StringContent(SampleData.FirstEvent, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await _http.PostAsync("/analyze", content);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        (await response.Content.ReadAsStringAsync()).Should().Contain("Explicit deny in a service-control policy");
    }

    // A megabyte that unpacks to a gigabyte.
    [Test]
    public async Task Analyze_GzipOfMuchMore_IsReadUpToTheLimitAndSaysSo()
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(SampleData.FirstEvent + "\n"));
            var padding = Encoding.UTF8.GetBytes("{\"eventVersion\": \"1.08\", \"eventSource\": \"s3.amazonaws.com\", \"eventName\": \"GetObject\", \"eventID\": \"x\"}\n");
            for (var written = 0; written < 8 * AnalysisService.MaxTextBytes; written += padding.Length)
            {
                gzip.Write(padding);
            }
        }

        using var response = await _http.PostAsync("/analyze", new ByteArrayContent(packed.ToArray()));

        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var results = answer.RootElement.GetProperty("Results");
        results.GetArrayLength().Should().Be(2);
        results[1].GetProperty("ErrorMessage").GetString().Should().Contain("more than 8,388,608 bytes once it is unpacked");
    }

    [Test]
    public async Task Analyze_AnswerOfManyBytes_Answers413()
    {
        using var response = await PostAsync(string.Join('\n', Enumerable.Repeat(SmallDenial, 3_500)));

        response.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await response.Content.ReadAsStringAsync()).Should().Contain("Send fewer events at a time");
    }

    [Test]
    public async Task Analyze_TooManyBytesWithoutALength_Answers413()
    {
        using var content = new StreamContent(new MemoryStream(new byte[AnalysisService.MaxRequestBytes + 1]));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/analyze") { Content = content };
        request.Headers.TransferEncodingChunked = true;

        using var response = await _http.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Test]
    public async Task Analyze_Form_AnswersTheReportWithItsOwnPolicyAsHeader()
    {
        using var form = new FormUrlEncodedContent([new("event", SampleData.FirstEvent)]);
        using var response = await _http.PostAsync("/analyze", form);

        response.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        PolicyOf(response).Should().Contain("default-src 'none'").And.Contain("script-src 'sha256-").And.Contain("frame-ancestors 'none'").And.NotContain("unsafe");
        (await response.Content.ReadAsStringAsync()).Should().Contain("lambda:ListFunctions");
    }

    [Test]
    public async Task Analyze_FormThatIsNoEvent_AnswersThePageAndWhy()
    {
        using var form = new FormUrlEncodedContent([new("event", "<script>alert(1)</script>")]);
        using var response = await _http.PostAsync("/analyze", form);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).Should().Contain("role=\"alert\"").And.NotContain("<script>");
    }

    [Test]
    public async Task Get_Page_MayRunNothingAndIsKeptNowhere()
    {
        using var response = await _http.GetAsync("/");

        PolicyOf(response).Should().Contain("default-src 'none'").And.NotContain("script-src").And.NotContain("unsafe");
        response.Headers.CacheControl!.NoStore.Should().BeTrue();
        response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        response.Headers.Contains("Set-Cookie").Should().BeFalse();
    }

    [Test]
    public async Task Get_UnderAForeignName_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "rebound.example";

        using var response = await _http.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Test]
    public async Task Get_NoSuchPage_IsAProblem()
    {
        using var response = await _http.GetAsync("/nothing");

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }

    private async Task<HttpResponseMessage> PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return await _http.PostAsync("/analyze", content);
    }

    private static string PolicyOf(HttpResponseMessage response) => response.Headers.GetValues("Content-Security-Policy").Single();
}
