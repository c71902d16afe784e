using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace AccessUndenied.Samples.WebService;

/// <summary>The page where one pastes an event; it has no script.</summary>
internal static class EventPage
{
    private const string Style = """
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark }
        textarea { width: 100%; box-sizing: border-box; font: 13px/1.4 ui-monospace, monospace }
        [role=alert] { border-left: 4px solid #c62828; padding-left: .75rem }
        """;

    /// <summary>The policy of the page: its own style sheet, a form to this service, and nothing else.</summary>
    public static string SecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The page, with what was wrong with the event before; null when nothing was.</summary>
    public static string Of(string? problem = null) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>AccessUndenied</title><style>{Style}</style></head>
        <body>
        <h1>Why was it denied?</h1>
        {(problem is null ? "" : $"<p role=\"alert\">{HtmlEncoder.Default.Encode(problem)}</p>")}
        <form method="post" action="/analyze">
        <p><label for="event">A denied CloudTrail event, or several, as JSON:</label></p>
        <p><textarea id="event" name="event" rows="20" required spellcheck="false" autofocus></textarea></p>
        <p><button type="submit">Explain</button></p>
        </form>
        </body>
        </html>
        """;
}
