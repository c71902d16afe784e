using System.Globalization;
using System.Text;
using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Results;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>One cause in the HTML report: its line, and behind it the gates, the reasons, the change and the events.</summary>
internal static class HtmlFinding
{
    private const int MostNearMisses = 5;
    private const int MostMembers = 10;
    private const int MostFolded = 200;

    /// <summary>The finding as an article.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="number">Its number on the page, from 1.</param>
    /// <param name="rows">The rows of its events; null where the page does not list them.</param>
    /// <param name="isOpen">Whether it is unfolded from the start.</param>
    /// <param name="more">What the page has room for beside the changes; null where policies and changes are left out altogether.</param>
    /// <param name="facets">What filters need of it.</param>
    public static string ToHtml(Finding finding, int number, HtmlRows? rows, bool isOpen, HtmlMore? more, HtmlFacets facets)
    {
        var html = new StringBuilder(more is null ? 1_024 : 8_192);
        var times = facets.TimesOf(finding);
        html.Append(CultureInfo.InvariantCulture, $"<article class=\"f\" id=\"f{number}\"");
        facets.AppendTo(html, finding, times);
        html.Append(isOpen ? "><details open><summary>" : "><details><summary>");
        AppendSummary(html, finding);
        html.Append("</summary><div class=\"in\">");
        if (more is null)
        {
            AppendShort(html, finding);
        }
        else
        {
            AppendFacts(html, finding, number);
            HtmlTimeline.AppendSmall(html, times, facets.Times);
            AppendWhy(html, finding.Example);
            HtmlRemediation.AppendTo(html, finding, number, more);
            AppendEvidence(html, finding.Example);
        }

        rows?.AppendTo(html, finding.Count);
        return html.Append("</div></details></article>\n").ToString();
    }

    private static void AppendSummary(StringBuilder html, Finding finding)
    {
        var text = ResultWords.Heading(finding.Example);
        var kind = finding.Assessment switch
        {
            Assessment.Allowed => "ok",
            Assessment.Error or Assessment.InvalidAction => "odd",
            _ => text.StartsWith("Explicit", StringComparison.Ordinal) ? "deny" : "miss",
        };
        var split = text.IndexOf(" in ", StringComparison.Ordinal);
        html.Append("<h3><span class=\"v ").Append(kind).Append("\">").Append(split < 0 ? text : text[..split]).Append("</span>").Append(split < 0 ? "" : text[split..]).Append("</h3>");
        html.Append("<span class=\"n\">").Append(Counts.EventCount(finding.Count)).Append("</span><span class=\"what\">");
        if (finding.Actions.Count > 0)
        {
            AppendFew(html, finding.Actions, "actions");
            html.Append(" on ");
            AppendFew(html, finding.Resources, "resources");
            html.Append(" by ");
            AppendFew(html, finding.Principals, "principals");
        }
        else
        {
            html.Text(finding.Example.ErrorMessage ?? finding.Example.EventId);
        }

        html.Append("</span>");
        AppendGates(html, Gate.Of(finding.Example));
    }

    private static void AppendShort(StringBuilder html, Finding finding)
    {
        if (finding.Example.Causes.Count > 0)
        {
            html.Append("<p>").Text(finding.Example.Causes[0].Sentence).Append("</p>");
        }

        if (finding.Count == 1 && finding.Example.EventId.Length > 0)
        {
            html.Code(finding.Example.EventId);
        }
    }

    private static void AppendFew(StringBuilder html, IReadOnlyList<FindingMember> members, string plural)
    {
        if (members.Count == 1)
        {
            html.Code(members[0].Name);
        }
        else
        {
            html.Append(Counts.Of(members.Count)).Append(' ').Append(plural);
        }
    }

    private static void AppendFacts(StringBuilder html, Finding finding, int number)
    {
        html.Append("<dl>");
        AppendMembers(html, "Who", finding.Principals, "");
        if (finding is { Count: 1, Example.Request.Principal: { EntityId: { } entity, Id: var caller } } && entity != caller)
        {
            html.Append("<dt>Session</dt><dd>").Code(caller).Append("</dd>");
        }

        AppendMembers(html, "Action", finding.Actions, finding.Count == 1 ? ResultWords.Doubt(finding.Example.Request?.Provenance.ActionCertainty ?? Requests.Certainty.Certain) : "");
        AppendMembers(html, "Resource", finding.Resources, finding.Count == 1 ? ResultWords.Doubt(finding.Example.Request?.Provenance.ResourceCertainty ?? Requests.Certainty.Certain) : "");
        if (finding.FirstTime is not null)
        {
            html.Append("<dt>When</dt><dd>").Append(ReportMessages.Between(finding.FirstTime, finding.LastTime)).Append("</dd>");
        }

        html.Append(finding.Count == 1 ? "<dt>Event</dt><dd>" : "<dt>First event</dt><dd>");
        _ = finding.Example.EventId.Length > 0 ? html.Code(finding.Example.EventId) : html.Append(ReportMessages.NoEventId);
        var severity = FindingSeverity.Of(finding.Example);
        html.Append("</dd><dt>Severity</dt><dd>").Append(FindingSeverity.ToText(severity)).Append(" <span class=\"soft\">(").Append(FindingSeverity.Reason(severity)).Append(")</span></dd>");
        html.Append(CultureInfo.InvariantCulture, $"</dl><p class=\"soft to\"><a href=\"#f{number}\">Link to this cause</a></p>");
    }

