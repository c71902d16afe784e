using System.Globalization;
using AccessUndenied.Reports;
using AccessUndenied.Results;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AccessUndenied.Core.Tests.Reports.Browser;

/// <summary>The HTML report in a real browser.</summary>
/// <remarks>
/// Needs Chromium at the path in the environment variable <c>CHROMIUM</c>, or at <c>/usr/bin/chromium</c>; without one these tests are
/// inconclusive and say so. Screenshots go to the folder in <c>REPORT_SCREENSHOTS</c>, if that is set.
/// </remarks>
[NonParallelizable]
public sealed class HtmlReportBrowserTests
{
    // In milliseconds: what is awaited comes, on a slow machine late.
    private const float Patience = 1_800_000;

    private static readonly string s_chromium = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    private readonly List<string> _requests = [];
    private readonly List<string> _complaints = [];
    private string _folder = "";
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IPage _page = null!;

    [OneTimeSetUp]
    public async Task StartBrowser()
    {
        Assume.That(File.Exists(s_chromium), Is.True, $"No browser at {s_chromium}: the HTML report is not tested in one. Install chromium, or name another in CHROMIUM.");
        _folder = Directory.CreateTempSubdirectory("report-").FullName;
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
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
        if (_folder.Length > 0)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [TearDown]
    public async Task ClosePage()
    {
        if (_page is not null)
        {
            await _page.Context.CloseAsync();
        }
    }

    [Test]
    public async Task Open_HostileTextInEveryField_RunsNothingAndAsksForNothing()
    {
        await OpenAsync(SampleResults.Hostile.Select(text => SampleResults.With(text)));
        await _page.ClickAsync("#open");

        (await _page.EvaluateAsync<bool>("() => 'pwned' in window")).Should().BeFalse();
        _requests.Should().ContainSingle(because: "the page is one file").Which.Should().StartWith("file:");
        _complaints.Should().BeEmpty();
        (await _page.Locator(".why > li").First.TextContentAsync()).Should().StartWith(SampleResults.Hostile[0]);
    }

    [Test]
    public async Task Open_InsertedScript_IsRefusedByThePagesOwnPolicy()
    {
        await OpenAsync([SampleResults.RegionLock()]);

        await _page.EvaluateAsync("() => { const s = document.createElement('script'); s.textContent = 'window.pwned = 1'; document.body.append(s); }");

        (await _page.EvaluateAsync<bool>("() => 'pwned' in window")).Should().BeFalse();
        _complaints.Should().ContainSingle().Which.Should().Contain("Content Security Policy");
    }

    [Test]
    public async Task Search_Words_LeavesCausesAndRowsThatHaveThemAll()
    {
        await OpenAsync(SampleResults.Many(100));

        await _page.Keyboard.PressAsync("/");
        await _page.Keyboard.TypeAsync("etl-3 part.parquet 31/");

        await Assertions.Expect(_page.Locator("#count")).ToHaveTextAsync("1 of 30 causes, 1 of 100 events");
        (await _page.Locator(".f:visible").CountAsync()).Should().Be(1);
        await _page.Locator(".f:visible > details > summary").ClickAsync();
        (await _page.Locator(".f:visible tbody tr:visible").CountAsync()).Should().BeLessThanOrEqualTo(1);
    }

    [Test]
    public async Task Overview_Pick_FiltersAndClearTakesItBack()
    {
        await OpenAsync(SampleResults.Many(100));

        await _page.GetByRole(AriaRole.Button, new() { Name = "kms", Exact = true }).ClickAsync();
        await Assertions.Expect(_page.Locator("#s")).ToHaveValueAsync("kms");
        (await _page.Locator(".f:visible .what").AllTextContentsAsync()).Should().NotBeEmpty().And.OnlyContain(text => text.StartsWith("kms:"));
        await _page.ClickAsync("#reset");

        (await _page.Locator(".f:visible").CountAsync()).Should().Be(await _page.Locator(".f").CountAsync());
    }

    [Test]
    public async Task Copy_Statement_IsWhatTheClipboardHas()
    {
        await OpenAsync([SampleResults.RegionLock()], new() { Permissions = ["clipboard-read", "clipboard-write"] });

        await _page.GetByRole(AriaRole.Button, new() { Name = "Copy policy" }).ClickAsync();

        await Assertions.Expect(_page.Locator("#said")).ToHaveTextAsync("Copied");
        var copied = await _page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        System.Text.Json.JsonDocument.Parse(copied).RootElement.GetProperty("Sid").GetString().Should().Be("Lock");
    }

    [Test]
    public async Task Copy_FoldedCommands_GetTheirButtonWhenTheyUnfold()
    {
        await OpenAsync([SampleResults.RegionLock()], new() { Permissions = ["clipboard-read", "clipboard-write"] });

        (await _page.GetByRole(AriaRole.Button, new() { Name = "Copy aws-cli" }).IsVisibleAsync()).Should().BeFalse();
        await _page.GetByText("AWS CLI for a POSIX shell (sh, bash, zsh)", new() { Exact = true }).First.ClickAsync();
        await _page.GetByRole(AriaRole.Button, new() { Name = "Copy aws-cli" }).ClickAsync();

        await Assertions.Expect(_page.Locator("#said")).ToHaveTextAsync("Copied");
        (await _page.EvaluateAsync<string>("() => navigator.clipboard.readText()")).Should().StartWith("aws iam put-role-policy --role-name 'app'");
    }

    [Test]
    public async Task Copy_Remedy_HasItsSentencesAndItsPolicyAndNothingOfThePage()
    {
        await OpenAsync([SampleResults.RegionLock()], new() { Permissions = ["clipboard-read", "clipboard-write"] });

        await _page.GetByRole(AriaRole.Button, new() { Name = "Copy remedy" }).First.ClickAsync();

        await Assertions.Expect(_page.Locator("#said")).ToHaveTextAsync("Copied");
        var copied = await _page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        copied.Should().StartWith("What to change verified").And.Contain("Exempt eu-west-3.").And.Contain("\"Sid\": \"Lock\"").And.NotContain("Copy").And.NotContain("put-role-policy");
    }

    [Test]
    public async Task Filter_LayerSeverityAndTime_LeaveTheCausesThatHaveThem()
    {
        await OpenAsync(SampleResults.Many(100));

        await _page.SelectOptionAsync("#v", "2");
        await Assertions.Expect(_page.Locator("#count")).ToContainTextAsync("20 of 100 events");
        await _page.ClickAsync("#reset");
        await _page.Locator("#timeline rect").First.ClickAsync();
        await Assertions.Expect(_page.Locator("#t")).ToHaveValueAsync("0");
        var shown = await _page.Locator(".f:visible").EvaluateAllAsync<string[]>("all => all.map(f => f.dataset.t)");
        shown.Should().NotBeEmpty().And.OnlyContain(times => times.Split(' ', StringSplitOptions.None).Contains("0"));
    }

    [Test]
    public async Task Sort_ByTimeAndSeverity_OrdersTheCausesAndBack()
    {
        await OpenAsync(SampleResults.Many(100));
        var byCount = await OrderAsync();

        await _page.SelectOptionAsync("#o", "f");
        (await _page.Locator(".f").EvaluateAllAsync<long[]>("all => all.map(f => Number(f.dataset.f))")).Should().BeInAscendingOrder();
        await _page.SelectOptionAsync("#o", "v");
        (await _page.Locator(".f").EvaluateAllAsync<long[]>("all => all.map(f => Number(f.dataset.v))")).Should().BeInDescendingOrder();
        await _page.SelectOptionAsync("#o", "n");

        (await OrderAsync()).Should().Equal(byCount);
    }

    [Test]
    public async Task Sort_HeadOfATable_OrdersItsRowsUpAndDown()
    {
        await OpenAsync(Enumerable.Range(0, 12).Select(i => SampleResults.MissingAllow(resource: $"arn:aws:s3:::bucket/{(i * 5) % 12:D2}", minutes: i)));

        await _page.GetByRole(AriaRole.Button, new() { Name = "Resource" }).ClickAsync();
        (await CellsAsync()).Should().BeInAscendingOrder();
        await _page.GetByRole(AriaRole.Button, new() { Name = "Resource" }).ClickAsync();
        (await CellsAsync()).Should().BeInDescendingOrder();
        (await _page.Locator("th[aria-sort=descending]").CountAsync()).Should().Be(1);

        async Task<IReadOnlyList<string>> CellsAsync() => await _page.Locator(".rows tbody td:nth-child(5)").AllTextContentsAsync();
    }

    [Test]
    public async Task Open_AddressOfAFoldedRemedy_UnfoldsItsCause()
    {
        var pattern = Enumerable.Range(0, 40).Select(i => SampleResults.MissingAllow(resource: $"arn:aws:s3:::bucket/{i}", minutes: i));
        await OpenAsync([.. pattern, .. SampleResults.Many(60)]);
        var folded = await _page.Locator("details.other").First.EvaluateAsync<string>("e => e.closest('.r').id");

        await _page.EvaluateAsync("id => { location.hash = id; }", folded);

        await Assertions.Expect(_page.Locator($"#{folded} > details > p").First).ToBeVisibleAsync();
    }

    [TestCase("<img src=x onerror=window.pwned=1>")]
    [TestCase("\"];window.pwned=1//")]
    [TestCase("javascript:window.pwned=1")]
    [TestCase("%E0%A4%A")]
    [TestCase("f1 .f, *")]
    [TestCase("controls")]
    public async Task Open_HostileFragment_DoesNothing(string fragment)
    {
        await OpenAsync(SampleResults.Many(40));

        await _page.EvaluateAsync("fragment => { location.hash = fragment; }", fragment);
        await _page.EvaluateAsync("() => new Promise(done => setTimeout(done, 50))");

        (await _page.EvaluateAsync<bool>("() => 'pwned' in window")).Should().BeFalse();
        (await _page.Locator("img").CountAsync()).Should().Be(0);
        _complaints.Should().BeEmpty();
    }

    [Test]
    public async Task Print_ManyEvents_GivesAPageACauseAtMost([Values] bool script)
    {
        // 40 causes of 5,000 events, some of them with policies of several pages.
        await OpenAsync(SampleResults.Many(5000), new() { JavaScriptEnabled = script });
        var causes = await _page.Locator(".f").CountAsync();

        var pages = await PagesAsync();

        pages.Should().BeInRange(causes / 8, causes + 2, because: "each cause is printed with what to change, and the events are not");
        (await _page.Locator(".f > details[open]").CountAsync()).Should().Be(0, because: "the screen is as it was");
    }

    [Test]
    public async Task Print_AThousandCauses_GivesALineForEach()
    {
        await OpenAsync(Enumerable.Range(0, 1000).Select(i => SampleResults.MissingAllow($"application-{i}", minutes: i)));

        (await PagesAsync()).Should().BeLessThan(120);
    }

    [Test]
    public async Task Print_LongPolicies_NoCauseTakesTwoPages()
    {
        await OpenAsync(Enumerable.Range(0, 200).SelectMany(i => Enumerable.Range(0, 3).Select(k => SampleResults.MissingAllow($"app-{k}", resource: $"arn:aws:s3:::bucket/with/a/long/key/number/{i}", minutes: i))));

        await _page.EmulateMediaAsync(new() { Media = Media.Print });
        (await PagesAsync()).Should().BeLessThanOrEqualTo(4);
    }

    // Each page is an object of its own in what Chromium writes.
    private async Task<int> PagesAsync() =>
        System.Text.RegularExpressions.Regex.Count(System.Text.Encoding.Latin1.GetString(await _page.PdfAsync(new() { PreferCSSPageSize = true })), @"/Type\s*/Page\b");

    private async Task<IReadOnlyList<string>> OrderAsync() => await _page.Locator(".f").EvaluateAllAsync<string[]>("all => all.map(f => f.id)");

    [Test]
    public async Task Keyboard_Alone_ReachesAndUnfoldsACause()
    {
        await OpenAsync(SampleResults.Many(50));

        await _page.FocusAsync("#close");
        await _page.Keyboard.PressAsync("Tab");
        await _page.Keyboard.PressAsync("Enter");

        (await _page.Locator(".f details").First.GetAttributeAsync("open")).Should().NotBeNull();
    }

    [Test]
    public async Task Open_WithoutScript_ShowsEverythingAndNoDeadControls()
    {
        await OpenAsync([SampleResults.RegionLock()], new() { JavaScriptEnabled = false });

        (await _page.Locator("#controls").IsVisibleAsync()).Should().BeFalse();
        (await _page.Locator("mark").IsVisibleAsync()).Should().BeTrue();
        (await _page.Locator("button:visible").CountAsync()).Should().Be(0);
    }

    [Test]
    public async Task Open_BothSchemes_AreAccessible([Values] bool dark)
    {
        await OpenAsync([SampleResults.RegionLock(), .. SampleResults.Many(40), SampleResults.With("text")], new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
        await _page.ClickAsync("#open");

        var found = await _page.RunAxe();

        found.Violations.Select(violation => $"{violation.Id}: {violation.Help} ({string.Join(", ", violation.Nodes.Take(3).Select(node => node.Html))})").Should().BeEmpty();
    }

    [Test]
    public async Task Open_FiveThousandEvents_IsReadyAndSearches()
    {
        var html = WrittenReport.Of(ReportFormat.Html, SampleResults.Many(5000));
        var started = System.Diagnostics.Stopwatch.StartNew();
        await OpenAsync(html, new());

        var search = await _page.EvaluateAsync<double>(
            "() => new Promise(done => { const t = performance.now(), q = document.querySelector('#q'); q.value = 'event-4321'; q.dispatchEvent(new Event('input')); const wait = () => document.querySelector('#count').textContent.includes('1 of 5,000 events') ? done(performance.now() - t) : setTimeout(wait, 10); wait(); })");

        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{html.Length:N0} characters, open in {started.ElapsedMilliseconds} ms, first search in {search:F0} ms"));
    }

    [TestCase(1, false)]
    [TestCase(1, true)]
    [TestCase(30, false)]
    [TestCase(30, true)]
    [TestCase(5000, false)]
    [TestCase(5000, true)]
    public async Task Open_Screenshot_FitsItsWindow(int events, bool dark)
    {
        await OpenAsync(SampleResults.Many(events), new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, ViewportSize = new() { Width = 1280, Height = 1400 } });
        await _page.Locator(".f details").First.EvaluateAsync("details => { details.open = true; }");

        (await _page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).Should().BeTrue();
        await TakeScreenshotAsync($"{events}-{(dark ? "dark" : "light")}");
        await _page.SetViewportSizeAsync(390, 844);
        (await _page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).Should().BeTrue(because: "a phone shows it without scrolling sideways");
        (await _page.EvaluateAsync<bool>("() => [...document.querySelectorAll('.in, .in p, .in li')].every(e => e.scrollWidth <= e.clientWidth + 1)"))
            .Should().BeTrue(because: "no text runs out of its card");
        await TakeScreenshotAsync($"{events}-{(dark ? "dark" : "light")}-narrow");
    }

    private async Task TakeScreenshotAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("REPORT_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await _page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
        }
    }

    private Task OpenAsync(IEnumerable<AnalysisResult> results, BrowserNewContextOptions? options = null) => OpenAsync(WrittenReport.Of(ReportFormat.Html, results), options ?? new());

    private async Task OpenAsync(string html, BrowserNewContextOptions options)
    {
        var path = Path.Combine(_folder, Guid.NewGuid().ToString("N") + ".html");
        await File.WriteAllTextAsync(path, html);
        _requests.Clear();
        _complaints.Clear();
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(0);
        _page = await context.NewPageAsync();
        _page.Request += (_, request) => _requests.Add(request.Url);
        _page.Console += (_, message) => _complaints.Add(message.Text);
        _page.PageError += (_, error) => _complaints.Add(error);
        await _page.GotoAsync(new Uri(path).AbsoluteUri);
    }
}
