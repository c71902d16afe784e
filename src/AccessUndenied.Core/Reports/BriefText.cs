using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Results;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>A result in a dozen lines: what, why and what to do first, and how much more there is.</summary>
/// <remarks>For eyes: a sentence that does not fit ends in "…", and a statement that does not fit is left out, so that nobody pastes half a policy. The whole text has all of it.</remarks>
internal static class BriefText
{
    private const int Narrowest = 40;
    private const int StandardWidth = 100;
    private const int MostDifferences = 3;
    private const string Inner = "             ";

    public static string Of(AnalysisResult result, TextLayout layout)
    {
        var lines = new BriefLines(WidthOf(layout));
        var names = ShortNames.Of(result);
        lines.Add(BriefPart.Head, "", $"{ResultWords.Heading(result)}{(result.Request is { } request ? $": {request.Action}" : "")}", 2);
        Append(lines, result, result.Remediations, names);
        if (result.Request is { } asked)
        {
            lines.AddName(BriefPart.Who, "  who        ", asked.Principal.Id);
            lines.AddName(BriefPart.Resource, "  resource   ", asked.Resource.ToString());
        }

        AppendUnread(lines, result);
        lines.AddFitting(BriefPart.Tail, "  ", ReportMessages.BriefTails(result, result.EventTime, result.Remediations));
        return lines.ToString();
    }

    public static string Of(Finding finding, TextLayout layout)
    {
        var lines = new BriefLines(WidthOf(layout));
        var names = ShortNames.Of(finding);
        lines.Add(BriefPart.Head, "", $"{ResultWords.Heading(finding.Example)}: {ResultWords.Members(finding.Actions, 2)}, {Counts.Events(finding.Count)}", 2);
        IReadOnlyList<Remediation> all = finding.Remediation is { } remediation ? [remediation, .. ResultWords.Alternatives(finding)] : [];
        Append(lines, finding.Example, all, names);
        lines.AddName(BriefPart.Who, "  who        ", ResultWords.Members(finding.Principals, 2));
        lines.AddName(BriefPart.Resource, "  resource   ", ResultWords.Members(finding.Resources, 2));
        lines.Add(BriefPart.When, "  when       ", ReportMessages.Between(finding.FirstTime, finding.LastTime), 1);
        AppendUnread(lines, finding.Example);
        lines.AddFitting(BriefPart.Tail, "  ", ReportMessages.BriefTails(finding.Example, null, all));
        return lines.ToString();
    }

    private static int WidthOf(TextLayout layout) => layout.Width >= Narrowest ? layout.Width : StandardWidth;

    private static void Append(BriefLines lines, AnalysisResult result, IReadOnlyList<Remediation> remediations, ShortNames names)
    {
        AppendWhy(lines, result, names);
        var advice = result.Refusal is { IsCertain: true } refusal ? refusal.Advice : null;
        if (advice is not null)
        {
            lines.Add(BriefPart.ToDo, "  do         ", advice, 2);
        }

        if (remediations is [var first, ..])
        {
            AppendRemedy(lines, first, advice is null ? "  do         " : "  then       ", names);
            AppendElse(lines, first, remediations, names);
        }
        else if (advice is null && ReportMessages.WithoutRemedy(result) is { } instead)
        {
            lines.Add(BriefPart.ToDo, "  do         ", instead, 2);
        }

        AppendHint(lines, result, remediations, names);
    }

    private static void AppendWhy(BriefLines lines, AnalysisResult result, ShortNames names)
    {
        if (result.ErrorMessage is { } error)
        {
            lines.Add(BriefPart.Why, "  error      ", error, 3);
        }

        if (result.Refusal is { } refusal)
        {
            lines.Add(BriefPart.Why, refusal.IsCertain ? "  refused    " : "  perhaps    ", refusal.Reason, 2);
        }

        foreach (var cause in result.Causes.Take(result.Refusal is null ? 1 : 0))
        {
            lines.Add(BriefPart.Why, "  because    ", names.In(cause.Sentence), 3);
        }

        if (WhyAllowed(result) is { } note)
        {
            lines.Add(BriefPart.Why, "  because    ", names.In(note.Text), 3);
        }

        foreach (var changed in ResultWords.WhoChanged(result).Take(1))
        {
            lines.Add(BriefPart.Changed, "  changed    ", changed, 2);
        }
    }

