using System.Text;
using AccessUndenied.Simulation;

namespace AccessUndenied.Reports;

/// <summary>Writes results as plain text for people.</summary>
/// <remarks>Control characters of events and policies are written as escapes, so that none of them reaches the terminal.</remarks>
public static class TextReport
{
    /// <summary>The result as a few lines of text, each ended by a line feed.</summary>
    public static string ToText(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder();
        Line(text, "", $"{result.Assessment.ToText()}  [{(result.EventId.Length > 0 ? result.EventId : "no event id")}]");
        if (result.ErrorMessage is not null)
        {
            Line(text, "  ", result.ErrorMessage);
        }

        if (result.Request is { } request)
        {
            Line(text, "  who       ", request.Principal.Id);
            Line(text, "  action    ", request.Action + Doubt(request.Provenance.ActionCertainty));
            Line(text, "  resource  ", request.Resource.Value + Doubt(request.Provenance.ResourceCertainty));
        }

        foreach (var cause in result.Causes)
        {
            Line(text, "  because   ", cause.Sentence);
            if (cause.Statement is { } statement)
            {
                Line(text, "              ", Encoding.UTF8.GetString(statement.Json.Span).ReplaceLineEndings(" "));
            }
        }

        foreach (var miss in result.NearMisses.Take(3))
        {
            Line(text, "  almost    ", miss.Sentence);
        }

        foreach (var remediation in result.Remediations)
        {
            Line(text, remediation.Verified ? "  remedy    " : "  remedy?   ", remediation.Sentence + (remediation.Verified ? " (verified by simulating it)" : " (not verified)"));
            foreach (var change in remediation.Changes)
            {
                Line(text, "              ", change.Json);
            }
        }

        foreach (var reason in result.Evidence.Unavailable.GroupBy(item => item.Why, StringComparer.Ordinal))
        {
            Line(text, "  unread    ", $"{string.Join(", ", reason.Select(item => item.What))}: {reason.Key}");
        }

        foreach (var note in result.Evidence.Notes)
        {
            Line(text, "  note      ", note);
        }

        return text.ToString();
    }

    private static string Doubt(Requests.Certainty certainty) => certainty switch
    {
        Requests.Certainty.Guess => "  (a guess)",
        Requests.Certainty.Likely => "  (derived)",
        _ => "",
    };

    private static void Line(StringBuilder text, string lead, string content)
    {
        text.Append(lead);
        foreach (var c in content)
        {
            if (char.IsControl(c) || c is '\u2028' or '\u2029' || IsBidirectional(c))
            {
                text.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            }
            else
            {
                text.Append(c);
            }
        }

        text.Append('\n');
    }

    // Marks that turn the direction of writing could make one name look like another.
    private static bool IsBidirectional(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F';
}
