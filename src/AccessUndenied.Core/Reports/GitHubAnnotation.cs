using System.Globalization;
using System.Text;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>Writes annotations as GitHub Actions takes them from the output of a step: one line each, a workflow command.</summary>
/// <remarks>
/// Whatever stands in a text is text: it can neither end the line nor begin a command of its own, and what would act on a screen unseen is written as an escape.
/// Source: GitHub Actions documentation, "Workflow commands", setting an error, a warning and a notice message.
/// </remarks>
public static class GitHubAnnotation
{
    private const int LongestText = 4_000;

    /// <summary>An error, which is shown in red.</summary>
    /// <param name="text">What is wrong; its line feeds are line breaks of the annotation.</param>
    /// <param name="title">What it is headed by; null for GitHub's own words.</param>
    /// <param name="file">The file that it is shown at, relative to the root of the repository; null for none.</param>
    /// <param name="line">The line of the file, from 1; null for the file as a whole.</param>
    /// <returns>The line, without line feed.</returns>
    public static string Error(string text, string? title = null, string? file = null, int? line = null) => Of("error", text, title, file, line);

    /// <summary>A warning; the same otherwise.</summary>
    /// <inheritdoc cref="Error"/>
    public static string Warning(string text, string? title = null, string? file = null, int? line = null) => Of("warning", text, title, file, line);

    /// <summary>A notice; the same otherwise.</summary>
    /// <inheritdoc cref="Error"/>
    public static string Notice(string text, string? title = null, string? file = null, int? line = null) => Of("notice", text, title, file, line);

    private static string Of(string level, string text, string? title, string? file, int? line)
    {
        ArgumentNullException.ThrowIfNull(text);
        var properties = new List<string>();
        if (file is not null)
        {
            properties.Add($"file={Property(VisibleText.Of(file))}");
            if (line is { } number)
            {
                properties.Add(string.Create(CultureInfo.InvariantCulture, $"line={number}"));
            }
        }

        if (title is not null)
        {
            properties.Add($"title={Property(Visible(title))}");
        }

        return $"::{level}{(properties.Count > 0 ? " " : "")}{string.Join(',', properties)}::{Data(Visible(text))}";
    }

    private static string Visible(string text)
    {
        var cut = text.Length <= LongestText ? text : $"{text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)]}…";
        return VisibleText.OfLines(cut);
    }

    private static string Data(string text) => new StringBuilder(text).Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A").ToString();

    private static string Property(string text) => new StringBuilder(Data(text)).Replace(":", "%3A").Replace(",", "%2C").ToString();
}
