using AccessUndenied.Events;
using AccessUndenied.Results;

namespace AccessUndenied;

/// <summary>Explains denied events.</summary>
/// <remarks>
/// Safe for use by several threads at once: an event's result is the same, whatever else is analyzed beside it. An event that cannot be
/// analyzed gives a result that says why.
/// </remarks>
public interface IAccessDeniedAnalyzer
{
    /// <summary>Explains one event.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    ValueTask<AnalysisResult> AnalyzeAsync(AccessDeniedEvent deniedEvent, CancellationToken cancellationToken = default);

    /// <summary>Explains events as they come: one result for each, in their order.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    IAsyncEnumerable<AnalysisResult> AnalyzeAsync(IAsyncEnumerable<AccessDeniedEvent> deniedEvents, CancellationToken cancellationToken = default);
}
