using System.Globalization;
using System.Text;
using AccessUndenied.Replays;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>A replay as one self-contained HTML page with a timeline.</summary>
internal static class ReplayHtml
{
    private const int MostGroups = 2000;
    private const double Width = 1000;

    public static string Of(ReplayResult result)
    {
        var html = new StringBuilder(HtmlPage.Head(ReplayReportMessages.ReplayTitle(result)));
        html.Append("<header><h1>").Text(ReplayReportMessages.ReplayTitle(result)).Append("</h1></header>\n<main id=\"findings\" tabindex=\"-1\">\n<ul>");
        foreach (var fact in ReplayWords.Facts(result))
        {
            html.Append("<li>").Text(fact).Append("</li>");
        }

        html.Append("</ul>\n");
        foreach (var (heading, groups) in ReplayWords.Lists(result))
        {
            html.Append("<h2>").Text(heading).Append("</h2>\n");
            if (groups.Count > 0)
            {
                AppendTable(html, heading, groups);
            }
        }

        foreach (var exemption in result.Exemptions)
        {
            html.Append("<h2>").Text(ReplayReportMessages.ExemptionHeading(exemption)).Append("</h2>\n<pre class=\"wrap\">").Text(exemption.Statement).Append("</pre>\n");
        }

        if (result.Suggestion is { } suggestion)
        {
            html.Append("<h2>").Text(ReplayReportMessages.SuggestionHeading(suggestion)).Append("</h2>\n<pre class=\"wrap\">").Text(suggestion.Document ?? "").Append("</pre>\n<ul>");
            foreach (var right in suggestion.Rights.Take(MostGroups))
            {
                html.Append("<li>").Text($"{Counts.Times(right.Calls)} {ReplayReportMessages.UsedRight(right)}").Append("</li>");
            }

            foreach (var line in ReplayReportMessages.Beside(suggestion).Take(MostGroups))
            {
                html.Append("<li>").Text(line).Append("</li>");
            }

            html.Append("</ul>\n");
        }

        AppendServices(html, result);
        AppendCalibration(html, result);
        return html.Append("</main>\n").Append(HtmlPage.Foot()).ToString();
    }

    private static void AppendTable(StringBuilder html, string heading, IReadOnlyList<ReplayGroup> groups)
    {
        var first = groups.Min(group => group.First);
        var last = groups.Max(group => group.Last);
        html.Append("<div class=\"rows\" tabindex=\"0\"><table><caption>").Text(heading).Append(first is null ? "" : ", ").Text(first is null ? "" : ReportMessages.Between(first, last))
            .Append("</caption><thead><tr><th scope=\"col\">Calls</th><th scope=\"col\">Who</th><th scope=\"col\">Action and resource</th><th scope=\"col\">Becomes</th>")
            .Append("<th scope=\"col\">When</th><th scope=\"col\">Events</th></tr></thead><tbody>\n");
        foreach (var group in groups.Take(MostGroups))
        {
            AppendRow(html, group, first, last);
        }

        html.Append("</tbody></table></div>\n");
        if (groups.Count > MostGroups)
        {
            html.Append("<p class=\"soft\">").Text(ReplayReportMessages.MoreGroups(groups.Count - MostGroups)).Append("</p>\n");
        }
    }

    private static void AppendRow(StringBuilder html, ReplayGroup group, DateTimeOffset? first, DateTimeOffset? last)
    {
        var one = group.Difference;
        html.Append(CultureInfo.InvariantCulture, $"<tr><td>{group.Count:N0}</td><td>").Code(one.Principal).Append("</td><td>").Code(one.Action).Append("<br>").Code(one.Resource)
            .Append("</td><td>").Text(ReplayWords.Decisions(one)).Append("<br>").Text(ReplayWords.By(one));
        if (one.Reason is { } reason)
        {
            html.Append("<br><span class=\"soft\">").Text(reason).Append("</span>");
        }

        html.Append("</td><td>").Text(ReplayWords.When(group));
        AppendBar(html, group, first, last);
        html.Append("</td><td>");
        foreach (var id in group.EventIds)
        {
            html.Code(id).Append("<br>");
        }

        html.Append("</td></tr>\n");
    }

    // From the first call of the group to its last, on the line from the first of all to the last of all.
    private static void AppendBar(StringBuilder html, ReplayGroup group, DateTimeOffset? first, DateTimeOffset? last)
    {
        if (group is not { First: { } from, Last: { } to } || first is not { } start || last is not { } end)
        {
            return;
        }

        var whole = Math.Max(1, (end - start).Ticks);
        var left = Width * (from - start).Ticks / whole;
        var width = Math.Max(8, Width * (to - from).Ticks / whole);
        html.Append(CultureInfo.InvariantCulture, $"<svg class=\"bar\" viewBox=\"0 0 1008 4\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect x=\"{left:0.#}\" y=\"0\" "
            + $"width=\"{width:0.#}\" height=\"4\"/></svg>");
    }

    private static void AppendServices(StringBuilder html, ReplayResult result)
    {
        if (result.Services.Count == 0)
        {
            return;
        }

        html.Append("<h2>").Append(ReplayReportMessages.AgreementByService).Append("</h2>\n<div class=\"rows\" tabindex=\"0\"><table><caption>").Append(ReplayReportMessages.AgreementCaption)
            .Append("</caption><thead><tr><th scope=\"col\">Service</th><th scope=\"col\">Allowed calls</th><th scope=\"col\">Denied calls</th></tr></thead><tbody>\n");
        foreach (var part in result.Services)
        {
            html.Append("<tr><td>").Code(part.Service).Append("</td><td>").Append(Outcomes(part.Allowed)).Append("</td><td>").Append(Outcomes(part.Denied)).Append("</td></tr>\n");
        }

        html.Append("</tbody></table></div>\n");
    }

    private static void AppendCalibration(StringBuilder html, ReplayResult result)
    {
        if (result.Calibration.Count == 0)
        {
            return;
        }

        html.Append("<h2>").Append(ReplayReportMessages.CalibrationTitle).Append("</h2>\n<div class=\"rows\" tabindex=\"0\"><table><caption>").Append(ReplayReportMessages.CalibrationTitle)
            .Append("</caption><thead><tr><th scope=\"col\">Calls</th><th scope=\"col\">How they were decided</th><th scope=\"col\">Events</th></tr></thead><tbody>\n");
        foreach (var group in result.Calibration.Take(MostGroups))
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{group.Count:N0}</td><td>").Text(ReplayReportMessages.Calibration(group)).Append("</td><td>");
            foreach (var id in group.Agreement == CallAgreement.Agrees && !group.Comparison.IsOtherwiseDenied ? [] : group.EventIds)
            {
                html.Code(id).Append("<br>");
            }

            html.Append("</td></tr>\n");
        }

        html.Append("</tbody></table></div>\n");
        if (result.Calibration.Count > MostGroups)
        {
            html.Append("<p class=\"soft\">").Text(ReplayReportMessages.MoreGroups(result.Calibration.Count - MostGroups)).Append("</p>\n");
        }
    }

    private static string Outcomes(AgreementCounts counts) => string.Create(CultureInfo.InvariantCulture, $"{counts.Agree:N0} / {counts.Disagree:N0} / {counts.Undecided:N0}");
}
