using System.Text;
using AccessUndenied.Replays;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>A replay as Markdown for a pull request, a ticket or a chat: headings, lists and code spans alone.</summary>
internal static class ReplayMarkdown
{
    private const int MostGroups = 100;

    public static string Of(ReplayResult result)
    {
        var text = new StringBuilder();
        foreach (var (heading, groups) in ReplayWords.Lists(result))
        {
            text.Append("## ").Append(heading).Append("\n\n");
            foreach (var group in groups.Take(MostGroups))
            {
                Append(text, group);
            }

            if (groups.Count > MostGroups)
            {
                text.Append("- ").Append(Messages.MoreGroups(groups.Count - MostGroups)).Append('\n');
            }

            text.Append(groups.Count > 0 ? "\n" : "");
        }

        foreach (var exemption in result.Exemptions)
        {
            text.Append("## ").Append(MarkdownText.Sentence(Messages.ExemptionHeading(exemption))).Append("\n\n");
            MarkdownText.AppendJson(text, VisibleText.Of(exemption.Statement), "");
            text.Append('\n');
        }

        if (result.Suggestion is { } suggestion)
        {
            AppendSuggestion(text, suggestion);
        }

        text.Append("## ").Append(Messages.WhatWasReplayed).Append("\n\n");
        foreach (var fact in ReplayWords.Facts(result))
        {
            text.Append("- ").Append(MarkdownText.Sentence(fact)).Append('\n');
        }

        return text.ToString();
    }

    private static void AppendSuggestion(StringBuilder text, SuggestedPolicy suggestion)
    {
        text.Append("## ").Append(MarkdownText.Sentence(Messages.SuggestionHeading(suggestion))).Append("\n\n");
        if (suggestion.Document is { } document)
        {
            MarkdownText.AppendJson(text, VisibleText.Of(document), "");
            text.Append('\n');
        }

        foreach (var right in suggestion.Rights.Take(MostGroups))
        {
            text.Append("- ").Append(Messages.Times(right.Calls)).Append(' ').Append(MarkdownText.Code(right.Action)).Append(" on ").Append(MarkdownText.Code(right.Resource)).Append('\n');
        }

        text.Append('\n');
    }

    private static void Append(StringBuilder text, ReplayGroup group)
    {
        var one = group.Difference;
        text.Append("- ").Append(Messages.Times(group.Count)).Append(' ').Append(MarkdownText.Code(one.Action)).Append(" on ").Append(MarkdownText.Code(one.Resource)).Append('\n');
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
