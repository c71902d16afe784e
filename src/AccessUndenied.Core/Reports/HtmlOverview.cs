using System.Globalization;
using System.Text;
using AccessUndenied.Results;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>The counts at the top of the HTML report.</summary>
internal sealed class HtmlOverview
{
    private const int Most = 6;

    private static readonly System.Buffers.SearchValues<char> s_serviceCharacters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private readonly Dictionary<Assessment, int> _causes = [];
    private readonly Dictionary<string, int> _principals = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _services = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    public DateTimeOffset? First { get; private set; }

    public DateTimeOffset? Last { get; private set; }

    public IEnumerable<Assessment> Causes => _causes.Keys.Order();

    public IEnumerable<string> Services => _services.Keys;

    /// <summary>The part of an action before the colon; empty where that is not the name of a service.</summary>
    public static string ServiceOf(string action)
    {
        var colon = action.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && action.AsSpan(0, colon).IndexOfAnyExcept(s_serviceCharacters) < 0 ? action[..colon] : "";
    }

    public void Add(AnalysisResult result)
    {
        AddTime(result.EventTime, result.EventTime);
        AddCount(result.Assessment, 1);
        if (result.Request is { } request)
        {
            AddName(_principals, request.Principal.Id, 1);
            AddName(_services, ServiceOf(request.Action), 1);
        }
    }

    public void Add(Finding finding)
    {
        AddTime(finding.FirstTime, finding.LastTime);
        AddCount(finding.Assessment, finding.Count);
        foreach (var principal in finding.Principals)
        {
            AddName(_principals, principal.Name, principal.Count);
        }

        foreach (var action in finding.Actions)
        {
            AddName(_services, ServiceOf(action.Name), action.Count);
        }
    }

    public string ToHtml()
    {
        var html = new StringBuilder("<section aria-labelledby=\"overview\"><h2 id=\"overview\">Overview</h2><div class=\"cards\">\n");
        AppendCard(html, "By cause", "a", [.. _causes.Select(pair => (pair.Key.ToText(), ((int)pair.Key).ToString(CultureInfo.InvariantCulture), pair.Value))]);
        AppendCard(html, "By principal", "q", [.. _principals.Select(pair => (pair.Key, pair.Key, pair.Value))]);
        AppendCard(html, "By service", "s", [.. _services.Select(pair => (pair.Key.Length > 0 ? pair.Key : Messages.Unknown, pair.Key, pair.Value))]);
        return html.Append("</div></section>\n").ToString();
    }

    private void AppendCard(StringBuilder html, string caption, string kind, IReadOnlyList<(string Name, string Value, int Count)> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        html.Append("<div class=\"card\"><table><caption>").Append(caption).Append("</caption><tbody>");
        foreach (var (name, value, count) in lines.OrderByDescending(line => line.Count).Take(Most))
        {
            var width = Math.Max(1, (int)Math.Round(100.0 * count / Count));
            html.Append("<tr><th scope=\"row\"><span data-pick=\"").Append(kind).Append("\" data-value=\"").Text(VisibleText.Of(value)).Append("\">");
            _ = kind == "q" ? html.Code(name) : html.Text(name);
            html.Append("</span><svg class=\"bar\" aria-hidden=\"true\" preserveAspectRatio=\"none\" viewBox=\"0 0 100 4\"><rect width=\"")
                .Append(width).Append("\" height=\"4\"/></svg></th><td>").Append(Messages.Count(count)).Append("</td></tr>");
        }

        html.Append("</tbody></table>");
        if (lines.Count > Most)
        {
            html.Append("<p class=\"soft\">").Append(Messages.AndMore(lines.Count - Most)).Append("</p>");
        }

        html.Append("</div>\n");
    }

    private void AddTime(DateTimeOffset? first, DateTimeOffset? last)
    {
        First = First is null || first < First ? first ?? First : First;
        Last = Last is null || last > Last ? last ?? Last : Last;
    }

    private void AddCount(Assessment assessment, int count)
    {
        Count += count;
        _causes[assessment] = _causes.GetValueOrDefault(assessment) + count;
    }

    private static void AddName(IDictionary<string, int> counts, string name, int count)
    {
        if (counts.TryGetValue(name, out var before) || counts.Count < ResultGrouping.MostMembers)
        {
            counts[name] = before + count;
        }
    }
}
