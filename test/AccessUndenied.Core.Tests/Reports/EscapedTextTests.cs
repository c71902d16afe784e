using System.Globalization;
using System.Text;
using AccessUndenied.Reports;
using AccessUndenied.Text;

namespace AccessUndenied.Core.Tests.Reports;

/// <summary>What the escapes of each output are, to the character.</summary>
public sealed class EscapedTextTests
{
    [Test]
    public void HtmlText_Text_EscapesMarkupAndBothQuotes() =>
        new StringBuilder().Text("<a b=\"c\" d='e'>&\u001B").ToString().Should().Be("&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;\\u001b");

    [Test]
    public void HtmlText_Json_KeepsItsQuotesAndLines() =>
        new StringBuilder().Json("{\n\"a\": \"<'&'>\"}").ToString().Should().Be("{\n\"a\": \"&lt;'&amp;'&gt;\"}");

    [Test]
    public void HtmlText_Code_IsTextInItsElement() => new StringBuilder("x ").Code("<b>").ToString().Should().Be("x <code>&lt;b&gt;</code>");

    [TestCase("No policy, of role it's.", "No policy, of role it's.")]
    [TestCase("a  b", "a  b")]
    [TestCase("", "")]
    [TestCase("größe", "größe")]
    [TestCase("1,000 and 7", "1,000 and 7")]
    [TestCase("s3:GetObject", "`s3:GetObject`")]
    [TestCase("(s3:GetObject).", "(`s3:GetObject`).")]
    [TestCase("\"s3:Get\",", "\"`s3:Get`\",")]
    [TestCase("'s3:Get'!", "'`s3:Get`'!")]
    [TestCase("and/or", "`and/or`")]
    [TestCase("www.example", "`www.example`")]
    [TestCase("a=1 a+1", "`a=1` `a+1`")]
    [TestCase("a= a/ a: a. a+", "a= a/ a: a. a+", Description = "at the end they link nothing")]
    [TestCase("a:) a./", "a:) a./")]
    [TestCase("a*b _a_ a<b", "`a*b` `_a_` `a<b`")]
    [TestCase("1.", "`1`.", Description = "no list")]
    [TestCase(",1 - 50%", "`,1` `-` `50%`")]
    [TestCase("'", "`'`")]
    [TestCase("''", "'`'`")]
    [TestCase("(", "`(`")]
    [TestCase("...", "`.`..")]
    [TestCase("a`b", "`` a`b ``")]
    [TestCase("x\u202Ey", "`x\\u202ey`")]
    public void MarkdownText_Sentence_MakesWhatIsNoPlainWordCode(string text, string expected) => MarkdownText.Sentence(text).Should().Be(expected);

    [TestCase("", "")]
    [TestCase("a b", "`a b`")]
    [TestCase("``a`", "``` ``a` ```")]
    [TestCase("a``", "``` a`` ```")]
    [TestCase("a\nb", "`a\\u000ab`")]
    public void MarkdownText_Code_IsASpanThatItsTextCannotEnd(string text, string expected) => MarkdownText.Code(text).Should().Be(expected);

    [TestCase("{}", "  ```json\n  {}\n  ```\n")]
    [TestCase("a\n```\nb", "  ````json\n  a\n  ```\n  b\n  ````\n")]
    [TestCase("`````", "  ``````json\n  `````\n  ``````\n")]
    public void MarkdownText_AppendJson_IsAFenceThatItsTextCannotEnd(string json, string expected)
    {
        var markdown = new StringBuilder();
        MarkdownText.AppendJson(markdown, json, "  ");
        markdown.ToString().Should().Be(expected);
    }

    [Test]
    public void CsvText_Line_QuotesWhatMustBeAndDisarmsFormulas()
    {
        var text = new StringBuilder();
        CsvText.AppendLine(text, ["a", "b,c", "d\"e", null, "=1", "-2", "+3", "@x", "x=1", "f\ng", "=\"x\"", "k;=1;x;\"-2;\uFF0B3; y;"]);
        text.ToString().Should().Be("a,\"b,c\",\"d\"\"e\",,'=1,'-2,'+3,'@x,x=1,f\\u000ag,\"'=\"\"x\"\"\",\"k;'=1;x;'\"\"-2;'\uFF0B3; y;\"\n");
    }

    [Test]
    public void CsvText_Time_IsUtcToTheSecond()
    {
        CsvText.Time(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2))).Should().Be("2026-01-02T01:04:05Z");
        CsvText.Time(null).Should().BeNull();
    }

    [TestCase("0000 001F 007F 0080 009F 00AD 034F 115F 1160 17B4 17B5 180B 180D 180F 200B 2028 2029 202E 2060 2800 3164 00A0 1680 2000 2001 2002 2003 2004 2005 2006 2007 2008 2009 200A 202F 205F 3000 13441 13442 16FE4 1D159 E000 FE00 FE07 FE0F FEFF FFA0 E0041 E0100 E0150 E01EF", true)]
    [TestCase("0020 0041 007E 00A1 00E9 2010 3001 16FE3 1D158 1D15A 13443 034E 0350 115E 1161 17B3 17B6 180A 1810 27FF 2801 3163 3165 FE10 FF9F FFA1 4E00 1F600", false)]
    public void VisibleText_Characters_AreHiddenOrNot(string values, bool expected)
    {
        foreach (var value in values.Split(' '))
        {
            VisibleText.IsHidden(new(int.Parse(value, NumberStyles.HexNumber, CultureInfo.InvariantCulture))).Should().Be(expected, because: value);
        }
    }

    [TestCase("a\u001B\nb\n", "a\\u001b\nb\n")]
    [TestCase("a b~", "a b~")]
    [TestCase("a\u007F", "a\\u007f")]
    [TestCase("", "")]
    public void VisibleText_OfLines_KeepsLineFeedsAlone(string text, string expected) => VisibleText.OfLines(text).Should().Be(expected);

    [Test]
    public void VisibleText_PairsAndHalves_AreTakenWholeOrEscaped() =>
        VisibleText.Of("😀\U000E0041x\uDE00\uD83D").Should().Be("😀\\U000e0041x\\ude00\\ud83d");
}
