using System.Globalization;
using System.Text;
using AccessUndenied.Results;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>When the events were, as columns, in the HTML report.</summary>
/// <remarks>The columns are a picture with a description; the same counts stand in a table behind it.</remarks>
internal static class HtmlTimeline
{
    /// <summary>How many columns there are at most.</summary>
    public const int MostColumns = 60;

    private const int Width = 10;
    private const int Height = 100;

    /// <summary>All events of the page; nothing where they lie in one span of time.</summary>
    public static void AppendTo(StringBuilder html, TimeSpans spans)
    {
        if (spans.Counts.Count < 2)
        {
            return;
        }

        var (peak, most) = spans.Counts.MaxBy(pair => pair.Value);
        html.Append("<section class=\"card\" id=\"timeline\" aria-labelledby=\"when\"><h3 id=\"when\">Over time</h3>");
        AppendColumns(html, spans, spans, ReportMessages.Peak(most, Label(spans, peak)), "");
        html.Append("<p class=\"soft ends\"><span>").Append(ReportMessages.Time(spans.StartOf(0))[..^4]).Append("</span><span>").Append(ReportMessages.EachColumn(spans.Length))
            .Append("</span><span>").Append(ReportMessages.Time(spans.StartOf(spans.Count))[..^4]).Append("</span></p>");
        html.Append("<details class=\"more\"><summary>As a table</summary><table><thead><tr><th scope=\"col\">From (UTC)</th><th scope=\"col\">Events</th></tr></thead><tbody>");
        foreach (var (number, count) in spans.Counts)
        {
            html.Append("<tr><th scope=\"row\">").Append(Label(spans, number)).Append("</th><td>").Append(Counts.Of(count)).Append("</td></tr>");
        }

        html.Append("</tbody></table></details></section>\n");
    }

    /// <summary>The events of one cause, on the time line of <paramref name="whole"/>.</summary>
    public static void AppendSmall(StringBuilder html, TimeSpans part, TimeSpans whole)
    {
        if (whole.Counts.Count >= 2 && part.Counts.Count > 0)
        {
            AppendColumns(html, part, whole, ReportMessages.InSpans(part.Counts.Count, whole.Length), " small");
        }
    }

    /// <summary>When a span begins, in as few characters as its length asks for.</summary>
    public static string Label(TimeSpans spans, int number) =>
        spans.StartOf(number).ToString(spans.Length % TimeSpan.TicksPerDay == 0 ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static void AppendColumns(StringBuilder html, TimeSpans part, TimeSpans whole, string description, string size)
    {
        var most = part.Counts.Values.Max();
        html.Append(CultureInfo.InvariantCulture, $"<svg class=\"times{size}\" role=\"img\" aria-label=\"{description}\" preserveAspectRatio=\"none\" viewBox=\"0 0 {whole.Count * Width} {Height}\">");
        foreach (var (number, count) in part.Counts)
        {
            // A single event among millions is seen, too.
            var height = Math.Max(4, (int)Math.Round((double)Height * count / most));
            html.Append(CultureInfo.InvariantCulture, $"<rect x=\"{(number * Width) + 1}\" y=\"{Height - height}\" width=\"{Width - 2}\" height=\"{height}\"");
            html.Append(size.Length > 0 ? "/>" : $" data-t=\"{number.ToString(CultureInfo.InvariantCulture)}\"><title>{Label(whole, number)}: {Counts.EventCount(count)}</title></rect>");
        }

        html.Append("</svg>");
    }
}
