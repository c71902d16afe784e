using System.Text;
using AccessUndenied.Replays;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>A replay as Markdown for a pull request, a ticket or a chat: headings, lists and code spans alone.</summary>
internal static class ReplayMarkdown
{
    private const int MostGroups = 100;
    private const int RoomOfFrame = 4_096;

    /// <summary>The replay as one comment: what has no room in it is counted, and nothing is cut in the middle.</summary>
    public static string Of(ReplayResult result)
    {
        var facts = FactsOf(result);
        var proposals = ProposalsOf(result, (MarkdownComment.MostCharacters - facts.Length - RoomOfFrame) / 2);
        var room = MarkdownComment.MostCharacters - facts.Length - proposals.Length - RoomOfFrame;
        var text = new StringBuilder();
        foreach (var (heading, groups) in ReplayWords.Lists(result))
        {
            text.Append("## ").Append(heading).Append("\n\n");
            AppendGroups(text, groups, room);
            text.Append(groups.Count > 0 ? "\n" : "");
        }

        return text.Append(proposals).Append(facts).ToString();
    }

    private static void AppendGroups(StringBuilder text, IReadOnlyList<ReplayGroup> groups, int room)
    {
        var shown = 0;
        foreach (var group in groups.Take(MostGroups))
        {
            var start = text.Length;
            Append(text, group);
            if (text.Length > room)
            {
                text.Length = start;
                break;
            }

            shown++;
        }

        text.Append(groups.Count > shown ? $"- {ReplayReportMessages.MoreGroups(groups.Count - shown)}\n" : "");
    }

    private static string FactsOf(ReplayResult result)
    {
        var text = new StringBuilder();
        if (!result.HasChanges && result.Calibration.Count > 0)
        {
            text.Append("## ").Append(ReplayReportMessages.CalibrationTitle).Append("\n\n");
            foreach (var group in result.Calibration.Take(MostGroups))
            {
                text.Append("- ").Append(Counts.Times(group.Count)).Append(' ').Append(MarkdownText.Sentence(ReplayReportMessages.Calibration(group))).Append('\n');
            }

            text.Append(result.Calibration.Count > MostGroups ? $"- {ReplayReportMessages.MoreGroups(result.Calibration.Count - MostGroups)}\n" : "").Append('\n');
        }

        text.Append("## ").Append(ReplayReportMessages.WhatWasReplayed).Append("\n\n");
        foreach (var fact in ReplayWords.Facts(result))
        {
            text.Append("- ").Append(MarkdownText.Sentence(fact)).Append('\n');
        }

        return text.ToString();
    }

    private static string ProposalsOf(ReplayResult result, int room)
    {
        var text = new StringBuilder();
        foreach (var exemption in result.Exemptions)
        {
            AppendDocument(text, ReplayReportMessages.ExemptionHeading(exemption), exemption.Statement, room);
        }

        if (result.Suggestion is not { } suggestion)
        {
            return text.ToString();
        }

        AppendDocument(text, ReplayReportMessages.SuggestionHeading(suggestion), suggestion.Document, room);
        foreach (var right in suggestion.Rights.Take(MostGroups))
        {
            var line = $"- {Counts.Times(right.Calls)} {MarkdownText.Code(right.Action)} on {MarkdownText.Code(right.Resource)}\n";
            text.Append(text.Length + line.Length <= room ? line : "");
        }

        foreach (var line in ReplayReportMessages.Beside(suggestion).Take(MostGroups).Select(line => $"- {MarkdownText.Sentence(line)}\n"))
        {
            text.Append(text.Length + line.Length <= room ? line : "");
        }

        return text.Append('\n').ToString();
    }

    private static void AppendDocument(StringBuilder text, string heading, string? document, int room)
    {
        text.Append("## ").Append(MarkdownText.Sentence(heading)).Append("\n\n");
        if (document is null)
        {
            return;
        }

        var start = text.Length;
        MarkdownText.AppendJson(text, VisibleText.Of(document), "");
        if (text.Length > room)
        {
            text.Length = start;
            text.Append(ReplayReportMessages.DocumentTooLongForComment(document.Length)).Append('\n');
        }

        text.Append('\n');
    }

    private static void Append(StringBuilder text, ReplayGroup group)
    {
        var one = group.Difference;
        text.Append("- ").Append(Counts.Times(group.Count)).Append(' ').Append(MarkdownText.Code(one.Action)).Append(" on ").Append(MarkdownText.Code(one.Resource)).Append('\n');
        Item(text, "Who", MarkdownText.Code(one.Principal));
        Item(text, "Becomes", MarkdownText.Code(ReplayWords.Decisions(one)));
        Item(text, "By", MarkdownText.Sentence(ReplayWords.By(one)));
        Item(text, "Because", MarkdownText.Sentence(one.Reason ?? ""));
        Item(text, "When", MarkdownText.Sentence(ReplayWords.When(group)));
        Item(text, "Events", string.Join(", ", group.EventIds.Select(MarkdownText.Code)));
    }

    private static void Item(StringBuilder text, string name, string value)
    {
        if (value.Length > 0)
        {
            text.Append("  - ").Append(name).Append(": ").Append(value).Append('\n');
        }
    }
}
