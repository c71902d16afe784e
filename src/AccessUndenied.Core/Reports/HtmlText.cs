using System.Text;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>Writes text into HTML so that it is text and nothing else.</summary>
internal static class HtmlText
{
    /// <summary>Text for between tags and, since quotes are escaped too, for a quoted attribute.</summary>
    public static StringBuilder Text(this StringBuilder html, string text) => html.Escape(VisibleText.Of(text), escapeQuotes: true);

    /// <summary>JSON for between tags, as <see cref="JsonText"/> lays it out: its quotes and line feeds stay.</summary>
    public static StringBuilder Json(this StringBuilder html, string json) => html.Escape(json, escapeQuotes: false);

    /// <summary>A name in a <c>code</c> element.</summary>
    public static StringBuilder Code(this StringBuilder html, string text) => html.Append("<code>").Text(text).Append("</code>");

    private static StringBuilder Escape(this StringBuilder html, string text, bool escapeQuotes)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' when escapeQuotes => html.Append("&quot;"),
                '\'' when escapeQuotes => html.Append("&#39;"),
                _ => html.Append(c),
            };
        }

        return html;
    }
}
