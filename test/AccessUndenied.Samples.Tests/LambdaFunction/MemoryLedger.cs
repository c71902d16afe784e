using System.Collections.Concurrent;
using AccessUndenied.Samples.LambdaFunction;

namespace AccessUndenied.Samples.Tests.LambdaFunction;

/// <summary>A ledger of one process.</summary>
internal sealed class MemoryLedger : IDeliveryLedger
{
    private readonly ConcurrentDictionary<string, string> _claims = new(StringComparer.Ordinal);

    public Task<bool> TryClaimAsync(string eventId, string attemptId, CancellationToken cancellationToken) =>
        Task.FromResult(_claims.GetOrAdd(eventId, attemptId) == attemptId);

    public Task CompleteAsync(string eventId, CancellationToken cancellationToken)
    {
        _claims[eventId] = "";
        return Task.CompletedTask;
    }
}
