using System.Security.Cryptography;
using System.Text;
using AccessUndenied.Reports;
using AccessUndenied.Results;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace AccessUndenied.Core.Tests.Reports;

public sealed class HtmlReportTests
{
    [Test]
    public void Write_Page_AllowsItsOwnStyleAndScriptAndNothingElse()
    {
        var page = Page([SampleResults.RegionLock()]);
        var policy = page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content");

        policy.Should().Be($"default-src 'none'; style-src '{HashOf(page.QuerySelector("style")!)}'; script-src '{HashOf(page.QuerySelector("script")!)}'; base-uri 'none'; form-action 'none'");
        page.QuerySelectorAll("script").Should().ContainSingle();
        page.QuerySelectorAll("[style],[src],link,iframe,img,object,form").Should().BeEmpty();
        page.QuerySelectorAll("[href]").Should().OnlyContain(element => element.GetAttribute("href")!.StartsWith('#'));
    }

    [Test]
    public void Write_Gates_StandInTheOrderOfEvaluationWithTheClosedOneMarked()
    {
        var page = Page([SampleResults.MissingAllow()]);

        page.QuerySelectorAll("summary .g").Select(gate => gate.TextContent).Should().Equal("SCP open", "resource not needed", "identity closed");
        page.QuerySelectorAll(".g.closed").Should().ContainSingle();
    }

    [Test]
    public void Write_DecidingElement_IsMarkedInTheStatement() =>
        Page([SampleResults.RegionLock()]).QuerySelector("mark")!.TextContent.Should().StartWith("\"Condition\": ").And.Contain("aws:RequestedRegion");

    [Test]
    public void Write_ManyEventsOfOneCause_AreOneArticleWithARowEach()
    {
        var page = Page(Enumerable.Range(0, 20).Select(i => SampleResults.MissingAllow(resource: $"arn:aws:s3:::bucket/{i}", minutes: i)));

        page.QuerySelectorAll("article").Should().ContainSingle().Which.QuerySelectorAll("tbody tr").Should().HaveCount(20);
        page.QuerySelector("tbody tr:nth-child(20)")!.TextContent.Should().Contain("event-19");
    }

    [Test]
    public void Write_Structure_HasWhatReadersOfScreensNeed()
    {
        var page = Page(SampleResults.Many(50));

        page.DocumentElement.GetAttribute("lang").Should().Be("en");
        page.Title.Should().Be("Denied requests: 50 events");
        page.QuerySelectorAll("h1").Should().ContainSingle();
        page.QuerySelectorAll("th:not([scope])").Should().BeEmpty();
        page.QuerySelectorAll("input,select").Should().OnlyContain(control => control.Closest("label") != null);
        page.QuerySelectorAll("[id]").Select(element => element.Id).Should().OnlyHaveUniqueItems();
    }

    [Test]
    public void Write_Remediation_ShowsWhatItOpensAndFoldsCommandsAndTemplates()
    {
        var page = Page([SampleResults.RegionLock()]);

        page.QuerySelectorAll("details.more > summary").Select(summary => summary.TextContent).Should().Equal("The whole policy after the change", "AWS CLI for a POSIX shell (sh, bash, zsh)", "terraform", "cloudformation");
        page.QuerySelectorAll("details.more[open]").Should().BeEmpty();
        page.QuerySelectorAll("h4").Select(heading => heading.TextContent).Should().Contain("What else it opens");
        page.QuerySelector("p.or")!.TextContent.Should().StartWith("Or keep: Change nothing");
    }

    [Test]
    public void Write_MoreCommandsThanThePageHolds_SaysWhereTheyAreLeftOut()
    {
        var distinct = Enumerable.Range(0, 3000).Select(i => SampleResults.MissingAllow($"application-{i}", minutes: i));

        WrittenReport.Of(ReportFormat.Html, distinct).Should().Contain("left out here to keep this page usable");
    }

    [Test]
    public void Write_PolicyLongerThanAnyThatIsAccepted_GetsNoCommands()
    {
        var many = Enumerable.Range(0, 600).Select(i => SampleResults.MissingAllow(resource: $"arn:aws:s3:::bucket/with/a/long/key/number/{i}", minutes: i));

        var page = Page(many);

        // The pattern beside the list is short enough.
        page.QuerySelectorAll("details.more").Should().OnlyContain(more => !more.TextContent.Contains("/number/599", StringComparison.Ordinal));
        page.QuerySelector("article")!.TextContent.Should().Contain("longer than any that is accepted").And.Contain("not verified");
    }

    [Test]
    public void Write_NoResult_SaysSo() => Page([]).QuerySelector("main")!.TextContent.Should().Contain("no denied event");

    [Test]
    public void Write_FiveThousandEvents_StayUnderFiveMegabytes()
    {
        Encoding.UTF8.GetByteCount(WrittenReport.Of(ReportFormat.Html, SampleResults.Many(5000))).Should().BeLessThan(5_000_000);
        var distinct = Enumerable.Range(0, 5000).Select(i => SampleResults.MissingAllow($"application-with-a-long-name-{i}", resource: $"arn:aws:s3:::example-bucket-{i}/a/rather/long/key.json", minutes: i));
        var html = WrittenReport.Of(ReportFormat.Html, distinct);
        Encoding.UTF8.GetByteCount(html).Should().BeLessThan(5_000_000);
        html.Should().Contain("from here on are shortened");
    }

    private static IDocument Page(IEnumerable<AnalysisResult> results) => new HtmlParser().ParseDocument(WrittenReport.Of(ReportFormat.Html, results));

    private static string HashOf(IElement element) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(element.TextContent)));
}
