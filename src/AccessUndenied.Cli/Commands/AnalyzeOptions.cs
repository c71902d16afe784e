namespace AccessUndenied.Cli.Commands;

/// <summary>What <c>analyze</c> was asked to do.</summary>
/// <param name="EventsFile">The events: a file, a folder, or <c>-</c> for stdin.</param>
/// <param name="Snapshots">The snapshots, in the order given; none leaves the message alone to explain from.</param>
/// <param name="ScpFile">The organization's policies; null for those of the snapshots.</param>
/// <param name="Format">How the results are written.</param>
/// <param name="OutputFile">Where they are written beside stdout; null for nowhere.</param>
/// <param name="SuppressOutput">Whether stdout gets nothing.</param>
internal sealed record AnalyzeOptions(
    string EventsFile, IReadOnlyList<string> Snapshots, string? ScpFile, AnalyzeFormat Format, string? OutputFile, bool SuppressOutput);
