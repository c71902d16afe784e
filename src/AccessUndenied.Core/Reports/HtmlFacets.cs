using System.Globalization;
using System.Text;
using AccessUndenied.Results;

namespace AccessUndenied.Reports;

/// <summary>What the filters of the HTML report ask of a cause, as attributes of its article.</summary>
/// <remarks>Accounts and times stand as numbers of their options: no text of an event is compared with another by the script.</remarks>
internal sealed class HtmlFacets
{
    private readonly Dictionary<string, int> _accounts = new(StringComparer.Ordinal);

    /// <summary>For a page with the events of <paramref name="overview"/>.</summary>
    public HtmlFacets(HtmlOverview overview)
    {
        Times = overview.Times;
        foreach (var account in overview.Accounts)
        {
            _accounts.Add(account, _accounts.Count);
        }
    }

    /// <summary>When all events of the page were.</summary>
    public TimeSpans Times { get; }

    /// <summary>When the events of <paramref name="finding"/> were, in the spans of the page.</summary>
    public TimeSpans TimesOf(Finding finding) => Times.Length == 0 ? TimeSpans.None : HtmlOverview.TimesOf(finding).In(Times);

    public void AppendTo(StringBuilder html, Finding finding, TimeSpans times)
    {
        html.Append(CultureInfo.InvariantCulture, $" data-a=\"{(int)finding.Assessment}\" data-n=\"{finding.Count}\" data-v=\"{(int)FindingSeverity.Of(finding.Example)}\" data-s=\"");
        html.Text(string.Join(' ', finding.Actions.Select(action => HtmlOverview.ServiceOf(action.Name)).Distinct(StringComparer.Ordinal)));
        html.Append("\" data-l=\"").AppendJoin(' ', finding.Example.Causes.Select(cause => (int)cause.Layer).Distinct());
        html.Append("\" data-c=\"").AppendJoin(' ', HtmlOverview.AccountsOf(finding).Where(_accounts.ContainsKey).Select(account => _accounts[account]));
        html.Append("\" data-t=\"").AppendJoin(' ', times.Counts.Keys);
        html.Append(CultureInfo.InvariantCulture, $"\" data-f=\"{finding.FirstTime?.ToUnixTimeSeconds()}\" data-z=\"{finding.LastTime?.ToUnixTimeSeconds()}\"");
    }
}
