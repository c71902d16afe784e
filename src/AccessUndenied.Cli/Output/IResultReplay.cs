using AccessUndenied.Results;

namespace AccessUndenied.Cli.Output;

/// <summary>Tries remedies on recorded calls before they are written.</summary>
internal interface IResultReplay
{
    Task<IReadOnlyList<AnalysisResult>> ReplayAsync(IReadOnlyList<AnalysisResult> results, CancellationToken cancellationToken);

    Task<IReadOnlyList<Finding>> ReplayAsync(IReadOnlyList<Finding> findings, CancellationToken cancellationToken);
}
