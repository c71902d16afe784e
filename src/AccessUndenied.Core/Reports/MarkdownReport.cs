using System.Buffers;
using System.Text;
using AccessUndenied.Results;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>Writes results as Markdown, to paste into a pull request, a ticket or a chat.</summary>
/// <remarks>
/// Shape: a summary, then headings, lists, code spans and fenced blocks alone, which all of them understand; no tables and no HTML.
/// Written at the end, since the summary stands above, in as many characters as a comment on GitHub holds.
/// Texts of events and policies cannot become Markdown, HTML, links or mentions.
/// </remarks>
internal sealed class MarkdownReport : IReportWriter
{
    private const int MostNearMisses = 3;
    private const int MostMembers = 10;
    private const int LongestName = 200;

    private readonly IBufferWriter<byte> _output;
    private readonly MarkdownSummary _summary = new();
    private readonly MarkdownComment _comment = new();

    /// <summary>A report into <paramref name="output"/>.</summary>
    public MarkdownReport(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
    }

    /// <summary>The result as a section of Markdown.</summary>
    public static string ToMarkdown(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder();
        AppendHeading(text, ResultWords.Heading(result), result.Request is { } asked ? MarkdownText.Code(asked.Action) : "");
        if (result.Request is { } request)
        {
            AppendItem(text, "Who", MarkdownText.Code(request.Principal.Id));
            AppendItem(text, "Action", MarkdownText.Code(request.Action) + Bracketed(ResultWords.Doubt(request.Provenance.ActionCertainty)));
            AppendItem(text, "Resource", MarkdownText.Code(request.Resource.ToString()) + Bracketed(ResultWords.Doubt(request.Provenance.ResourceCertainty)));
        }

        AppendItem(text, "Event", (result.EventId.Length > 0 ? MarkdownText.Code(result.EventId) : ReportMessages.NoEventId)
            + (result.EventTime is { } time ? $", {ReportMessages.Time(time)}" : ""));
        AppendWhy(text, result);
        foreach (var remediation in result.Remediations)
        {
            AppendRemediation(text, remediation, covers: null, ResultWords.HeadingOf(remediation, result.Remediations));
        }

        AppendEvidence(text, result);
        return text.ToString();
    }

    /// <summary>The finding as a section of Markdown.</summary>
    public static string ToMarkdown(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var text = new StringBuilder();
        AppendHeading(text, ResultWords.Heading(finding.Example), Counts.Events(finding.Count));
        AppendItem(text, "When", ReportMessages.Between(finding.FirstTime, finding.LastTime));
        AppendMembers(text, "Who", finding.Principals);
        AppendMembers(text, "Actions", finding.Actions);
        AppendMembers(text, "Resources", finding.Resources);
        AppendItem(text, "Example", finding.Example.EventId.Length > 0 ? MarkdownText.Code(finding.Example.EventId) : ReportMessages.NoEventId);
        AppendWhy(text, finding.Example);
        if (finding.Remediation is { } remediation)
        {
            IReadOnlyList<Remediation> all = [remediation, .. ResultWords.Alternatives(finding)];
            var covers = finding.RemediatedCount < finding.Count ? ReportMessages.CoversSome(finding.RemediatedCount, finding.Count) : null;
            AppendRemediation(text, remediation, covers, ResultWords.HeadingOf(remediation, all));
            foreach (var other in ResultWords.Alternatives(finding))
            {
                AppendRemediation(text, other, covers: null, ResultWords.HeadingOf(other, all));
            }
        }

        AppendEvidence(text, finding.Example);
        return text.ToString();
    }

    /// <inheritdoc/>
    public void Begin()
    {
    }

    /// <inheritdoc/>
    public void Write(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        _summary.Add(result.Assessment, 1, result.EventTime, result.EventTime, result.Remediations is [{ Verified: true }, ..] ? 1 : 0);
        _comment.Add(ToMarkdown(result), () => LineOf(ResultWords.Heading(result), result, "", result.Request?.Principal.Id, result.Request?.Resource.ToString()));
    }

