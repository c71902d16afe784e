using AccessUndenied.Aws.Clients;
using AccessUndenied.Reports;

namespace AccessUndenied.Cli.Commands;

/// <summary>What <c>analyze</c> was asked to do.</summary>
internal sealed record AnalyzeOptions
{
    /// <summary>The events: a file, a folder, or <c>-</c> for stdin.</summary>
    public required string EventsFile { get; init; }

    /// <summary>The snapshots, in the order given; with none the accounts themselves are read.</summary>
    public required IReadOnlyList<string> Snapshots { get; init; }

    /// <summary>The organization's policies; null for those of the snapshots, or of AWS.</summary>
    public required string? ScpFile { get; init; }

    /// <summary>How the accounts are reached.</summary>
    public required AwsConnectionOptions Connection { get; init; }

    /// <summary>Whether an option was given that has no meaning without AWS, so that to do without it would be a surprise.</summary>
    public required bool AsksForAws { get; init; }

    /// <summary>Who decides.</summary>
    public required SimulatorChoice Simulator { get; init; }

    /// <summary>How the results are written.</summary>
    public required ReportFormat Format { get; init; }

    /// <summary>Whether results of one cause are written as one finding.</summary>
    public required bool Group { get; init; }

    /// <summary>Where results are written beside stdout; null for nowhere.</summary>
    public required string? OutputFile { get; init; }

    /// <summary>The folder into which commands and templates are written; null for none.</summary>
    public required string? Scripts { get; init; }

    /// <summary>Whether stdout gets nothing.</summary>
    public required bool SuppressOutput { get; init; }

    /// <summary>Whether nothing is asked of any network.</summary>
    public bool IsOffline => Snapshots.Count > 0;
}
