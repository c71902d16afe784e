using System.Buffers;
using System.Text;
using AccessUndenied.Reports;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.DependencyInjection;

/// <summary>Results as text, to compare them by all that they hold.</summary>
internal static class ResultText
{
    /// <summary>Each result as one line of JSON.</summary>
    public static List<string> Of(IEnumerable<AnalysisResult> results) => results.Select(Of).ToList();

    /// <summary>One result as JSON.</summary>
    public static string Of(AnalysisResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = ReportWriters.Create(ReportFormat.JsonLines, buffer);
        writer.Begin();
        writer.Write(result);
        writer.End();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