    /// <inheritdoc/>
    public void Write(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        _summary.Add(finding.Assessment, finding.Count, finding.FirstTime, finding.LastTime, finding.Remediation is { Verified: true } ? finding.RemediatedCount : 0);
        _comment.Add(ToMarkdown(finding), () => LineOf(ResultWords.Heading(finding.Example), finding.Example, $"{Counts.Events(finding.Count)}, ",
            OneOf(finding.Principals), OneOf(finding.Resources)));
    }

    /// <inheritdoc/>
    public void End()
    {
        Encoding.UTF8.GetBytes("## Denied requests\n", _output);
        Encoding.UTF8.GetBytes(_summary.ToMarkdown(), _output);
        Encoding.UTF8.GetBytes(_comment.ToMarkdown(), _output);
    }

    private static string? OneOf(IReadOnlyList<FindingMember> members) => members is [var only] ? only.Name : null;

    private static string LineOf(string conclusion, AnalysisResult result, string count, string? who, string? what)
    {
        var line = new StringBuilder(conclusion).Append(": ").Append(count);
        line.Append(result.Request is { } request ? MarkdownText.Code(Cut(request.Action)) : "").Append(what is { Length: > 0 } ? $" on {MarkdownText.Code(Cut(what))}" : "");
        return line.Append(who is { Length: > 0 } ? $" by {MarkdownText.Code(Cut(who))}" : "").Append(", event ")
            .Append(result.EventId.Length > 0 ? MarkdownText.Code(Cut(result.EventId)) : ReportMessages.NoEventId).ToString();
    }

    // One name of a record does not take the room of all other lines.
    private static string Cut(string name) => name.Length <= LongestName ? name : $"{name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)]}…";

    private static void AppendHeading(StringBuilder text, string conclusion, string what) =>
        text.Append("### ").Append(conclusion).Append(what.Length > 0 ? ": " : "").Append(what).Append("\n\n");

    private static void AppendItem(StringBuilder text, string name, string markdown) =>
        text.Append("- **").Append(name).Append(":** ").Append(markdown).Append('\n');

    private static void AppendMembers(StringBuilder text, string name, IReadOnlyList<FindingMember> members)
    {
        if (members.Count < 2)
        {
            AppendItem(text, name, members.Count == 0 ? ReportMessages.Unknown : MarkdownText.Code(members[0].Name));
            return;
        }

        AppendItem(text, name, Counts.Of(members.Count));
        foreach (var member in members.Take(MostMembers))
        {
            text.Append("  - ").Append(MarkdownText.Code(member.Name)).Append(" (").Append(Counts.Of(member.Count)).Append("×)\n");
        }

        if (members.Count > MostMembers)
        {
            text.Append("  - ").Append(Counts.AndMore(members.Count - MostMembers)).Append('\n');
        }
    }