    private static void AppendMembers(StringBuilder html, string name, IReadOnlyList<FindingMember> members, string doubt)
    {
        if (members.Count == 0)
        {
            return;
        }

        html.Append("<dt>").Append(name).Append("</dt><dd>");
        if (members.Count == 1)
        {
            html.Code(members[0].Name).Append(doubt.Length > 0 ? $" <span class=\"soft\">({doubt})</span>" : "").Append("</dd>");
            return;
        }

        AppendList(html, members, MostMembers, static (to, member) =>
            to.Append("<li>").Code(member.Name).Append(" <span class=\"soft\">").Append(Counts.Of(member.Count)).Append("×</span></li>"));
        html.Append("</dd>");
    }

    private static void AppendWhy(StringBuilder html, AnalysisResult result)
    {
        if (result.ErrorMessage is not null)
        {
            html.Append("<p>").Text(result.ErrorMessage).Append("</p>");
        }

        if (ResultWords.Said(result) is { } said)
        {
            html.Append("<p><strong>Message:</strong> ").Text(said).Append("</p>");
        }

        if (result.Refusal is { } refusal)
        {
            html.Append(refusal.IsCertain ? "<p><strong>Refused:</strong> " : "<p><strong>Perhaps:</strong> ").Text(refusal.Reason).Append("</p>");
            html.Append("<p><strong>What to do:</strong> ").Text(refusal.Advice).Append("</p><p class=\"soft\">").Text(refusal.Page).Append("</p>");
        }

        if (ResultWords.Session(result) is { } session)
        {
            html.Append("<p><strong>Session:</strong> ").Text(session).Append("</p>");
        }

        foreach (var changed in ResultWords.WhoChanged(result))
        {
            html.Append("<p><strong>Who changed it:</strong> ").Text(changed).Append("</p>");
        }

        foreach (var recorded in ResultWords.Recorded(result))
        {
            html.Append("<p><strong>Recorded:</strong> ").Text(recorded).Append("</p>");
        }

        if (result.Causes.Count > 0)
        {
            html.Append("<h4>Why</h4><ol class=\"why\">");
            foreach (var cause in result.Causes)
            {
                AppendCause(html, cause);
            }

            html.Append("</ol>");
        }

        AppendNearMisses(html, result.NearMisses);
        AppendAlsoRefused(html, result);
    }

    private static void AppendNearMisses(StringBuilder html, IReadOnlyList<NearMiss> misses)
    {
        if (misses.Count == 0)
        {
            return;
        }

        html.Append("<section class=\"near\"><h4>What almost allowed it</h4>");
        AppendList(html, misses, MostNearMisses, AppendNearMiss);
        html.Append("</section>");
    }

    private static void AppendAlsoRefused(StringBuilder html, AnalysisResult result)
    {
        if (result.AlsoRefused.Count == 0)
        {
            return;
        }

        html.Append("<h4>Refused too</h4>");
        AppendList(html, result.AlsoRefused, MostMembers, (to, refused) => AppendRefused(to, refused, result));
    }

    private static void AppendRefused(StringBuilder html, RefusedRequest refused, AnalysisResult result)
    {
        html.Append("<li>").Code(refused.Request.Action).Append(" on ").Code(refused.Request.Resource.ToString());
        html.Append(" <span class=\"soft\">").Append(refused.Assessment.ToText()).Append("</span>");
        if (ResultWords.ReasonOf(refused, result) is { } reason)
        {
            html.Append("<p class=\"soft\">").Text(reason).Append("</p>");
        }

        html.Append("<ol class=\"why\">");
        foreach (var cause in refused.Causes)
        {
            AppendCause(html, cause);
        }

        html.Append("</ol>");
        AppendNearMisses(html, refused.NearMisses);
        html.Append("</li>");
    }

