using System.Buffers;
using System.Text;
using AccessUndenied.Reports;

namespace AccessUndenied.Core.Tests.Reports;

/// <summary>The table: its fields stay fields, and no spreadsheet runs them.</summary>
public sealed class CsvReportTests
{
    [Test]
    public void Write_Results_GivesALineOfNamesAndALineEach()
    {
        var table = Read(WrittenReport.Of(ReportFormat.Csv, [SampleResults.With("plain"), SampleResults.With("a,\"b\"")]));

        table.Should().HaveCount(3).And.OnlyContain(line => line.Count == table[0].Count);
        table[0].Should().StartWith(["EventId", "EventTime", "AssessmentResult"]);
        table[2].Should().Contain(field => field.Contains("a,\"b\"", StringComparison.Ordinal));
    }

    [Test]
    public void Write_Findings_GivesALineEachWithItsCount()
    {
        var table = Read(WrittenReport.Grouped(ReportFormat.Csv, [SampleResults.With("plain"), SampleResults.With("plain")]));

        table.Should().HaveCount(2);
        table[1][table[0].IndexOf("Count")].Should().Be("2");
    }

    [TestCase("=1+1")]
    [TestCase("+1")]
    [TestCase("-1")]
    [TestCase("@SUM(A1)")]
    [TestCase("\uFF1D1+1")]
    [TestCase("\uFF0B1")]
    [TestCase("\uFF0D1")]
    [TestCase("\uFF20SUM(A1)")]
    [TestCase("=HYPERLINK(\"http://example.com\",\"x\")")]
    public void Write_TextThatASpreadsheetWouldRun_IsText(string text)
    {
        var table = Read(WrittenReport.Of(ReportFormat.Csv, [SampleResults.With(text)]));

        table.SelectMany(line => line).Should().NotContain(field => field.Length > 0 && "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20".Contains(field[0]));
    }

    [TestCase(";=1+1;")]
    [TestCase("a;@SUM(A1)")]
    [TestCase("a,b;-1")]
    [TestCase("a;\uFF1D1")]
    public void Write_TextWithASemicolon_IsNoFormulaWhereThatSeparates(string text)
    {
        var cells = WrittenReport.Of(ReportFormat.Csv, [SampleResults.With(text)]).Split(';', '\n');

        cells.Should().NotContain(cell => cell.Length > 0 && "=+-@\uFF1D".Contains(cell[0]));
    }

    [Test]
    public void Write_OtherThanBegunFor_IsRefused()
    {
        var report = ReportWriters.Create(ReportFormat.Csv, new ArrayBufferWriter<byte>(), isGrouped: true);

        report.Invoking(one => one.Write(SampleResults.With("x"))).Should().Throw<InvalidOperationException>();
    }

    // A reader of RFC 4180, as plain as it can be.
    private static List<List<string>> Read(string csv)
    {
        var lines = new List<List<string>> { new() };
        var field = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < csv.Length; i++)
        {
            if (csv[i] == '"' && !(isQuoted && i + 1 < csv.Length && csv[i + 1] == '"'))
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && csv[i] is ',' or '\n')
            {
                lines[^1].Add(field.ToString());
                field.Clear();
                if (csv[i] == '\n')
                {
                    lines.Add([]);
                }
            }
            else
            {
                i += csv[i] == '"' ? 1 : 0;
                field.Append(csv[i]);
            }
        }

        lines[^1].Should().BeEmpty(because: "the last line ends in a line feed");
        return lines[..^1];
    }
}
