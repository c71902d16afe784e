using Microsoft.Playwright;

namespace AccessUndenied.Samples.Tests.WebService;

/// <summary>The page of the service in a real browser.</summary>
/// <remarks>
/// Needs Chromium at the path in the environment variable <c>CHROMIUM</c>, or at <c>/usr/bin/chromium</c>; without one these tests are
/// inconclusive and say so.
/// </remarks>
[NonParallelizable]
public sealed class PageBrowserTests
{
    private static readonly string s_chromium = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    private readonly List<string> _complaints = [];
    private RunningService? _service;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IPage _page = null!;

    [OneTimeSetUp]
    public async Task StartBrowser()
    {
        Assume.That(File.Exists(s_chromium), Is.True, $"No browser at {s_chromium}: the page is not tested in one. Install chromium, or name another in CHROMIUM.");
        _service = await RunningService.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = s_chromium, Timeout = 0, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
    }

    [OneTimeTearDown]
    public async Task StopBrowser()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }
    }

    [SetUp]
    public async Task OpenPage()
    {
        _complaints.Clear();
        _page = await _browser!.NewPageAsync();
        _page.SetDefaultTimeout(0);
        _page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Add(message.Text);
            }
        };
        await _page.GotoAsync(_service!.Url.ToString());
    }

    [TearDown]
    public async Task ClosePage()
    {
        if (_page is not null)
        {
            await _page.CloseAsync();
        }
    }

    [Test]
    public async Task Explain_PastedEvents_ShowsTheirReport()
    {
        await _page.FillAsync("#event", $$"""{"Records": {{SampleData.Records().ToJsonString()}}}""");
        await _page.ClickAsync("button");

        (await _page.TextContentAsync("body")).Should().Contain("Explicit deny in a service-control policy");
        await _page.ClickAsync("#open");
        (await _page.Locator(".why > li").First.IsVisibleAsync()).Should().BeTrue(because: "the report's own script runs");
        _complaints.Should().BeEmpty(because: "its own policy allows all that the report has");
    }

    [Test]
    public async Task Explain_EventWithMarkup_RunsNothing()
    {
        await _page.FillAsync("#event", SampleData.Event("service/app-orders", "s3.amazonaws.com", "GetObject", "s3:GetObject", "arn:aws:s3:::b/<img src=x onerror=window.pwned=1><script>window.pwned=1</script>"));
        await _page.ClickAsync("button");

        (await _page.TextContentAsync("body")).Should().Contain("<img src=x");
        (await _page.EvaluateAsync<bool>("() => 'pwned' in window")).Should().BeFalse();
    }

    [Test]
    public async Task Explain_WhatIsNoEvent_SaysSoAboveTheForm()
    {
        await _page.FillAsync("#event", "hello");
        await _page.ClickAsync("button");

        (await _page.Locator("[role=alert]").TextContentAsync()).Should().NotBeNullOrEmpty();
        (await _page.Locator("#event").IsVisibleAsync()).Should().BeTrue();
    }
}
