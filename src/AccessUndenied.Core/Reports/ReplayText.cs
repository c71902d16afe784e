using System.Text;
using AccessUndenied.Replays;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>A replay as plain text for a terminal.</summary>
internal static class ReplayText
{
    private const int MostGroups = 50;

    public static string Of(ReplayResult result)
    {
        var text = new StringBuilder();
        foreach (var (heading, groups) in ReplayWords.Lists(result))
        {
            text.Append(heading).Append('\n');
            foreach (var group in groups.Take(MostGroups))
            {
                Append(text, group);
            }

            if (groups.Count > MostGroups)
            {
                text.Append("  ").Append(ReplayReportMessages.MoreGroups(groups.Count - MostGroups)).Append('\n');
            }

            text.Append('\n');
        }

        foreach (var exemption in result.Exemptions)
        {
            text.Append(VisibleText.Of(ReplayReportMessages.ExemptionHeading(exemption))).Append('\n').Append("  ").Append(VisibleText.Of(exemption.Statement)).Append("\n\n");
        }

        if (result.Suggestion is { } suggestion)
        {
            AppendSuggestion(text, suggestion);
        }

        if (!result.HasChanges && result.Calibration.Count > 0)
        {
            AppendCalibration(text, result.Calibration);
        }

        text.Append(ReplayReportMessages.WhatWasReplayed).Append('\n');
        foreach (var fact in ReplayWords.Facts(result))
        {
            text.Append("  ").Append(fact).Append('\n');
        }

        return text.ToString();
    }

    private static void AppendCalibration(StringBuilder text, IReadOnlyList<CalibrationGroup> groups)
    {
        text.Append(ReplayReportMessages.CalibrationTitle).Append('\n');
        foreach (var group in groups.Take(MostGroups))
        {
            text.Append("  ").Append(Counts.Times(group.Count).PadLeft(9)).Append("  ").Append(VisibleText.Of(ReplayReportMessages.Calibration(group))).Append('\n');
        }

        text.Append(groups.Count > MostGroups ? $"  {ReplayReportMessages.MoreGroups(groups.Count - MostGroups)}\n" : "").Append('\n');
    }

    private static void AppendSuggestion(StringBuilder text, SuggestedPolicy suggestion)
    {
        text.Append(VisibleText.Of(ReplayReportMessages.SuggestionHeading(suggestion))).Append('\n');
        if (suggestion.Document is { } document)
        {
            text.Append("  ").Append(VisibleText.Of(document)).Append('\n');
        }

        foreach (var right in suggestion.Rights.Take(MostGroups))
        {
            text.Append("  ").Append(Counts.Times(right.Calls).PadLeft(9)).Append("  ").Append(VisibleText.Of(ReplayReportMessages.UsedRight(right))).Append('\n');
        }

        foreach (var line in ReplayReportMessages.Beside(suggestion).Take(MostGroups))
        {
            text.Append("  ").Append(VisibleText.Of(line)).Append('\n');
        }

        text.Append('\n');
    }

    private static void Append(StringBuilder text, ReplayGroup group)
    {
        var one = group.Difference;
        text.Append("  ").Append(Counts.Times(group.Count).PadLeft(9)).Append("  ").Append(VisibleText.Of(one.Action)).Append(" on ").Append(VisibleText.Of(one.Resource)).Append('\n');
        Line(text, "who", one.Principal);
        Line(text, "becomes", ReplayWords.Decisions(one));
        Line(text, "by", ReplayWords.By(one));
        Line(text, "because", one.Reason ?? "");
        Line(text, "when", ReplayWords.When(group));
        Line(text, "event", group.EventIds.Count > 0 ? group.EventIds[0] : "");
    }

    private static void Line(StringBuilder text, string name, string value)
    {
        if (value.Length > 0)
        {
            text.Append("  ").Append(name.PadLeft(9)).Append("  ").Append(VisibleText.Of(value)).Append('\n');
        }
    }
}
