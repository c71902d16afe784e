using AccessUndenied.Reports;

namespace AccessUndenied.Cli.Output;

/// <summary>How and where the results are written, and how the program ends after that.</summary>
internal sealed record OutputChoice
{
    /// <summary>How results are written to stdout.</summary>
    public required ReportFormat Format { get; init; }

    /// <summary>How they are written to the file.</summary>
    public required ReportFormat FileFormat { get; init; }

    /// <summary>Whether results of one cause are written as one finding.</summary>
    public required bool Group { get; init; }

    /// <summary>How long a text is.</summary>
    public required TextLength Length { get; init; }

    /// <summary>Where results are written beside stdout; null for nowhere.</summary>
    public required string? OutputFile { get; init; }

    /// <summary>The folder into which commands and templates are written; null for none.</summary>
    public required string? Scripts { get; init; }

    /// <summary>Whether stdout gets nothing.</summary>
    public required bool SuppressOutput { get; init; }

    /// <summary>How the program ends when a denial was explained.</summary>
    public required int ExitCodeOfDenials { get; init; }
}
