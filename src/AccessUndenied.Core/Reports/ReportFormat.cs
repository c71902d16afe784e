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
}