    private static void AppendWhy(StringBuilder text, AnalysisResult result)
    {
        if (result.ErrorMessage is not null)
        {
            AppendItem(text, "Error", MarkdownText.Sentence(result.ErrorMessage));
        }

        if (ResultWords.Said(result) is { } said)
        {
            AppendItem(text, "Message", MarkdownText.Sentence(said));
        }

        if (result.Refusal is { } refusal)
        {
            AppendItem(text, refusal.IsCertain ? "Refused" : "Perhaps", MarkdownText.Sentence(refusal.Reason));
            AppendItem(text, "What to do", MarkdownText.Sentence(refusal.Advice));
            AppendItem(text, "See", MarkdownText.Code(refusal.Page));
        }

        if (ResultWords.Session(result) is { } session)
        {
            AppendItem(text, "Session", MarkdownText.Sentence(session));
        }

        foreach (var changed in ResultWords.WhoChanged(result))
        {
            AppendItem(text, "Who changed it", MarkdownText.Sentence(changed));
        }

        foreach (var recorded in ResultWords.Recorded(result))
        {
            AppendItem(text, "Recorded", MarkdownText.Sentence(recorded));
        }

        if (Gate.Of(result) is { Count: > 0 } gates)
        {
            AppendItem(text, "Gates", string.Join(" → ", gates.Select(Words)));
        }

        if (result.Causes.Count > 0)
        {
            text.Append("\n**Why**\n\n");
        }

        foreach (var cause in result.Causes)
        {
            text.Append("- ").Append(MarkdownText.Sentence(cause.Sentence)).Append(Bracketed(ResultWords.Doubt(cause))).Append('\n');
            if (ResultWords.PlaceOf(cause) is { Length: > 0 } place)
            {
                text.Append("  In ").Append(MarkdownText.Sentence(place)).Append(".\n");
            }

            if (cause.Hint is { } hint)
            {
                text.Append("  Hint: ").Append(MarkdownText.Sentence(hint.Text)).Append('\n');
            }

            if (cause.Statement is { } statement)
            {
                text.Append('\n');
                MarkdownText.AppendJson(text, JsonText.Lines(statement.Json), "  ");
            }
        }

        AppendNearMisses(text, result);
        AppendAlsoRefused(text, result);
    }

    private static void AppendAlsoRefused(StringBuilder text, AnalysisResult result)
    {
        if (result.AlsoRefused.Count == 0)
        {
            return;
        }

        text.Append("\n**Refused too**\n\n");
        foreach (var refused in result.AlsoRefused.Take(MostMembers))
        {
            text.Append("- ").Append(MarkdownText.Code(refused.Request.Action)).Append(" on ").Append(MarkdownText.Code(refused.Request.Resource.ToString()))
                .Append(": ").Append(refused.Assessment.ToText()).Append('\n');
            var sentences = new[] { ResultWords.ReasonOf(refused, result) }.Concat(refused.Causes.SelectMany(cause => new[] { cause.Sentence, cause.Hint?.Text }))
                .Concat(refused.NearMisses.Take(1).SelectMany(miss => new[] { miss.Sentence, miss.Hint?.Text }));
            foreach (var sentence in sentences.OfType<string>())
            {
                text.Append("  - ").Append(MarkdownText.Sentence(sentence)).Append('\n');
            }
        }

        if (result.AlsoRefused.Count > MostMembers)
        {
            text.Append("- ").Append(Counts.AndMore(result.AlsoRefused.Count - MostMembers)).Append('\n');
        }
    }

    private static void AppendNearMisses(StringBuilder text, AnalysisResult result)
    {
        if (result.NearMisses.Count == 0)
        {
            return;
        }

        text.Append("\n**What almost allowed it**\n\n");
        foreach (var miss in result.NearMisses.Take(MostNearMisses))
        {
            text.Append("- ").Append(miss.UnknownKey is null ? "" : "Perhaps: ").Append(MarkdownText.Sentence(miss.Sentence));
            text.Append(miss.Hint is null ? "\n" : $" Hint: {MarkdownText.Sentence(miss.Hint.Text)}\n");
        }

        if (result.NearMisses.Count > MostNearMisses)
        {
            text.Append("- ").Append(Counts.AndMore(result.NearMisses.Count - MostNearMisses)).Append('\n');
        }
    }

    private static void AppendRemediation(StringBuilder text, Remediation remediation, string? covers, string heading)
    {
        text.Append("\n**").Append(heading).Append("** (").Append(ReportMessages.Standing(remediation)).Append(")\n\n");
        text.Append(MarkdownText.Sentence(remediation.Sentence)).Append('\n');
        if (covers is not null)
        {
            text.Append(covers).Append('\n');
        }

        if (remediation.Link is { } link)
        {
            text.Append(MarkdownText.Sentence(ReportMessages.AtLink(link))).Append('\n');
        }

        AppendSentences(text, "**Warning**", [.. remediation.Warnings.Select(warning => warning.Text)]);
        foreach (var change in remediation.Changes)
        {
            text.Append("\n- ").Append(MarkdownText.Sentence(ResultWords.What(change))).Append(":\n\n");
            MarkdownText.AppendJson(text, JsonText.Lines(change.Json), "  ");
            AppendMore(text, change, remediation);
        }

        AppendSentences(text, "What else it opens:", ResultWords.Opens(remediation));
        AppendSentences(text, "Replayed:", ResultWords.Replayed(remediation));
        AppendSentences(text, "Assumed:", [.. ResultWords.TextsOf(remediation.Assumptions)]);
    }

