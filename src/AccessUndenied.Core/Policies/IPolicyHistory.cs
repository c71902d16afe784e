using AccessUndenied.Requests;

namespace AccessUndenied.Policies;

/// <summary>Knows the policies as they were at the moment of a request, and who changed them.</summary>
/// <remarks>
/// Called from several threads at once. What is not known of a moment is unavailable in the set, and never guessed; where there is no history at all the
/// answer is null, and the source of policies is asked alone.
/// </remarks>
public interface IPolicyHistory
{
    /// <summary>Whether no change of any policy is known, so that <see cref="FindAsync"/> gives null for every request and moment.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) => ValueTask.FromResult(false);

    /// <summary>The policies of <paramref name="request"/> at <paramref name="time"/>; null where no history is at hand.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    ValueTask<PolicyMoment?> FindAsync(AuthorizationRequest request, DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>The policies of <paramref name="request"/> at <paramref name="time"/>, and how long they are the same; null where no history is at hand.</summary>
    /// <remarks>
    /// For whoever decides many calls: what changed is not told, and what was decided holds for the same request at any other moment of the span. A span may be shorter than it
    /// could be, and never longer. Where this is not implemented, it is the moment alone.
    /// </remarks>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    async ValueTask<PolicySpan?> FindSpanAsync(AuthorizationRequest request, DateTimeOffset time, CancellationToken cancellationToken) =>
        await FindAsync(request, time, cancellationToken).ConfigureAwait(false) is { } moment ? new(moment.Policies, time, time) { IsAtEvent = moment.Timeline.IsAtEvent } : null;

    /// <summary>The policies of <paramref name="request"/> just before or just after <paramref name="change"/>, one that <see cref="FindAsync"/> gave.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    ValueTask<PolicySet> GetPoliciesAsync(AuthorizationRequest request, RecordedChange change, bool after, CancellationToken cancellationToken);
}
