using System.Globalization;
using System.Text;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>Lines of comma-separated values, in which nothing is a formula and nothing hides.</summary>
internal static class CsvText
{
    public static void AppendLine(StringBuilder text, IReadOnlyList<string?> fields)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            _ = i > 0 ? text.Append(',') : text;
            AppendField(text, VisibleText.Of(fields[i] ?? ""));
        }

        text.Append('\n');
    }

    public static string? Time(DateTimeOffset? time) => time?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    // Source: https://owasp.org/www-community/attacks/CSV_Injection: fields that start so are run as formulas, and so are their full-width forms in some settings.
    private static void AppendField(StringBuilder text, string field)
    {
        if (field is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20', ..])
        {
            field = $"'{field}";
        }

        _ = field.AsSpan().ContainsAny(",\"\r\n")
            ? text.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"')
            : text.Append(field);
    }
}
