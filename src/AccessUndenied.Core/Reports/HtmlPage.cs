using System.Security.Cryptography;
using System.Text;

namespace AccessUndenied.Reports;

/// <summary>The frame of the HTML report.</summary>
/// <remarks>
/// The policy of the page allows its own style sheet and its own script, by their hashes, and nothing else: no image, no font, no
/// connection, no form, no frame. So even a text that escaped its escaping could neither run nor send anything.
/// </remarks>
internal static class HtmlPage
{
    public static string Head(string title)
    {
        var html = new StringBuilder(32_768);
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '")
            .Append(HashOf(HtmlStyle.Text)).Append("'; script-src '").Append(HashOf(HtmlScript.Text))
            .Append("'; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n<title>")
            .Text(title).Append("</title>\n<style>").Append(HtmlStyle.Text).Append("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#findings\">Skip to the causes</a>\n");
        return html.ToString();
    }

    public static string Foot() =>
        $"<footer><p>Made by AccessUndenied. The page is one file and asks nothing of any server.</p></footer>\n<p id=\"said\" class=\"sr\" "
            + $"role=\"status\"></p>\n<script>{HtmlScript.Text}</script>\n</body>\n</html>\n";

    private static string HashOf(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
