using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>Rebuilds policies as they were at a moment, from those of now in the accounts themselves and the calls in trails that changed policies.</summary>
/// <remarks>
/// What is read of the accounts for a request is taken for a snapshot of now; of the changes, those count that its carriers had. A policy that was changed since the moment, and not
/// before it as far as the trails go back, is unknown then: the accounts do not have it any more.
/// Where the trails tell of no change, there is no history. Rules HIST-01 to HIST-10.
/// </remarks>
internal sealed class LivePolicyHistory : IPolicyHistory
{
    private readonly PolicyWrites _writes;
    private readonly TrailPass _pass;
    private readonly LivePolicySource _source;
    private readonly BoundedCache<object, RebuiltPolicies> _rebuilt;
    private readonly Lazy<ILookup<string, WriteEvent>> _byCarrier;

    /// <param name="source">The accounts.</param>
    /// <param name="pass">The reading of the trails.</param>
    /// <param name="writes">What observes it.</param>
    public LivePolicyHistory(LivePolicySource source, TrailPass pass, PolicyWrites writes)
    {
        _source = source;
        _pass = pass;
        _writes = writes;
        _rebuilt = new(source.Limit);
        _byCarrier = new(() => _writes.Events.SelectMany(change => CarriersOf(change).Select(carrier => (Carrier: carrier, Event: change)))
            .ToLookup(pair => pair.Carrier, pair => pair.Event, StringComparer.Ordinal));
    }

    public required bool IsAtEvent { get; init; }

    public required bool TellsGaps { get; init; }

    public async ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        await _pass.ReadAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return _writes.Events.Count == 0 && !_writes.Coverage.HasLosses && !TellsGaps;
    }

    public async ValueTask<PolicyMoment?> FindAsync(AuthorizationRequest request, DateTimeOffset time, CancellationToken cancellationToken) =>
        await IsEmptyAsync(cancellationToken).ConfigureAwait(false) ? null
            : await (await RebuildAsync(request, cancellationToken).ConfigureAwait(false)).FindAsync(request, time, cancellationToken).ConfigureAwait(false);

    public async ValueTask<PolicySpan?> FindSpanAsync(AuthorizationRequest request, DateTimeOffset time, CancellationToken cancellationToken) =>
        await IsEmptyAsync(cancellationToken).ConfigureAwait(false) ? null
            : await (await RebuildAsync(request, cancellationToken).ConfigureAwait(false)).FindSpanAsync(request, time, cancellationToken).ConfigureAwait(false);

    public async ValueTask<PolicySet> GetPoliciesAsync(AuthorizationRequest request, RecordedChange change, bool after, CancellationToken cancellationToken) =>
        await (await RebuildAsync(request, cancellationToken).ConfigureAwait(false)).GetPoliciesAsync(request, change, after, cancellationToken).ConfigureAwait(false);

    private async ValueTask<RebuiltPolicies> RebuildAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        var (key, read) = await _source.CollectContentsAsync(request, cancellationToken).ConfigureAwait(false);
        if (_rebuilt.TryGet(key, out var known))
        {
            return known;
        }

        var now = new DatedSnapshot(read(), _source.Time.GetUtcNow(), isPart: true);
        var index = new HistoryIndex(EventsOf(request, now), [now], _writes.Coverage);
        return _rebuilt.Keep(key, new(index, new(index, [], []), [now]) { IsAtEvent = IsAtEvent, TellsGaps = TellsGaps });
    }

    // Those of what was read, and of what was attached to it at another time. Each index counts its own, so that they are copies.
    private IEnumerable<WriteEvent> EventsOf(AuthorizationRequest request, DatedSnapshot now)
    {
        var (carriers, found) = (new Queue<string>(now.Carriers), new HashSet<WriteEvent>(ReferenceEqualityComparer.Instance));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var carrier in RelevantCarriers.NamedBy(request))
        {
            carriers.Enqueue(carrier);
        }

        while (carriers.TryDequeue(out var carrier))
        {
            if (!seen.Add(carrier))
            {
                continue;
            }

            foreach (var change in _byCarrier.Value[carrier])
            {
                found.Add(change);
                foreach (var one in change.Changes.SelectMany(one => RelevantCarriers.NamedBy(one)))
                {
                    carriers.Enqueue(one);
                }
            }
        }

        return found.Select(change => change with { });
    }

    private static IEnumerable<string> CarriersOf(WriteEvent change) => change.Changes.Select(one => one.Slot.Carrier).Distinct(StringComparer.Ordinal);
}
