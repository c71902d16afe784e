using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>Knows of no change.</summary>
internal sealed class NoPolicyHistory : IPolicyHistory
{
    public ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) => ValueTask.FromResult(true);

    public ValueTask<PolicyMoment?> FindAsync(AuthorizationRequest request, DateTimeOffset time, CancellationToken cancellationToken) => default;

    public ValueTask<PolicySet> GetPoliciesAsync(AuthorizationRequest request, RecordedChange change, bool after, CancellationToken cancellationToken) =>
        throw new ArgumentException(HistoryMessages.NoSuchChange, nameof(change));
}
