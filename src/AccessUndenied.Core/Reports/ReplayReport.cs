using System.Buffers;
using System.Text;
using AccessUndenied.Replays;

namespace AccessUndenied.Reports;

/// <summary>Writes what a replay came to.</summary>
/// <remarks>Names in records and policies are chosen by others: whatever would act on a screen, a page or a spreadsheet is escaped.</remarks>
public static class ReplayReport
{
    /// <summary>Writes the whole result as UTF-8.</summary>
    /// <param name="result">The result.</param>
    /// <param name="format">Any format but <see cref="ReportFormat.JsonLines"/>, which has a line for each call (<see cref="WriteLine"/>) instead.</param>
    /// <param name="output">What is written into.</param>
    /// <param name="layout">How text is laid out; null for files and pipes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="format"/> is none of those.</exception>
    public static void Write(ReplayResult result, ReportFormat format, IBufferWriter<byte> output, TextLayout? layout = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(output);
        switch (format)
        {
            case ReportFormat.Json or ReportFormat.JsonDocument:
                ReplayJson.Write(result, output);
                break;
            case ReportFormat.Text:
                Put(output, TerminalText.Of(ReplayText.Of(result), layout ?? TextLayout.Plain));
                break;
            case ReportFormat.Markdown:
                Put(output, ReplayMarkdown.Of(result));
                break;
            case ReportFormat.Html:
                Put(output, ReplayHtml.Of(result));
                break;
            case ReportFormat.Csv:
                Put(output, ReplayCsv.Of(result));
                break;
            case ReportFormat.GitHub:
                Put(output, ReplayGitHub.Of(result));
                break;
            case ReportFormat.Sarif:
                ReplaySarif.Write(result, output);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "not a format of replays");
        }
    }

    /// <summary>Writes a line of JSON for what the proposed changes make of <paramref name="call"/>, or where it differs from what was recorded; nothing where there is nothing to tell.</summary>
    /// <param name="call">The call.</param>
    /// <param name="hasChanges">Whether changes are proposed; else the simulator is compared with what was recorded.</param>
    /// <param name="output">What is written into.</param>
    public static void WriteLine(ReplayedCall call, bool hasChanges, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(output);
        if ((hasChanges ? call.Change : call.Mismatch) is { } difference)
        {
            ReplayJson.WriteLine(call, difference, output);
        }
    }

    private static void Put(IBufferWriter<byte> output, string text) => Encoding.UTF8.GetBytes(text, output);
}
