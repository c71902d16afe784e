using System.Globalization;
using System.Text;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>Lines of comma-separated values, in which nothing is a formula and nothing hides.</summary>
internal static class CsvText
{
    private const char Separator = ';';

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

    // Where the system's list separator is a semicolon, spreadsheets begin a cell behind each of them, whatever quotes stand around.
    private static string Disarmed(string field)
    {
        var cells = field.Split(Separator);
        for (var i = 1; i < cells.Length; i++)
        {
            cells[i] = IsRun(cells[i].AsSpan().TrimStart("\" ")) ? $"'{cells[i]}" : cells[i];
        }

        return string.Join(Separator, cells);
    }

    // Source: https://owasp.org/www-community/attacks/CSV_Injection: fields that start so are run as formulas, and so are their full-width forms in some settings.
    private static bool IsRun(ReadOnlySpan<char> cell) =>
        cell is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20', ..];

    private static void AppendField(StringBuilder text, string field)
    {
        field = IsRun(field) ? $"'{field}" : field;
        if (field.Contains(Separator, StringComparison.Ordinal))
        {
            field = Disarmed(field);
        }

        _ = field.AsSpan().ContainsAny(",\"\r\n")
            ? text.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"')
            : text.Append(field);
    }
}
