using System.Collections.Concurrent;
using AccessUndenied.Samples.LambdaFunction;

namespace AccessUndenied.Samples.Tests.LambdaFunction;

/// <summary>A ledger of one process, in which a test may end an attempt's time.</summary>
internal sealed class MemoryLedger : IDeliveryLedger
{
    private const string Done = "";
    private const string Over = "over";

    private readonly ConcurrentDictionary<string, string> _claims = new(StringComparer.Ordinal);

    public Task<EventClaim> ClaimAsync(string eventId, string attemptId, CancellationToken cancellationToken)
    {
        if (_claims.TryAdd(eventId, attemptId))
        {
            return Task.FromResult(EventClaim.First);
        }

        var standing = _claims[eventId];
        return Task.FromResult(
            standing == Done ? EventClaim.Done
            : standing == attemptId || (standing == Over && _claims.TryUpdate(eventId, attemptId, standing)) ? EventClaim.Again
            : EventClaim.Held);
    }

    public Task CompleteAsync(string eventId, CancellationToken cancellationToken)
    {
        _claims[eventId] = Done;
        return Task.CompletedTask;
    }

    public void EndAllAttempts()
    {
        foreach (var (eventId, claim) in _claims.Where(claim => claim.Value != Done))
        {
            _claims.TryUpdate(eventId, Over, claim);
        }
    }
}