    // Where nothing refuses, what is known of it; what was missing from the record comes after that.
    private static Note? WhyAllowed(AnalysisResult result) => result is not { ErrorMessage: null, Refusal: null, Causes.Count: 0, Evidence.Notes: { Count: > 0 } notes }
        ? null
        : notes.FirstOrDefault(note => note.Id is "allowed-but-unread" or "allowed-by-policies" or WitnessMessages.ChangedSinceId or "otherwise-now") ?? notes[0];

    private static void AppendRemedy(BriefLines lines, Remediation first, string lead, ShortNames names)
    {
        lines.Add(BriefPart.ToDo, first.Kind == RemediationKind.CallerChange ? "  first      " : lead, Sentence(first, names), 3);
        foreach (var statement in first.Changes.Where(change => change.IsAddition && change is not PolicyChange.AttachPolicy).SelectMany(change => JsonText.Statements(change.Json)))
        {
            lines.AddStatement(statement);
        }

        foreach (var difference in first.Changes.Where(change => !change.IsAddition).SelectMany(change => change.Difference).Take(MostDifferences))
        {
            lines.Add(BriefPart.Difference, Inner, difference, 2);
        }

        foreach (var replayed in ResultWords.Replayed(first).Take(1))
        {
            lines.Add(BriefPart.Replayed, "  replayed   ", replayed, 2);
        }

        foreach (var warning in first.Warnings.Take(1))
        {
            lines.Add(BriefPart.Warning, "  warning    ", names.In(warning.Text), 2);
        }
    }

    // What the caller can do may not be within reach of who reads this; the change comes next, then.
    private static void AppendElse(BriefLines lines, Remediation first, IReadOnlyList<Remediation> all, ShortNames names)
    {
        if (first.Kind == RemediationKind.CallerChange && all.Skip(1).FirstOrDefault(other => other.Kind != RemediationKind.CallerChange) is { } next)
        {
            lines.Add(BriefPart.Else, "  or         ", Sentence(next, names), 2);
        }
    }

    private static void AppendHint(BriefLines lines, AnalysisResult result, IReadOnlyList<Remediation> remediations, ShortNames names)
    {
        if (result.Causes.FirstOrDefault()?.Hint is { } hint)
        {
            lines.Add(BriefPart.Hint, "  hint       ", names.In(hint.Text), 2);
        }
        else if (result.NearMisses.FirstOrDefault() is { } miss && remediations is not [{ Kind: RemediationKind.CallerChange }, ..])
        {
            lines.Add(BriefPart.Hint, miss.Hint is not null ? "  hint       " : miss.UnknownKey is null ? "  almost     " : "  perhaps    ", names.In(miss.Hint?.Text ?? miss.Sentence), 2);
        }
        else if (remediations.Count == 0 && result.Evidence.Notes.FirstOrDefault(one => one != WhyAllowed(result)) is { } note)
        {
            lines.Add(BriefPart.Hint, "  note       ", names.In(note.Text), 3);
        }
    }

    // What stands at the end may be cut off; whether to trust it stands before it, and the page is left to the whole text.
    private static string Sentence(Remediation remediation, ShortNames names) =>
        $"[{ReportMessages.BriefStanding(remediation)}] {names.In(ReportMessages.WithoutPage(remediation.Sentence))}";

    private static void AppendUnread(BriefLines lines, AnalysisResult result)
    {
        if (result.Evidence.Unavailable.Count > 0)
        {
            lines.Add(BriefPart.Unread, "  unread     ", Counts.Few([.. result.Evidence.Unavailable.Select(item => item.What).Distinct(StringComparer.Ordinal)]), 1);
        }
    }
}