    // The first few, and the others where the reader unfolds them; more than anybody reads are counted.
    private static void AppendList<T>(StringBuilder html, IReadOnlyList<T> items, int most, Action<StringBuilder, T> append)
    {
        html.Append("<ul>");
        foreach (var item in items.Take(most))
        {
            append(html, item);
        }

        html.Append("</ul>");
        if (items.Count <= most)
        {
            return;
        }

        html.Append("<details class=\"more\"><summary>").Append(Counts.AndMore(items.Count - most)).Append("</summary><ul>");
        foreach (var item in items.Skip(most).Take(MostFolded))
        {
            append(html, item);
        }

        html.Append("</ul>").Append(items.Count > most + MostFolded ? $"<p class=\"soft\">{ReportMessages.NotListed(items.Count - most - MostFolded)}</p></details>" : "</details>");
    }

    private static void AppendGates(StringBuilder html, IReadOnlyList<Gate> gates)
    {
        if (gates.Count == 0)
        {
            return;
        }

        html.Append("<span class=\"gates\">");
        foreach (var gate in gates)
        {
            html.Append("<span class=\"g ").Append(ClassOf(gate.State)).Append("\">").Append(gate.Label).Append(' ').Append(gate.StateText).Append("</span> ");
        }

        html.Append("</span>");
    }

    private static string ClassOf(GateState state) => state switch
    {
        GateState.Closed => "closed",
        GateState.AlsoClosed => "also",
        GateState.Open => "open",
        GateState.Unknown => "unknown",
        _ => "unneeded",
    };

    private static void AppendCause(StringBuilder html, Cause cause)
    {
        html.Append("<li>").Text(cause.Sentence);
        if (ResultWords.Doubt(cause) is { Length: > 0 } doubt)
        {
            html.Append(" <span class=\"v odd\">").Append(doubt).Append("</span>");
        }

        AppendHint(html, cause.Hint);

        if (ResultWords.PlaceOf(cause) is { Length: > 0 } place)
        {
            html.Append("<p class=\"soft\">").Text(place).Append("</p>");
        }

        if (cause.Statement is { } statement)
        {
            AppendStatement(html, statement, statement.Conditions.Count > 0 ? StatementElement.Condition : StatementElement.None);
        }

        html.Append("</li>");
    }

    private static void AppendNearMiss(StringBuilder html, NearMiss miss)
    {
        html.Append(miss.UnknownKey is null ? "<li>" : "<li>Perhaps: ").Text(miss.Sentence);
        AppendHint(html, miss.Hint);

        if (ResultWords.PlaceOf(miss) is { Length: > 0 } place)
        {
            html.Append("<p class=\"soft\">").Text(place).Append("</p>");
        }

        AppendStatement(html, miss.Statement, miss.Element);
        html.Append("</li>");
    }

    private static void AppendHint(StringBuilder html, Note? hint)
    {
        if (hint is not null)
        {
            html.Append("<p data-hint=\"").Text(hint.Id).Append("\"><strong>Hint:</strong> ").Text(hint.Text).Append("</p>");
        }
    }

    // A statement that denies without conditions does so by its Effect.
    private static void AppendStatement(StringBuilder html, Statement statement, StatementElement element)
    {
        var name = element switch
        {
            StatementElement.None => "Effect",
            StatementElement.Grammar => "",
            _ => element.ToString(),
        };
        html.Append("<div class=\"box\" data-what=\"statement\"><pre tabindex=\"0\"><code>");
        foreach (var (member, text) in JsonText.Members(statement.Json))
        {
            if (member.Length > 0 && name.Length > 0 && member.EndsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                html.Append("  <mark>").Json(text.Trim()).Append("</mark>\n");
            }
            else
            {
                html.Json(text);
            }
        }

        html.Append("</code></pre></div>");
    }

    private static void AppendEvidence(StringBuilder html, AnalysisResult result)
    {
        var lines = ResultWords.Unread(result.Evidence).Select(item => $"Unread: {item.What}: {item.Why}").ToList();
        if (result.Evidence.MissingContextKeys.Count > 0)
        {
            lines.Add($"Condition keys without a value: {ResultWords.MissingKeys(result.Evidence)}");
        }

        if (result.Evidence.MessageAgrees is { } agrees)
        {
            lines.Add($"The error text of the refusal {ReportMessages.MessageAgreement(agrees)}.");
        }

        HtmlRemediation.AppendTexts(html, "Evidence", [.. lines, .. ResultWords.TextsOf(result.Evidence.Notes)]);
    }
}
