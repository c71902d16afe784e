namespace AccessUndenied.Cli.Commands;

/// <summary>How <c>analyze</c> writes its results.</summary>
internal enum AnalyzeFormat
{
    /// <summary>One indented object for each event; a file holds <c>{"Results": […]}</c>.</summary>
    Json,

    /// <summary>One compact object a line.</summary>
    Jsonl,

    /// <summary>For people.</summary>
    Text,
}
