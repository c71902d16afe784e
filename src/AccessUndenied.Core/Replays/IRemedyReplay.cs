using AccessUndenied.Results;

namespace AccessUndenied.Replays;

/// <summary>Replays recorded calls under the changes of remediations, before somebody makes them.</summary>
/// <remarks>The calls are read once, however many remediations there are; remediations that make the same changes are tried once. Memory grows with the remediations.</remarks>
public interface IRemedyReplay
{
    /// <summary>The results, with <see cref="Remediation.Replay"/> for every remediation that changes policies.</summary>
    /// <param name="results">The results.</param>
    /// <param name="calls">The recorded calls, allowed and denied.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    Task<IReadOnlyList<AnalysisResult>> ReplayAsync(IReadOnlyList<AnalysisResult> results, IAsyncEnumerable<RecordedCall> calls, CancellationToken cancellationToken = default);

    /// <summary>The same for findings; a denial of a finding's own principals, actions and resources is one that the remediation is made for.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="calls">The recorded calls, allowed and denied.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    Task<IReadOnlyList<Finding>> ReplayAsync(IReadOnlyList<Finding> findings, IAsyncEnumerable<RecordedCall> calls, CancellationToken cancellationToken = default);
}
