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
        page.QuerySelector("article tbody tr:nth-child(20)")!.TextContent.Should().Contain("event-19");
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
    public void Write_AThousandCauses_StayUnderFiveMegabytesWithoutBeingShortened()
    {
        var html = WrittenReport.Of(ReportFormat.Html, Enumerable.Range(0, 1000).Select(i => SampleResults.MissingAllow($"application-{i}", minutes: i)));

        Encoding.UTF8.GetByteCount(html).Should().BeLessThan(5_000_000);
        html.Should().NotContain("from here on are shortened");
    }

    [Test]
    public void Write_FiveThousandEvents_StayUnderFiveMegabytes()
    {
        Encoding.UTF8.GetByteCount(WrittenReport.Of(ReportFormat.Html, SampleResults.Many(5000))).Should().BeLessThan(5_000_000);
        var distinct = Enumerable.Range(0, 5000).Select(i => SampleResults.MissingAllow($"application-with-a-long-name-{i}", resource: $"arn:aws:s3:::example-bucket-{i}/a/rather/long/key.json", minutes: i));
        var html = WrittenReport.Of(ReportFormat.Html, distinct);
        Encoding.UTF8.GetByteCount(html).Should().BeLessThan(5_000_000);
        html.Should().Contain("from here on are shortened");
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Write_NineThousandCauses_StayUnderFiveMegabytesAndCountWhatIsLeftOut(bool isGrouped)
    {
        var distinct = Enumerable.Range(0, 9000).Select(i => SampleResults.MissingAllow($"application-with-a-long-name-{i}", resource: $"arn:aws:s3:::example-bucket-{i}/a/rather/long/key.json", minutes: i));

        var html = isGrouped ? WrittenReport.Grouped(ReportFormat.Html, distinct) : WrittenReport.Of(ReportFormat.Html, distinct);

        Encoding.UTF8.GetByteCount(html).Should().BeLessThan(5_000_000);
        html.Should().Contain("9,000 causes").And.MatchRegex("[0-9,]+ causes more are counted above and not listed");
    }

    [Test]
    public void Write_SessionsOfOneRole_AreCountedAsTheRole()
    {
        var page = Page(Enumerable.Range(0, 30).Select(i => SampleResults.InSession(SampleResults.MissingAllow(minutes: i), $"pod-{i}")));

        page.QuerySelector("summary .what")!.TextContent.Should().EndWith("by arn:aws:iam::111111111111:role/app");
        page.QuerySelectorAll(".card").Single(card => card.TextContent.StartsWith("By principal", StringComparison.Ordinal)).QuerySelectorAll("tr").Should().ContainSingle();
        page.QuerySelectorAll("tbody td:nth-child(3)").Select(cell => cell.TextContent).Distinct().Should().HaveCount(30, because: "each row says whose session it was");
    }

    [Test]
    public void Write_EventsOutOfOrder_AreRowsInOrderOfTimeUnderTheFirst()
    {
        var page = Page(new[] { 5, 1, 9, 3 }.Select(minutes => SampleResults.MissingAllow(minutes: minutes)));

        page.QuerySelectorAll(".rows tbody td:nth-child(2)").Select(cell => cell.TextContent).Should().Equal("event-1", "event-3", "event-5", "event-9");
        page.QuerySelectorAll("dt").Single(term => term.TextContent == "First event").NextElementSibling!.TextContent.Should().Be("event-1");
    }

    [Test]
    public void Write_MoreMembersThanAreListed_FoldsTheOthersWhereTheyOpen()
    {
        var page = Page(Enumerable.Range(0, 24).Select(i => SampleResults.MissingAllow(resource: $"arn:aws:s3:::bucket/{i}", minutes: i)));

        var more = page.QuerySelectorAll("dd details.more").Should().ContainSingle().Subject;
        more.QuerySelector("summary")!.TextContent.Should().Be("… 14 more");
        more.QuerySelectorAll("li").Should().HaveCount(14);
    }

    [Test]
    public void Write_Timeline_CountsEveryEventInColumnsAndInATable()
    {
        var page = Page(SampleResults.Many(500));

        var columns = page.QuerySelectorAll("#timeline svg rect");
        columns.Length.Should().BeInRange(2, 60);
        page.QuerySelectorAll("#timeline td").Sum(cell => int.Parse(cell.TextContent, System.Globalization.CultureInfo.InvariantCulture)).Should().Be(500);
        page.QuerySelectorAll("#t option").Length.Should().Be(columns.Length + 1);
        page.QuerySelectorAll("article").Should().OnlyContain(article => article.GetAttribute("data-t")!.Length > 0);
    }

    [Test]
    public void Write_Filters_OfferWhatThePageHasAndOnlyWhereThereIsAChoice()
    {
        var page = Page([SampleResults.RegionLock(), SampleResults.MissingAllow(minutes: 1), SampleResults.MissingResourceAllow("app", "sqs:SendMessage", "arn:aws:sqs:eu-west-1:222222222222:queue")]);

        page.QuerySelectorAll("#v option").Select(option => option.TextContent).Should().Equal("all", "high", "medium");
        page.QuerySelectorAll("#l option").Select(option => option.TextContent).Should().Equal("all", "identity-based policy", "resource-based policy", "service control policy");
        page.QuerySelector("#c").Should().BeNull(because: "there is one account");
        page.QuerySelector("#s")!.ChildElementCount.Should().Be(4);
    }

    [Test]
    public void Write_SeveralAccounts_AreOptionsThatCausesNameByNumber()
    {
        static AnalysisResult In(string account) => SampleResults.MissingAllow(role: "role-" + account[..1]) is var result
            ? result with { Request = result.Request! with { Resource = result.Request.Resource with { AccountId = account } } }
            : result;
        var page = Page([In("333333333333"), In("222222222222")]);

        page.QuerySelectorAll("#c option").Select(option => option.TextContent).Should().Equal("all", "111111111111", "222222222222", "333333333333");
        page.QuerySelectorAll("article").Select(article => article.GetAttribute("data-c")).Should().Equal("0 2", "0 1");
    }

    [Test]
    public void Write_EveryRemedy_HasAnAnchorThatIsThere()
    {
        var page = Page([SampleResults.RegionLock(), SampleResults.MissingAllow(minutes: 1)]);

        page.QuerySelectorAll(".r").Select(remedy => remedy.Id).Should().Equal("f1-r1", "f1-r2", "f2-r1");
        page.QuerySelectorAll(".r").Should().OnlyContain(remedy => remedy.QuerySelector("a.to[href='#" + remedy.Id + "']") != null);
        page.QuerySelectorAll("a[href]").Should().OnlyContain(link => page.GetElementById(link.GetAttribute("href")!.Substring(1)) != null);
    }

    private static IDocument Page(IEnumerable<AnalysisResult> results) => new HtmlParser().ParseDocument(WrittenReport.Of(ReportFormat.Html, results));

    private static string HashOf(IElement element) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(element.TextContent)));
}
