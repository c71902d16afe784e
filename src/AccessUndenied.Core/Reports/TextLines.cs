using System.Text;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>Lines of a plain text, each with its subject before it.</summary>
internal static class TextLines
{
    /// <summary>The width of a subject.</summary>
    public const string Inner = "             ";

    public static string Bracketed(string words) => words.Length == 0 ? "" : $"  ({words})";

    public static void Line(StringBuilder text, string lead, string content)
    {
        text.Append(lead);
        VisibleText.Append(text, content);
        text.Append('\n');
    }
}
