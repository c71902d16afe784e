using System.Buffers;
using System.Text;
using AccessUndenied.Results;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>Writes results as annotations of a step of GitHub Actions, those that it shows, with a count of all.</summary>
internal sealed class GitHubReport : IReportWriter
{
    private readonly IBufferWriter<byte> _output;
    private readonly AnnotationList _errors = new();
    private readonly AnnotationList _warnings = new();
    private readonly AnnotationList _notices = new();
    private readonly Dictionary<Assessment, long> _counts = [];
    private long _count;

    /// <summary>A report into <paramref name="output"/>.</summary>
    public GitHubReport(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
    }

    /// <inheritdoc/>
    public void Begin()
    {
    }

    /// <inheritdoc/>
    public void Write(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Write(result, result.Assessment, 1, result.Remediations.Count > 0 ? result.Remediations[0] : null);
    }

    /// <inheritdoc/>
    public void Write(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        Write(finding.Example, finding.Assessment, finding.Count, finding.Remediation);
    }

    /// <inheritdoc/>
    public void End()
    {
        foreach (var line in _errors.Lines(count => GitHubAnnotation.Error(ReplayReportMessages.MoreAnnotations(count)))
            .Concat(_warnings.Lines(count => GitHubAnnotation.Warning(ReplayReportMessages.MoreAnnotations(count))))
            .Concat(_notices.Lines(count => GitHubAnnotation.Notice(ReplayReportMessages.MoreAnnotations(count)))))
        {
            Put(line);
        }

        Put(_count == 0 ? ReportMessages.NoResults : ReportMessages.Summary(_count, _counts));
        Put("\n");
    }

    private void Write(AnalysisResult result, Assessment assessment, int count, Remediation? remedy)
    {
        _count += count;
        _counts[assessment] = _counts.GetValueOrDefault(assessment) + count;
        var title = ResultWords.Heading(result);
        switch (assessment)
        {
            case Assessment.Error or Assessment.InvalidAction:
                _warnings.Add(() => GitHubAnnotation.Warning(TextOf(result, count, remedy), title));
                break;
            case Assessment.Allowed:
                _notices.Add(() => GitHubAnnotation.Notice(TextOf(result, count, remedy), title));
                break;
            default:
                _errors.Add(() => GitHubAnnotation.Error(TextOf(result, count, remedy), title));
                break;
        }
    }

    private static string TextOf(AnalysisResult result, int count, Remediation? remedy)
    {
        var why = ReportSubject.Decisive(result)?.Sentence ?? result.Refusal?.Reason ?? result.ErrorMessage ?? result.Assessment.ToText();
        var which = count > 1 ? Counts.Events(count) : $"event {(result.EventId.Length > 0 ? result.EventId : ReportMessages.NoEventId)}";
        return VisibleText.Of($"{why} ({which})") + (remedy is null ? "" : $"\n{VisibleText.Of(remedy.Sentence)} [{ReportMessages.BriefStanding(remedy)}]");
    }

    private void Put(string text) => Encoding.UTF8.GetBytes(text, _output);
}
