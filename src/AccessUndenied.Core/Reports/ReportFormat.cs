namespace AccessUndenied.Reports;

/// <summary>What a report looks like.</summary>
public enum ReportFormat
{
    /// <summary>One indented JSON object a result, one after the other.</summary>
    Json,

    /// <summary>One JSON document with all results in a list: <c>{"Results": […]}</c>, or <c>{"Findings": […]}</c>.</summary>
    JsonDocument,

    /// <summary>One JSON object a line.</summary>
    JsonLines,

    /// <summary>Plain text for a terminal.</summary>
    Text,

    /// <summary>Markdown for a pull request, a ticket or a chat.</summary>
    Markdown,

    /// <summary>One self-contained HTML page.</summary>
    Html,

    /// <summary>A table for spreadsheets, with a line of names above: one line a result, or one line a finding.</summary>
    Csv,

    /// <summary>One SARIF 2.1.0 log for tools that show findings: one result a finding, whether results or findings are written.</summary>
    Sarif,

    /// <summary>Annotations for a step of GitHub Actions (workflow commands), as many as it shows, and lines for its log.</summary>
    GitHub,
}
