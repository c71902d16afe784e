using System.Buffers;
using AccessUndenied.Results;

namespace AccessUndenied.Reports;

/// <summary>Makes the writer for a format.</summary>
public static class ReportWriters
{
    /// <summary>Says, before the findings, how many there are, where <paramref name="writer"/> writes text; other formats say it in their own place.</summary>
    /// <param name="writer">The writer, which has begun.</param>
    /// <param name="events">How many events were denied.</param>
    /// <param name="findings">Of how many causes.</param>
    public static void Announce(IReportWriter writer, long events, int findings)
    {
        ArgumentNullException.ThrowIfNull(writer);
        (writer as TextReport)?.Announce(events, findings);
    }

    /// <summary>Says, before the results, what they come to, where <paramref name="writer"/> writes text, which then does not end with it.</summary>
    /// <param name="writer">The writer, which has begun.</param>
    /// <param name="results">All results that will be written.</param>
    public static void Announce(IReportWriter writer, IReadOnlyCollection<AnalysisResult> results)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(results);
        (writer as TextReport)?.Announce(results);
    }

    /// <summary>A writer of <paramref name="format"/> into <paramref name="output"/>, as UTF-8.</summary>
    /// <param name="format">The format.</param>
    /// <param name="output">What is written into, such as a pipe writer over a file.</param>
    /// <param name="isGrouped">Whether findings will be written rather than results; <see cref="ReportFormat.JsonDocument"/> and <see cref="ReportFormat.Csv"/> must know.</param>
    /// <param name="layout">How text is laid out; null for files and pipes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="format"/> is none of the formats.</exception>
    public static IReportWriter Create(ReportFormat format, IBufferWriter<byte> output, bool isGrouped = false, TextLayout? layout = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        return format switch
        {
            ReportFormat.Json or ReportFormat.JsonDocument or ReportFormat.JsonLines => new JsonReport(output, format, isGrouped),
            ReportFormat.Text => new TextReport(output, layout ?? TextLayout.Plain),
            ReportFormat.Markdown => new MarkdownReport(output),
            ReportFormat.Html => new HtmlReport(output),
            ReportFormat.Csv => new CsvReport(output, isGrouped),
            ReportFormat.Sarif => new SarifReport(output),
            ReportFormat.GitHub => new GitHubReport(output),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "not a format of reports"),
        };
    }
}
