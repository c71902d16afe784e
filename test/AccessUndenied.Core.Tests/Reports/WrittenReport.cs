using System.Buffers;
using System.Text;
using AccessUndenied.Reports;
using AccessUndenied.Results;

namespace AccessUndenied.Core.Tests.Reports;

/// <summary>Reports as texts.</summary>
internal static class WrittenReport
{
    public static string Of(ReportFormat format, IEnumerable<AnalysisResult> results) => Run(format, writer =>
    {
        foreach (var result in results)
        {
            writer.Write(result);
        }
    });

    public static string Laid(AnalysisResult result, TextLayout layout) => Run(ReportFormat.Text, writer => writer.Write(result), layout: layout);

    public static string Announced(IReadOnlyCollection<AnalysisResult> results, TextLayout layout) => Run(ReportFormat.Text, writer =>
    {
        ReportWriters.Announce(writer, results);
        foreach (var result in results)
        {
            writer.Write(result);
        }
    }, layout: layout);

    public static string Grouped(ReportFormat format, IEnumerable<AnalysisResult> results) => Run(format, writer =>
    {
        foreach (var finding in ResultGrouping.Group(results))
        {
            writer.Write(finding);
        }
    }, isGrouped: true);

    private static string Run(ReportFormat format, Action<IReportWriter> write, bool isGrouped = false, TextLayout? layout = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = ReportWriters.Create(format, buffer, isGrouped, layout);
        writer.Begin();
        write(writer);
        writer.End();
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(buffer.WrittenSpan);
    }
}