    // Templates and whole documents are for the formats that can fold them.
    private static void AppendMore(StringBuilder text, PolicyChange change, Remediation remediation)
    {
        if (ResultWords.Difference(change) is { Count: > 0 } difference)
        {
            text.Append("\n  The difference:\n\n");
            MarkdownText.AppendBlock(text, "diff", string.Join('\n', difference.Select(VisibleText.Of)), "  ");
        }

        if (change.Advice is { } advice)
        {
            text.Append("\n  Mind: ").Append(MarkdownText.Sentence(advice)).Append('\n');
        }

        if (!ResultWords.IsFirstOfItsPolicy(change, remediation))
        {
            return;
        }

        if (ResultWords.Commands(change) is not { } commands)
        {
            text.Append(change.HasScripts ? $"\n  {ReportMessages.TooLongForScripts}\n" : "");
        }
        else if (commands.Format == ResultWords.ByHand)
        {
            text.Append("\n  By hand: ").Append(MarkdownText.Sentence(commands.Heading)).Append('\n');
        }
        else
        {
            text.Append("\n  With the ").Append(ResultWords.NameOf(commands.Format)).Append(". ").Append(MarkdownText.Sentence(commands.Heading)).Append('\n');
            if (ResultWords.AreLong(commands))
            {
                text.Append("  ").Append(MarkdownText.Sentence(ReportMessages.LongCommands(commands))).Append('\n');
                return;
            }

            text.Append('\n');
            MarkdownText.AppendBlock(text, "sh", VisibleText.OfLines(commands.Text.TrimEnd('\n')), "  ");
        }
    }

    private static void AppendSentences(StringBuilder text, string heading, IReadOnlyList<string> sentences)
    {
        if (sentences.Count == 0)
        {
            return;
        }

        text.Append('\n').Append(heading).Append("\n\n");
        foreach (var sentence in sentences)
        {
            text.Append("- ").Append(MarkdownText.Sentence(sentence)).Append('\n');
        }
    }

    private static void AppendEvidence(StringBuilder text, AnalysisResult result)
    {
        var lines = ResultWords.Unread(result.Evidence).Select(item => $"Unread: {MarkdownText.Sentence(item.What)}: {MarkdownText.Sentence(item.Why)}").ToList();
        if (result.Evidence.MissingContextKeys.Count > 0)
        {
            lines.Add($"Condition keys without a value: {MarkdownText.Sentence(ResultWords.MissingKeys(result.Evidence))}");
        }

        if (result.Evidence.MessageAgrees is { } agrees)
        {
            lines.Add($"The error text of the refusal {ReportMessages.MessageAgreement(agrees)}.");
        }

        lines.AddRange(ResultWords.TextsOf(result.Evidence.Notes).Select(MarkdownText.Sentence));
        if (lines.Count == 0)
        {
            return;
        }

        text.Append("\n**Evidence**\n\n");
        foreach (var line in lines)
        {
            text.Append("- ").Append(line).Append('\n');
        }
    }

    private static string Words(Gate gate) => gate.State switch
    {
        GateState.Closed => $"**{gate.Label} closed**",
        GateState.AlsoClosed => $"**{gate.Label} closed too**",
        _ => $"{gate.Label} {gate.StateText}",
    };

    private static string Bracketed(string words) => words.Length == 0 ? "" : $" ({words})";
}
