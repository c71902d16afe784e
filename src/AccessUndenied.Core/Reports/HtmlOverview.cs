using System.Globalization;
using System.Text;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>The counts at the top of the HTML report.</summary>
internal sealed class HtmlOverview
{
    private const int Most = 6;
    private const int MostFolded = 100;
    private const int MostAccounts = 1_000;

    private static readonly System.Buffers.SearchValues<char> s_serviceCharacters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private readonly Dictionary<Assessment, int> _causes = [];
    private readonly Dictionary<string, int> _principals = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _services = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _accounts = new(StringComparer.Ordinal);
    private readonly SortedSet<PolicyLayer> _layers = [];
    private readonly SortedSet<Severity> _severities = [];
    private readonly EventTimes _times = new();

    public int Count { get; private set; }

    public DateTimeOffset? First { get; private set; }

    public DateTimeOffset? Last { get; private set; }

    public IEnumerable<Assessment> Causes => _causes.Keys.Order();

    public IEnumerable<string> Services => _services.Keys;

    public IReadOnlyCollection<string> Accounts => _accounts;

    public IEnumerable<PolicyLayer> Layers => _layers;

    public IEnumerable<Severity> Severities => _severities.Reverse();

    /// <summary>When the events were, as it stands once all of them are added.</summary>
    public TimeSpans Times => _times.In(HtmlTimeline.MostColumns);

    /// <summary>The part of an action before the colon; empty where that is not the name of a service.</summary>
    public static string ServiceOf(string action)
    {
        var colon = action.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && action.AsSpan(0, colon).IndexOfAnyExcept(s_serviceCharacters) < 0 ? action[..colon] : "";
    }

    /// <summary>The accounts of <paramref name="finding"/>: of its example alone where it was read back.</summary>
    public static IEnumerable<string> AccountsOf(Finding finding) => finding.Accounts.Count > 0 ? finding.Accounts : FindingBuilder.AccountsOf(finding.Example);

    /// <summary>When the events of <paramref name="finding"/> were: the first alone of one that was read back.</summary>
    public static EventTimes TimesOf(Finding finding)
    {
        if (finding.Times is { } known)
        {
            return known;
        }

        var first = new EventTimes();
        first.Add(finding.FirstTime, finding.Count);
        return first;
    }

    public void Add(AnalysisResult result)
    {
        AddTime(result.EventTime, result.EventTime);
        AddCount(result.Assessment, 1);
        AddKinds(result, FindingBuilder.AccountsOf(result));
        _times.Add(result.EventTime);
        if (result.Request is { } request)
        {
            AddName(_principals, request.Principal.EntityId ?? request.Principal.Id, 1);
            AddName(_services, ServiceOf(request.Action), 1);
        }
    }

    public void Add(Finding finding)
    {
        AddTime(finding.FirstTime, finding.LastTime);
        AddCount(finding.Assessment, finding.Count);
        AddKinds(finding.Example, AccountsOf(finding));
        _times.Add(TimesOf(finding));
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
        AppendCard(html, "By service", "s", [.. _services.Select(pair => (pair.Key.Length > 0 ? pair.Key : ReportMessages.Unknown, pair.Key, pair.Value))]);
        html.Append("</div>");
        HtmlTimeline.AppendTo(html, Times);
        return html.Append("</section>\n").ToString();
    }

    private void AppendCard(StringBuilder html, string caption, string kind, IReadOnlyList<(string Name, string Value, int Count)> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        html.Append("<div class=\"card\"><table><caption>").Append(caption).Append("</caption><tbody>");
        var ordered = lines.OrderByDescending(line => line.Count).ToList();
        foreach (var line in ordered.Take(Most))
        {
            AppendLine(html, kind, line);
        }

        html.Append("</tbody></table>");
        if (ordered.Count > Most)
        {
            html.Append("<details class=\"more\"><summary>").Append(Counts.AndMore(ordered.Count - Most)).Append("</summary><table><tbody>");
            foreach (var line in ordered.Skip(Most).Take(MostFolded))
            {
                AppendLine(html, kind, line);
            }

            html.Append("</tbody></table>").Append(ordered.Count > Most + MostFolded ? $"<p class=\"soft\">{ReportMessages.NotListed(ordered.Count - Most - MostFolded)}</p></details>" : "</details>");
        }

        html.Append("</div>\n");
    }

    private void AppendLine(StringBuilder html, string kind, (string Name, string Value, int Count) line)
    {
        var width = Math.Max(1, (int)Math.Round(100.0 * line.Count / Count));
        html.Append("<tr><th scope=\"row\"><span data-pick=\"").Append(kind).Append("\" data-value=\"").Text(VisibleText.Of(line.Value)).Append("\">");
        _ = kind == "q" ? html.Code(line.Name) : html.Text(line.Name);
        html.Append("</span><svg class=\"bar\" aria-hidden=\"true\" preserveAspectRatio=\"none\" viewBox=\"0 0 100 4\"><rect width=\"")
            .Append(width).Append("\" height=\"4\"/></svg></th><td>").Append(Counts.Of(line.Count)).Append("</td></tr>");
    }

    private void AddKinds(AnalysisResult result, IEnumerable<string> accounts)
    {
        _severities.Add(FindingSeverity.Of(result));
        _layers.UnionWith(result.Causes.Select(cause => cause.Layer));
        foreach (var account in accounts)
        {
            _ = _accounts.Count < MostAccounts && _accounts.Add(account);
        }
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
