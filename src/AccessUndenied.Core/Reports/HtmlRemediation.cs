using System.Text;
using AccessUndenied.Results;

namespace AccessUndenied.Reports;

/// <summary>What to change, in the HTML report.</summary>
internal static class HtmlRemediation
{
    public static void AppendTo(StringBuilder html, Finding finding, int number, HtmlMore more)
    {
        if (finding.Remediation is not { } remediation)
        {
            return;
        }

        IReadOnlyList<Remediation> all = [remediation, .. ResultWords.Alternatives(finding)];
        var id = new RemedyId(number, 1);
        html.Append("<section class=\"r\" id=\"").Append(id.Text).Append("\"><h4>").Append(ResultWords.HeadingOf(remediation, all))
            .Append(" <span class=\"v ").Append(remediation.Verified ? "ok" : "odd").Append("\">")
            .Append(ReportMessages.Standing(remediation)).Append("</span> ").Append(id.Link).Append("</h4><p>").Text(remediation.Sentence).Append("</p>");
        if (finding.RemediatedCount < finding.Count)
        {
            html.Append("<p class=\"soft\">").Append(ReportMessages.CoversSome(finding.RemediatedCount, finding.Count)).Append("</p>");
        }

        AppendChanges(html, remediation, more);
        html.Append("</section>");
        foreach (var other in ResultWords.Alternatives(finding))
        {
            id = id.Next();
            AppendAlternative(html, other, ResultWords.HeadingOf(other, all), id, more);
        }
    }

    public static void AppendTexts(StringBuilder html, string heading, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        html.Append("<h4>").Append(heading).Append("</h4><ul>");
        foreach (var text in texts)
        {
            html.Append("<li>").Text(text).Append("</li>");
        }

        html.Append("</ul>");
    }

    private static void AppendChanges(StringBuilder html, Remediation remediation, HtmlMore more)
    {
        if (remediation.Link is { } link)
        {
            html.Append("<p>").Text(ReportMessages.AtLink(link)).Append("</p>");
        }

        AppendTexts(html, "Warning", [.. remediation.Warnings.Select(warning => warning.Text)]);
        foreach (var change in remediation.Changes)
        {
            AppendChange(html, change);
            if (ResultWords.IsFirstOfItsPolicy(change, remediation))
            {
                more.AppendTo(html, change);
            }
        }

        AppendTexts(html, "What else it opens", ResultWords.Opens(remediation));
        AppendTexts(html, "Replayed", ResultWords.Replayed(remediation));
        AppendTexts(html, "Assumed", [.. ResultWords.TextsOf(remediation.Assumptions)]);
    }

    private static void AppendChange(StringBuilder html, PolicyChange change)
    {
        var what = ResultWords.What(change);
        html.Append("<p>").Text(char.ToUpperInvariant(what[0]) + what[1..]).Append(":</p><div class=\"box\" data-what=\"policy\"><pre tabindex=\"0\"><code>")
            .Json(JsonText.Lines(change.Json)).Append("</code></pre></div>");
        AppendDifference(html, ResultWords.Difference(change));
        if (change.Advice is { } advice)
        {
            html.Append("<p><strong>Mind:</strong> ").Text(advice).Append("</p>");
        }
    }

    // The signs stand in the text, so that it reads the same without colors and aloud.
    private static void AppendDifference(StringBuilder html, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        html.Append("<p>The difference:</p><div class=\"box\" data-what=\"difference\"><pre class=\"wrap\" tabindex=\"0\"><code>");
        foreach (var line in lines)
        {
            var tag = line[0] switch { '-' => "del", '+' => "ins", _ => "span" };
            html.Append('<').Append(tag).Append('>').Text(line).Append("</").Append(tag).Append(">\n");
        }

        html.Append("</code></pre></div>");
    }

    private static void AppendAlternative(StringBuilder html, Remediation other, string heading, RemedyId id, HtmlMore more)
    {
        if (other.Changes.Count == 0)
        {
            html.Append("<section class=\"r\" id=\"").Append(id.Text).Append("\"><p class=\"or\"><strong>").Append(heading).Append(":</strong> ").Text(other.Sentence).Append("</p>")
                .Append(id.Link).Append("</section>");
            return;
        }

        // A link inside of what unfolds would take its clicks.
        html.Append("<section class=\"r\" id=\"").Append(id.Text).Append("\"><details class=\"more other\"><summary>").Append(heading).Append(": ").Text(other.Sentence)
            .Append(" <span class=\"v ").Append(other.Verified ? "ok" : "odd").Append("\">").Append(ReportMessages.Standing(other)).Append("</span></summary>");
        AppendChanges(html, other, more);
        html.Append("<p>").Append(id.Link).Append("</p></details></section>");
    }
}
