using System.Text;
using AccessUndenied.Results;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>What stands folded behind a change in the HTML report: the whole policy after it, commands and templates.</summary>
/// <remarks>Each of them holds a whole policy, so that they share a budget; a change that comes when it is spent says that they are left out.</remarks>
internal sealed class HtmlMore
{
    private long _room;

    /// <summary>With room for <paramref name="room"/> characters on the page.</summary>
    public HtmlMore(long room) => _room = room;

    public void AppendTo(StringBuilder html, PolicyChange change)
    {
        var isEdit = change.Policy is not null && change.Document.Length > 0;
        var scripts = _room > 0 && ResultWords.CanBeWritten(change) ? change.Scripts : [];
        if (scripts.Count == 0)
        {
            html.Append(isEdit || change.HasScripts ? $"<p class=\"soft\">{(_room > 0 ? ReportMessages.TooLongForScripts : ReportMessages.NoRoomForScripts)}</p>" : "");
            return;
        }

        var start = html.Length;
        if (isEdit)
        {
            AppendFolded(html, ReportMessages.WholePolicy, "policy", JsonText.Lines(change.Document), "");
        }

        for (var i = 0; i < scripts.Count; i++)
        {
            // Commands are long lines, which are read better when they wrap; templates have lines of their own.
            // Where and by whom stands above them.
            AppendFolded(
                html, ResultWords.NameOf(scripts[i].Format), scripts[i].Format, VisibleText.OfLines(scripts[i].Text.TrimEnd('\n')), i == 0 ? " class=\"wrap\"" : "", scripts[i].Heading);
        }

        _room -= html.Length - start;
    }

    private static void AppendFolded(StringBuilder html, string caption, string what, string text, string attribute, string heading = "") =>
        html.Append("<details class=\"more\"><summary>").Text(caption).Append("</summary>").Append(heading.Length > 0 ? "<p>" : "").Text(heading).Append(heading.Length > 0 ? "</p>"
            : "").Append("<div class=\"box\" data-what=\"").Text(what)
            .Append("\"><pre tabindex=\"0\"").Append(attribute).Append("><code>").Json(text).Append("</code></pre></div></details>");
}
