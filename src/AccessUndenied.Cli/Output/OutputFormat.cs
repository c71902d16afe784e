using AccessUndenied.Reports;

namespace AccessUndenied.Cli.Output;

/// <summary>The names and file endings of the formats.</summary>
internal static class OutputFormat
{
    private static readonly Dictionary<string, ReportFormat> s_formats = new(StringComparer.Ordinal)
    {
        ["json"] = ReportFormat.Json,
        ["jsonl"] = ReportFormat.JsonLines,
        ["text"] = ReportFormat.Text,
        ["markdown"] = ReportFormat.Markdown,
        ["html"] = ReportFormat.Html,
        ["csv"] = ReportFormat.Csv,
        ["sarif"] = ReportFormat.Sarif,
        ["github"] = ReportFormat.GitHub,
    };

    private static readonly Dictionary<string, ReportFormat> s_endings = new(StringComparer.OrdinalIgnoreCase)
    {
        [".json"] = ReportFormat.Json,
        [".jsonl"] = ReportFormat.JsonLines,
        [".ndjson"] = ReportFormat.JsonLines,
        [".txt"] = ReportFormat.Text,
        [".md"] = ReportFormat.Markdown,
        [".markdown"] = ReportFormat.Markdown,
        [".html"] = ReportFormat.Html,
        [".htm"] = ReportFormat.Html,
        [".csv"] = ReportFormat.Csv,
        [".sarif"] = ReportFormat.Sarif,
    };

    /// <summary>The names, as <c>--format</c> takes them.</summary>
    public static IReadOnlyCollection<string> Names => s_formats.Keys;

    /// <summary>The format of that name.</summary>
    public static ReportFormat Named(string name) => s_formats[name];

    /// <summary>The format that the ending of <paramref name="path"/> tells; null where it tells none.</summary>
    public static ReportFormat? Of(string path) => s_endings.TryGetValue(Path.GetExtension(path), out var format) ? format : null;

    /// <summary>Whether a report of <paramref name="format"/> is written as a whole once all results are there, since its top counts them.</summary>
    public static bool IsWrittenAtEnd(ReportFormat format) => format is ReportFormat.Html or ReportFormat.Sarif or ReportFormat.Markdown or ReportFormat.GitHub;
}
