using System.Globalization;
using System.Text;
using AccessUndenied.Reports;
using AccessUndenied.Text;
using AngleSharp.Html.Parser;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AccessUndenied.Core.Tests.Reports;

/// <summary>Whatever stands in an event or a policy is text in a report and nothing else.</summary>
public sealed class EscapingTests
{
    private static readonly ReportFormat[] s_formats = Enum.GetValues<ReportFormat>();

    private static IEnumerable<TestCaseData> EachTextInEachFormat() =>
        from format in s_formats
        from index in Enumerable.Range(0, SampleResults.Hostile.Length)
        from grouped in new[] { false, true }
        select new TestCaseData(format, index, grouped);

    [TestCaseSource(nameof(EachTextInEachFormat))]
    public void Write_HostileTextInEveryField_LeavesNothingThatActsOnATerminal(ReportFormat format, int text, bool grouped)
    {
        var report = Write(format, SampleResults.Hostile[text], grouped);

        report.EnumerateRunes().Where(rune => rune.Value != '\n' && IsHidden(rune)).Should().BeEmpty();
    }

    [Test]
    public void WriteHtml_HostileTextInEveryField_MakesNoElementAndNoAttribute([Range(0, 11)] int text, [Values] bool grouped)
    {
        var plain = new HtmlParser().ParseDocument(Write(ReportFormat.Html, "plain text", grouped));
        var hostile = new HtmlParser().ParseDocument(Write(ReportFormat.Html, SampleResults.Hostile[text], grouped));

        Shape(hostile).Should().Equal(Shape(plain));
        hostile.QuerySelector(".why > li")!.TextContent.Should().StartWith(Visible(SampleResults.Hostile[text]));
    }

    [Test]
    public void WriteMarkdown_HostileTextInEveryField_MakesNoMarkup([Range(0, 11)] int text, [Values] bool grouped)
    {
        var pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseEmphasisExtras().UseAutoLinks().UseTaskLists().UseFootnotes().UseMathematics().UseAlertBlocks().UseEmojiAndSmiley().Build();
        var plain = Markdown.Parse(Write(ReportFormat.Markdown, "plaintext", grouped), pipeline);
        var hostile = Markdown.Parse(Write(ReportFormat.Markdown, SampleResults.Hostile[text], grouped), pipeline);

        hostile.Descendants<Block>().Select(block => block.GetType()).Should().Equal(plain.Descendants<Block>().Select(block => block.GetType()));
        hostile.Descendants<Inline>().Should().OnlyContain(inline => inline is LiteralInline || inline is CodeInline || inline is EmphasisInline || inline is LineBreakInline || inline is ContainerInline)
            .And.NotContain(inline => inline is LinkInline || inline is HtmlInline || inline is AutolinkInline || inline is HtmlEntityInline);
        hostile.Descendants<EmphasisInline>().Should().HaveSameCount(plain.Descendants<EmphasisInline>());
    }

    [Test]
    public void WriteJson_HostileTextInEveryField_ReadsBackTheSame([Range(0, 11)] int text)
    {
        var result = SampleResults.With(SampleResults.Hostile[text]);

        var back = JsonReport.Parse(JsonReport.ToJson(result));

        back.EventId.Should().Be(SampleResults.Hostile[text].Replace('\uD800', '\uFFFD'));
        JsonReport.ToJson(back).Should().Be(JsonReport.ToJson(result));
        JsonReport.ToJson(JsonReport.Parse(JsonReport.ToJson(result, indented: false))).Should().Be(JsonReport.ToJson(result));
    }

    [TestCase("a\u001B[0m", "a\\u001b[0m")]
    [TestCase("x\u202Ey", "x\\u202ey")]
    [TestCase("x\u3164y", "x\\u3164y")]
    [TestCase("x\uFE0Fy", "x\\ufe0fy")]
    [TestCase("x\u034Fy", "x\\u034fy")]
    [TestCase("\U000E0041", "\\U000e0041")]
    [TestCase("größe 名前 😀", "größe 名前 😀")]
    public void VisibleText_HiddenCharacters_AreEscapes(string text, string expected) => VisibleText.Of(text).Should().Be(expected);

    [Test]
    public void VisibleText_HalfOfAPair_IsAnEscape() => VisibleText.Of("a\uD800b").Should().Be("a\\ud800b");

    private static string Write(ReportFormat format, string text, bool grouped) =>
        grouped ? WrittenReport.Grouped(format, [SampleResults.With(text)]) : WrittenReport.Of(format, [SampleResults.With(text)]);

    private static string Visible(string text) => VisibleText.Of(text);

    private static IEnumerable<string> Shape(AngleSharp.Dom.IDocument document) =>
        document.All.Select(element => element.LocalName + " " + string.Join(' ', element.Attributes.Select(attribute => attribute.Name)));

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;
}
