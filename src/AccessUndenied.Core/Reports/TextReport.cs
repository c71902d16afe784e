using System.Buffers;
using System.Text;
using AccessUndenied.Results;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>Writes results as plain text for people.</summary>
/// <remarks>
/// Shape: a line is a subject. Lines break and have colors only where a <see cref="TextLayout"/> says so.
/// Whatever would act on a terminal unseen is written as an escape.
/// </remarks>
internal sealed class TextReport : IReportWriter
{
    private const int MostNearMisses = 3;
    private const int MostListed = 8;
    private const int LongestStatement = 2_000;

    private readonly IBufferWriter<byte> _output;
    private readonly TextLayout _layout;
    private readonly Dictionary<Assessment, long> _counts = [];
    private long _count;
    private bool _isSummarized;

    /// <summary>A report into <paramref name="output"/>, for files and pipes.</summary>
    public TextReport(IBufferWriter<byte> output)
        : this(output, TextLayout.Plain)
    {
    }

    /// <summary>A report into <paramref name="output"/>, laid out for a terminal.</summary>
    public TextReport(IBufferWriter<byte> output, TextLayout layout)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(layout);
        _output = output;
        _layout = layout;
    }

    /// <summary>The result as a few lines of text, each ended by a line feed.</summary>
    public static string ToText(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder();
        TextLines.Line(text, "", ResultWords.Heading(result));
        TextLines.Line(text, "  event      ", (result.EventId.Length > 0 ? result.EventId : ReportMessages.NoEventId) + (result.EventTime is { } time ? $", {ReportMessages.Time(time)}" : ""));
        if (result.Request is { } request)
        {
            TextLines.Line(text, "  who        ", request.Principal.Id);
            TextLines.Line(text, "  action     ", request.Action + TextLines.Bracketed(ResultWords.Doubt(request.Provenance.ActionCertainty)));
            TextLines.Line(text, "  resource   ", request.Resource + TextLines.Bracketed(ResultWords.Doubt(request.Provenance.ResourceCertainty)));
        }

        AppendWhy(text, result);
        foreach (var remediation in result.Remediations)
        {
            TextRemediation.Append(text, remediation, TextRemediation.Lead(remediation, result.Remediations), withCommands: ReferenceEquals(remediation, ResultWords.FirstToRun(result.Remediations)));
        }

        AppendEvidence(text, result);
        return text.ToString();
    }

    /// <summary>The finding as a few lines of text, each ended by a line feed.</summary>
    public static string ToText(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var text = new StringBuilder();
        TextLines.Line(text, "", $"{ResultWords.Heading(finding.Example)}: {Counts.Events(finding.Count)}");
        TextLines.Line(text, "  when       ", ReportMessages.Between(finding.FirstTime, finding.LastTime));
        TextLines.Line(text, "  who        ", ResultWords.Members(finding.Principals));
        TextLines.Line(text, "  action     ", ResultWords.Members(finding.Actions));
        TextLines.Line(text, "  resource   ", ResultWords.Members(finding.Resources));
        TextLines.Line(text, "  example    ", finding.Example.EventId.Length > 0 ? finding.Example.EventId : ReportMessages.NoEventId);
        AppendWhy(text, finding.Example);
        if (finding.Remediation is { } remediation)
        {
            IReadOnlyList<Remediation> all = [remediation, .. ResultWords.Alternatives(finding)];
            TextRemediation.Append(text, remediation, TextRemediation.Lead(remediation, all), withCommands: ReferenceEquals(remediation, ResultWords.FirstToRun(all)));
            if (finding.RemediatedCount < finding.Count)
            {
                TextLines.Line(text, TextLines.Inner, ReportMessages.CoversSome(finding.RemediatedCount, finding.Count));
            }

            foreach (var other in ResultWords.Alternatives(finding))
            {
                TextRemediation.Append(text, other, TextRemediation.Lead(other, all), withCommands: ReferenceEquals(other, ResultWords.FirstToRun(all)));
            }
        }

        AppendEvidence(text, finding.Example);
        return text.ToString();
    }

    /// <inheritdoc/>
    public void Begin()
    {
    }

    /// <summary>Says, before the findings, how many there are; for a reader who sees the top first.</summary>
    /// <param name="events">How many events were denied.</param>
    /// <param name="findings">Of how many causes.</param>
    public void Announce(long events, int findings) => Encoding.UTF8.GetBytes(VisibleText.Of(ReportMessages.FindingsAhead(events, findings)) + "\n\n", _output);

    /// <summary>Says, before the results, what they come to; the end does not say it again.</summary>
    public void Announce(IReadOnlyCollection<AnalysisResult> results)
    {
        if (results.Count > 1)
        {
            Append(ReportMessages.BriefSummary(results.Count, [.. results.GroupBy(result => result.Assessment).Select(group => KeyValuePair.Create(group.Key, group.LongCount()))]), "\n\n");
            _isSummarized = true;
        }
    }

    /// <inheritdoc/>
    public void Write(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Write(_layout.IsBrief ? BriefText.Of(result, _layout) : ToText(result), result.Assessment, 1);
    }

    /// <inheritdoc/>
    public void Write(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        Write(_layout.IsBrief ? BriefText.Of(finding, _layout) : ToText(finding), finding.Assessment, finding.Count);
    }

    /// <inheritdoc/>
    public void End()
    {
        if (_count == 0)
        {
            Encoding.UTF8.GetBytes(ReportMessages.NoResults + "\n", _output);
        }
        else if (_count > 1 && !_isSummarized)
        {
            Encoding.UTF8.GetBytes("\n", _output);
            Append(ReportMessages.Summary(_count, _counts), "\n");
        }
    }

    private void Append(string summary, string end) => Encoding.UTF8.GetBytes(TerminalText.Wrapped(VisibleText.Of(summary), _layout.Width) + end, _output);

    private void Write(string text, Assessment assessment, int count)
    {
        // A short text has lines of the window's width already.
        text = TerminalText.Of(text, _layout.IsBrief ? new TextLayout(0, _layout.UsesColor) : _layout);
        Encoding.UTF8.GetBytes(_count > 0 ? "\n" + text : text, _output);
        _count += count;
        _counts[assessment] = _counts.GetValueOrDefault(assessment) + count;
    }

    private static void AppendWhy(StringBuilder text, AnalysisResult result)
    {
        if (result.ErrorMessage is not null)
        {
            TextLines.Line(text, "  error      ", result.ErrorMessage);
        }

        if (ResultWords.Said(result) is { } said)
        {
            TextLines.Line(text, "  message    ", said);
        }

        if (result.Refusal is { } refusal)
        {
            TextLines.Line(text, refusal.IsCertain ? "  refused    " : "  perhaps    ", refusal.Reason);
            TextLines.Line(text, "  do         ", refusal.Advice);
            TextLines.Line(text, "  see        ", refusal.Page);
        }

        if (ResultWords.Session(result) is { } session)
        {
            TextLines.Line(text, "  session    ", session);
        }

        foreach (var changed in ResultWords.WhoChanged(result))
        {
            TextLines.Line(text, "  changed    ", changed);
        }

        foreach (var recorded in ResultWords.Recorded(result))
        {
            TextLines.Line(text, "  recorded   ", recorded);
        }

        if (Gate.Of(result) is { Count: > 0 } gates)
        {
            TextLines.Line(text, "  gates      ", string.Join(" > ", gates.Select(Words)));
        }

        foreach (var cause in result.Causes)
        {
            AppendCause(text, cause);
        }

        foreach (var miss in result.NearMisses.Take(MostNearMisses))
        {
            AppendNearMiss(text, miss);
        }

        if (result.NearMisses.Count > MostNearMisses)
        {
            TextLines.Line(text, TextLines.Inner, Counts.AndMore(result.NearMisses.Count - MostNearMisses));
        }

        AppendAlsoRefused(text, result);
    }

    private static void AppendAlsoRefused(StringBuilder text, AnalysisResult result)
    {
        string? said = null;
        foreach (var refused in result.AlsoRefused.Take(MostListed))
        {
            TextLines.Line(text, "  also       ", ReportMessages.AlsoRefused(refused) + TextLines.Bracketed(ResultWords.Doubt(refused.Request.Provenance.ResourceCertainty)));
            if (ResultWords.ReasonOf(refused, result) is { } reason && reason != said)
            {
                TextLines.Line(text, TextLines.Inner, reason);
                said = reason;
            }

            foreach (var cause in refused.Causes)
            {
                AppendCause(text, cause);
            }

            foreach (var miss in refused.NearMisses.Take(1))
            {
                AppendNearMiss(text, miss);
            }
        }

        if (result.AlsoRefused.Count > MostListed)
        {
            TextLines.Line(text, TextLines.Inner, Counts.AndMore(result.AlsoRefused.Count - MostListed));
        }
    }

    private static void AppendNearMiss(StringBuilder text, NearMiss miss)
    {
        TextLines.Line(text, miss.UnknownKey is null ? "  almost     " : "  perhaps    ", miss.Sentence);
        if (miss.Hint is not null)
        {
            TextLines.Line(text, "  hint       ", miss.Hint.Text);
        }
    }

    private static void AppendCause(StringBuilder text, Cause cause)
    {
        TextLines.Line(text, "  because    ", cause.Sentence + TextLines.Bracketed(ResultWords.Doubt(cause)));
        if (ResultWords.PlaceOf(cause) is { Length: > 0 } place)
        {
            TextLines.Line(text, TextLines.Inner, place);
        }

        if (cause.Statement is { } statement)
        {
            TextLines.Line(text, TextLines.Inner, JsonText.OneLine(statement.Json) is { Length: <= LongestStatement } whole ? whole : JsonText.OneLine(statement.Json, MostListed));
        }

        if (cause.Hint is { } hint)
        {
            TextLines.Line(text, "  hint       ", hint.Text);
        }
    }

    private static void AppendEvidence(StringBuilder text, AnalysisResult result)
    {
        foreach (var (what, why) in ResultWords.Unread(result.Evidence))
        {
            TextLines.Line(text, "  unread     ", $"{what}: {why}");
        }

        if (result.Evidence.MissingContextKeys.Count > 0)
        {
            TextLines.Line(text, "  no value   ", ResultWords.MissingKeys(result.Evidence));
        }

        if (result.Evidence.MessageAgrees is { } agrees)
        {
            TextLines.Line(text, "  error text ", ReportMessages.MessageAgreement(agrees));
        }

        foreach (var note in ResultWords.TextsOf(result.Evidence.Notes))
        {
            TextLines.Line(text, "  note       ", note);
        }
    }

    private static string Words(Gate gate) => gate.State switch
    {
        GateState.Closed => $"[{gate.Label} CLOSED]",
        GateState.AlsoClosed => $"[{gate.Label} closed too]",
        _ => $"{gate.Label} {gate.StateText}",
    };
}
