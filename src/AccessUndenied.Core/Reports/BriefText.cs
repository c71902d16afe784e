using System.Text;
using AccessUndenied.Results;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>A result in a dozen lines: what, why and what to do first, and how much more there is.</summary>
/// <remarks>For eyes: what does not fit ends in "…", so that nobody pastes half a policy. The whole text has all of it.</remarks>
internal static class BriefText
{
    private const int MostLines = 12;
    private const int Narrowest = 40;
    private const int StandardWidth = 100;
    private const int Indent = 13;
    private const int MostDifferences = 3;
    private const int MostListed = 8;
    private const char Ellipsis = '…';

    public static string Of(AnalysisResult result, TextLayout layout)
    {
        var lines = new BriefLines(WidthOf(layout), MostLines - 1);
        lines.Head($"{ResultWords.Heading(result)}{(result.Request is { } request ? $": {request.Action}" : "")}");
        AppendWhy(lines, result);
        AppendWhatToDo(lines, result.Remediations, result.Refusal is { IsCertain: true } refusal ? refusal.Advice : null);
        if (result.Request is { } asked)
        {
            lines.Add("  who        ", asked.Principal.Id, 1);
            lines.Add("  resource   ", asked.Resource.ToString(), 1);
        }

        AppendUnread(lines, result);
        lines.Last(ReportMessages.BriefTail(
            result.EventId.Length > 0 ? result.EventId : ReportMessages.NoEventId, result.EventTime, Math.Max(0, result.Remediations.Count - 1),
            result.Evidence.Notes.Select(note => note.Text).Distinct(StringComparer.Ordinal).Count()));
        return lines.ToString();
    }

    public static string Of(Finding finding, TextLayout layout)
    {
        var lines = new BriefLines(WidthOf(layout), MostLines - 1);
        lines.Head($"{ResultWords.Heading(finding.Example)}: {ResultWords.Members(finding.Actions, 2)}, {Counts.Events(finding.Count)}");
        AppendWhy(lines, finding.Example);
        IReadOnlyList<Remediation> all = finding.Remediation is { } remediation ? [remediation, .. ResultWords.Alternatives(finding)] : [];
        AppendWhatToDo(lines, all, finding.Example.Refusal is { IsCertain: true } refusal ? refusal.Advice : null);
        lines.Add("  who        ", ResultWords.Members(finding.Principals, 2), 1);
        lines.Add("  resource   ", ResultWords.Members(finding.Resources, 2), 1);
        lines.Add("  when       ", ReportMessages.Between(finding.FirstTime, finding.LastTime), 1);
        AppendUnread(lines, finding.Example);
        lines.Last(ReportMessages.BriefTail(
            finding.Example.EventId.Length > 0 ? finding.Example.EventId : ReportMessages.NoEventId, null, Math.Max(0, all.Count - 1),
            finding.Example.Evidence.Notes.Select(note => note.Text).Distinct(StringComparer.Ordinal).Count()));
        return lines.ToString();
    }

    private static int WidthOf(TextLayout layout) => layout.Width >= Narrowest ? layout.Width : StandardWidth;

    private static void AppendWhy(BriefLines lines, AnalysisResult result)
    {
        if (result.ErrorMessage is { } error)
        {
            lines.Add("  error      ", error, 2);
        }

        if (result.Refusal is { } refusal)
        {
            lines.Add(refusal.IsCertain ? "  refused    " : "  perhaps    ", refusal.Reason, 2);
        }

        foreach (var cause in result.Causes.Take(result.Refusal is null ? 1 : 0))
        {
            lines.Add("  because    ", cause.Sentence, 3);
        }

        foreach (var changed in ResultWords.WhoChanged(result).Take(1))
        {
            lines.Add("  changed    ", changed, 2);
        }
    }

    private static void AppendWhatToDo(BriefLines lines, IReadOnlyList<Remediation> remediations, string? advice)
    {
        if (advice is not null)
        {
            lines.Add("  do         ", advice, 2);
        }

        if (remediations is not [var first, ..])
        {
            return;
        }

        lines.Add(first.Kind == RemediationKind.CallerChange ? "  first      " : advice is null ? "  do         " : "  then       ", Sentence(first), 3);
        foreach (var difference in first.Changes.SelectMany(DifferenceOf).Take(MostDifferences))
        {
            lines.Add("             ", difference, 1);
        }

        foreach (var replayed in ResultWords.Replayed(first).Take(1))
        {
            lines.Add("  replayed   ", replayed, 2);
        }

        foreach (var warning in first.Warnings.Take(1))
        {
            lines.Add("  warning    ", warning.Text, 1);
        }

        // What the caller can do may not be within reach of who reads this; the change comes next, then.
        if (first.Kind == RemediationKind.CallerChange && remediations.Skip(1).FirstOrDefault(other => other.Kind != RemediationKind.CallerChange) is { } next)
        {
            lines.Add("  or         ", Sentence(next), 2);
        }
    }

    // What stands at the end may be cut off; whether to trust it stands before it.
    private static string Sentence(Remediation remediation) => $"[{ReportMessages.BriefStanding(remediation)}] {remediation.Sentence}";

    private static IEnumerable<string> DifferenceOf(PolicyChange change) =>
        change.IsAddition ? [$"+ {JsonText.OneLine(change.Json, MostListed)}"] : change.Difference;

    private static void AppendUnread(BriefLines lines, AnalysisResult result)
    {
        if (result.Evidence.Unavailable.Count > 0)
        {
            lines.Add("  unread     ", Counts.Few([.. result.Evidence.Unavailable.Select(item => item.What).Distinct(StringComparer.Ordinal)]), 1);
        }
    }

    /// <summary>Lines of one width, up to a number of them.</summary>
    private sealed class BriefLines
    {
        private readonly StringBuilder _text = new();
        private readonly int _width;
        private int _left;

        public BriefLines(int width, int most)
        {
            _width = width;
            _left = most;
        }

        public void Head(string text) => Put(Clip(Visible(text), _width));

        /// <summary>The line that says what else there is, which is always there.</summary>
        public void Last(string text)
        {
            _left = 1;
            Put(Clip("  " + Visible(text), _width));
        }

        /// <summary>Text on at most <paramref name="most"/> lines, as far as there is room.</summary>
        public void Add(string lead, string text, int most)
        {
            var rest = lead + Visible(text);
            for (var line = 1; _left > 0 && rest.Length > 0; line++)
            {
                var isLast = line == most || _left == 1 || rest.Length <= _width;
                var at = isLast ? 0 : rest.LastIndexOf(' ', _width, _width - Indent);
                if (at <= Indent)
                {
                    Put(Clip(rest, _width));
                    return;
                }

                Put(rest[..at]);
                rest = new string(' ', Indent) + rest[(at + 1)..];
            }
        }

        public override string ToString() => _text.ToString();

        private void Put(string line)
        {
            if (_left-- > 0)
            {
                _text.Append(line).Append('\n');
            }
        }

        private static string Visible(string text) => VisibleText.Of(text);

        private static string Clip(string line, int width)
        {
            if (line.Length <= width)
            {
                return line;
            }

            var end = char.IsHighSurrogate(line[width - 2]) ? width - 2 : width - 1;
            return line[..end] + Ellipsis;
        }
    }
}
