using System.Globalization;
using System.Text;
using AccessUndenied.Results;
using AccessUndenied.Simulation;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>What filters and sorts the causes of the HTML report.</summary>
/// <remarks>Hidden until the script, which alone gives it a meaning, shows it. A choice of one is left out.</remarks>
internal static class HtmlControls
{
    public static string ToHtml(HtmlOverview overview)
    {
        var html = new StringBuilder("<div id=\"controls\" role=\"search\" hidden><label class=\"wide\">Search <input id=\"q\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" "
            + "aria-describedby=\"keys\"></label><span id=\"keys\" class=\"sr\">Press slash to come here, Escape to clear</span>");
        AppendChoice(html, "Cause", "a", [.. overview.Causes.Select(cause => (Number((int)cause), cause.ToText()))]);
        AppendChoice(html, "Layer", "l", [.. overview.Layers.Select(layer => (Number((int)layer), LayerNames.PolicyOf(layer)))]);
        AppendChoice(html, "Severity", "v", [.. overview.Severities.Select(severity => (Number((int)severity), FindingSeverity.ToText(severity)))]);
        AppendChoice(html, "Account", "c", [.. overview.Accounts.Select((account, i) => (Number(i), account))]);
        AppendChoice(html, "Service", "s", [.. overview.Services.Where(service => service.Length > 0).Select(service => (service, service))]);
        AppendChoice(html, "Time", "t", [.. overview.Times.Counts.Select(pair => (Number(pair.Key), $"{HtmlTimeline.Label(overview.Times, pair.Key)} ({Counts.Of(pair.Value)})"))]);
        html.Append("<label>Sort by <select id=\"o\"><option value=\"n\">most events</option><option value=\"v\">severity</option><option value=\"f\">first event</option>")
            .Append("<option value=\"z\">last event</option></select></label>");
        return html.Append("<button id=\"reset\" type=\"button\">Clear</button><button id=\"open\" type=\"button\">Unfold all</button>")
            .Append("<button id=\"close\" type=\"button\">Fold all</button><p id=\"count\" role=\"status\"></p></div>\n").ToString();
    }

    private static void AppendChoice(StringBuilder html, string name, string id, IReadOnlyList<(string Value, string Text)> options)
    {
        if (options.Count < 2)
        {
            return;
        }

        html.Append("<label>").Append(name).Append(" <select id=\"").Append(id).Append("\"><option value=\"\">all</option>");
        foreach (var (value, text) in options)
        {
            html.Append("<option value=\"").Text(value).Append("\">").Text(text).Append("</option>");
        }

        html.Append("</select></label>");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
