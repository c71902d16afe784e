using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>The policies of a request at a moment and around each change, of what is known of changes and what snapshots saw.</summary>
internal sealed class RebuiltPolicies
{
    // As many sets are tried as they have subsets.
    private const int MostNear = 4;

    private readonly HistoryIndex _index;
    private readonly HistoricSnapshots _snapshots;
    private readonly IReadOnlyList<DatedSnapshot> _dated;

    /// <param name="index">The changes.</param>
    /// <param name="snapshots">The snapshots of moments.</param>
    /// <param name="dated">What was seen, and when; one at least.</param>
    public RebuiltPolicies(HistoryIndex index, HistoricSnapshots snapshots, IReadOnlyList<DatedSnapshot> dated)
    {
        _index = index;
        _snapshots = snapshots;
        _dated = dated;
    }

    public required bool IsAtEvent { get; init; }

    public required bool TellsGaps { get; init; }

    /// <summary>The policies of <paramref name="request"/> at <paramref name="time"/>, and what changed them.</summary>
    public async ValueTask<PolicyMoment> FindAsync(AuthorizationRequest request, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var cut = _index.At(time);
        var (policies, carriers, unknown) = await GetAsync(request, cut, cancellationToken).ConfigureAwait(false);
        var changes = ChangesOf(_index, request, WithOtherNames(carriers));
        policies = WithGaps(request, cut, policies, unknown);
        var near = NearOf(request, time, carriers, changes);
        var alternatives = near.Count == 0 ? [] : await SupposeAsync(request, cut, near, cancellationToken).ConfigureAwait(false);
        policies = WithDoubts(policies, time, near, carriers, unknown);

        var timeline = new PolicyTimeline { IsAtEvent = IsAtEvent, Changes = changes, Unknown = unknown };
        var hasLater = near.Count > 0 || changes.Any(change => change.Time > time);
        if (!hasLater)
        {
            return new(policies, timeline);
        }

        var end = new HistoryCut(DateTimeOffset.MaxValue, _index.Events.Count, true);
        var (today, _, _) = await GetAsync(request, end, cancellationToken).ConfigureAwait(false);
        today = KeyGrants.Over(today, _index, end);
        return IsAtEvent ? new(policies, timeline) { Today = today, Alternatives = alternatives } : new(today, timeline);
    }

    /// <summary>The policies of <paramref name="request"/> at <paramref name="time"/>, and how long they are the same.</summary>
    public async ValueTask<PolicySpan> FindSpanAsync(AuthorizationRequest request, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var cut = _index.At(time);
        var (policies, carriers, unknown) = await GetAsync(request, cut, cancellationToken).ConfigureAwait(false);
        var (from, to) = SpanSearch.Around(time, _index, request, policies, carriers.Keys);
        var near = NearOf(request, time, carriers, ChangesOf(_index, request, WithOtherNames(carriers)));
        (from, to) = near.Count > 0 ? (time, time) : (from, to);
        return IsAtEvent
            ? new(WithDoubts(WithGaps(request, cut, policies, unknown), time, near, carriers, unknown), from, to)
            : new((await FindAsync(request, time, cancellationToken).ConfigureAwait(false)).Policies, from, to) { IsAtEvent = false };
    }

    /// <summary>The policies just before or just after <paramref name="change"/>.</summary>
    public async ValueTask<PolicySet> GetPoliciesAsync(AuthorizationRequest request, RecordedChange change, bool after, CancellationToken cancellationToken)
    {
        // Under another id the same name had other policies; which change took them away is asked of the name.
        var cut = new HistoryCut(change.Time, change.Order + (after ? 1 : 0), true);
        request = UnderNameOf(request, cut, out _);
        request = request with { Principal = request.Principal with { UniqueId = null } };
        var (policies, _, _) = await GetAsync(request, cut, cancellationToken).ConfigureAwait(false);
        return KeyGrants.Over(policies, _index, cut);
    }

    private async ValueTask<(PolicySet Policies, Dictionary<string, PolicyLayer> Carriers, List<UnknownPolicy> Unknown)> GetAsync(
        AuthorizationRequest request, HistoryCut cut, CancellationToken cancellationToken)
    {
        request = UnderNameOf(request, cut, out var others);
        var policies = await _snapshots.At(cut).GetPoliciesAsync(request, cancellationToken).ConfigureAwait(false);
        policies = WithoutDeleted(_index, request, policies, cut);
        var carriers = RelevantCarriers.Of(_index, request, policies, _snapshots.IsControl);
        var unknown = new List<UnknownPolicy>();
        var unavailable = new List<UnavailableEvidence>();
        if (others.Count > 0 && policies.ResourcePolicy is { Document: { } document } && document.Statements.Any(statement => Names(statement, others)))
        {
            var target = policies.ResourceCarrierId ?? request.Resource.ToString();
            unknown.Add(new(PolicyLayer.Resource, target, null, HistoryMessages.OtherName));
            unavailable.Add(new(PolicyLayer.Resource, HistoryMessages.What(target, null), HistoryMessages.OtherName) { Target = target });
        }

        foreach (var (carrier, layer) in carriers)
        {
            foreach (var slot in _index.SlotsOf(carrier).Where(slot => IsRelevant(slot, layer, policies, _index, cut)))
            {
                if (_index.Resolve(slot, cut) is { IsKnown: false } state)
                {
                    var target = TargetOf(carrier);
                    var why = HistoryMessages.Unavailable(state.Why!, state.Since);
                    foreach (var own in LayersOf(slot, layer, _snapshots.IsControl))
                    {
                        unknown.Add(new(own, target, state.Since, state.Why!));
                        unavailable.Add(new(slot.Kind == SlotKind.EntityTag ? null : own, HistoryMessages.What(target, slot.Name), why) { Target = target });
                    }
                }
            }
        }

        unknown = [.. unknown.DistinctBy(policy => (policy.Layer, policy.Target, policy.Since, policy.Why))];
        return (unavailable.Count == 0 ? policies : policies with { Unavailable = [.. policies.Unavailable, .. unavailable] }, carriers, unknown);
    }

    // HIST-12: who was renamed is the same by the unique id, under the name of the moment.
    private AuthorizationRequest UnderNameOf(AuthorizationRequest request, HistoryCut cut, out IReadOnlyCollection<string> others)
    {
        others = [];
        if (request.Principal.Kind != PrincipalKind.User || RelevantCarriers.CallerOf(request.Principal) is not { } caller || _index.OtherNamesOf(caller) is not { Count: > 0 } names)
        {
            return request;
        }

        others = names;
        foreach (var name in names.Prepend(caller))
        {
            if (_index.Resolve(new(SlotKind.Entity, name), cut) is { IsKnown: true, Value: { } value } && EntityNames.Of(value) is { } known
                && (request.Principal.UniqueId is null || known.Id == request.Principal.UniqueId))
            {
                others = [.. names.Append(caller).Where(other => other != name)];
                return name == caller ? request : request with { Principal = request.Principal with { Id = known.Arn, EntityId = known.Arn, Name = known.Name } };
            }
        }

        return request;
    }

    private static bool Names(Statement statement, IReadOnlyCollection<string> carriers) =>
        statement.Principals?.Entries.Any(entry => PolicySlot.OfArn(entry.Value) is { } named && carriers.Contains(named)) == true;

    private Dictionary<string, PolicyLayer> WithOtherNames(Dictionary<string, PolicyLayer> carriers)
    {
        var all = new Dictionary<string, PolicyLayer>(carriers, StringComparer.Ordinal);
        foreach (var (carrier, layer) in carriers)
        {
            foreach (var other in _index.OtherNamesOf(carrier))
            {
                all.TryAdd(other, layer);
            }
        }

        return all;
    }

    // Who is known to have been deleted had no policies, which is not the same as not knowing them.
    private static PolicySet WithoutDeleted(HistoryIndex index, AuthorizationRequest request, PolicySet policies, HistoryCut cut)
    {
        if (RelevantCarriers.CallerOf(request.Principal) is not { } caller || !index.SlotsOf(caller).Contains(new(SlotKind.Entity, caller))
            || index.Resolve(new(SlotKind.Entity, caller), cut) is not { IsKnown: true, Value: null })
        {
            return policies;
        }

        return policies with { Unavailable = [.. policies.Unavailable.Where(item => item.Kind is not (EvidenceKind.IdentityPolicies or EvidenceKind.PermissionsBoundary))] };
    }

    // A managed policy counts where it is attached, and a version where it is the default one.
    private static bool IsRelevant(PolicySlot slot, PolicyLayer layer, PolicySet policies, HistoryIndex index, HistoryCut cut) => slot.Kind switch
    {
        SlotKind.Version => index.Resolve(new(SlotKind.DefaultVersion, slot.Carrier), cut) is { IsKnown: true, Value: { } version } && version == slot.Name && IsAttached(slot.Carrier, policies),
        SlotKind.DefaultVersion => IsAttached(slot.Carrier, policies),
        SlotKind.Entity => !slot.Carrier.StartsWith("arn:", StringComparison.Ordinal),
        SlotKind.Trust => layer == PolicyLayer.RoleTrust,

        // A grant that nobody knows of is one of those that no snapshot has; tags that are not known are missing from the snapshot of the moment, which says so.
        SlotKind.Grant or SlotKind.ResourceTags or SlotKind.EndpointPlace => false,
        SlotKind.OrganizationPolicy => policies.ServiceControl.Concat(policies.ResourceControl).SelectMany(node => node.Policies)
            .Any(policy => policy.Id?.EndsWith($"/{slot.Carrier}", StringComparison.Ordinal) == true || policy.Name == slot.Carrier),
        _ => layer != PolicyLayer.RoleTrust,
    };

    private static bool IsAttached(string arn, PolicySet policies) =>
        policies.Identity.Concat(policies.PermissionsBoundaries).Any(policy => policy.Id == arn) || policies.Unavailable.Any(item => item.Target == arn);

    // Where an account stands, and which types of policies are on, concerns all policies of the organization.
    private static IEnumerable<PolicyLayer> LayersOf(PolicySlot slot, PolicyLayer layer, Func<string, bool> isControl) =>
        slot is { Kind: SlotKind.OrganizationParent } or { Kind: SlotKind.OrganizationAttachment, Name.Length: 0 }
            ? [PolicyLayer.ServiceControl, PolicyLayer.ResourceControl] : [LayerOf(slot, layer, isControl)];

    private static PolicyLayer LayerOf(PolicySlot slot, PolicyLayer layer, Func<string, bool> isControl) => slot.Kind switch
    {
        SlotKind.Boundary => PolicyLayer.PermissionsBoundary,
        SlotKind.Trust => PolicyLayer.RoleTrust,
        SlotKind.OrganizationAttachment when slot.Name.Length > 0 => isControl(slot.Name) ? PolicyLayer.ResourceControl : PolicyLayer.ServiceControl,
        _ => layer,
    };

    // Calls name users and roles without their paths.
    private string TargetOf(string carrier) => carrier.StartsWith("arn:", StringComparison.Ordinal) ? carrier
        : _dated.Select(snapshot => snapshot.FindEntity(carrier)?.Arn).FirstOrDefault(arn => arn is not null)
            ?? _index.EventsOf(carrier).Select(change => change.Target).FirstOrDefault(PolicySlotIsArn) ?? carrier;

    // HIST-11: changes of which nobody can say whether they were in effect. Grants of keys are known too little of to be counted.
    private List<WriteEvent> NearOf(AuthorizationRequest request, DateTimeOffset time, Dictionary<string, PolicyLayer> carriers, List<RecordedChange> changes) =>
        changes.Count == 0 ? [] : [.. _index.Near(time).Where(change => changes.Exists(recorded => recorded.Order == change.Order)
            && carriers.Any(pair => IsOfSay(_index, request, change, pair.Key, pair.Value)) && change.Changes.Any(one => one.Slot.Kind != SlotKind.Grant))];

    // Each of them may have been in effect or not; first as their times have it. None where a snapshot lies between, or they are too many to be tried.
    private async ValueTask<IReadOnlyList<PolicySet>> SupposeAsync(AuthorizationRequest request, HistoryCut cut, List<WriteEvent> near, CancellationToken cancellationToken)
    {
        if (near.Count > MostNear || _dated.Any(snapshot => (snapshot.Time - cut.Time).Duration() <= SettlingTime.Longest))
        {
            return [];
        }

        var sets = new List<PolicySet>();
        var recorded = near.Where(change => change.Order >= cut.Order).Select(change => change.Order).ToList();
        var order = Math.Max(cut.Order, near[^1].Order + 1);
        foreach (var skipped in Subsets(near).OrderBy(skipped => !skipped.SequenceEqual(recorded)))
        {
            var supposed = new HistoryCut(cut.Time, order, false) { Skipped = skipped };
            var (policies, _, unknown) = await GetAsync(request, supposed, cancellationToken).ConfigureAwait(false);
            sets.Add(WithGaps(request, supposed, policies, unknown));
        }

        return sets;
    }

    private static IEnumerable<List<int>> Subsets(List<WriteEvent> near)
    {
        for (var mask = 0; mask < 1 << near.Count; mask++)
        {
            yield return [.. near.Where((_, i) => (mask & (1 << i)) != 0).Select(change => change.Order)];
        }
    }

    // Whoever goes by one set alone, and tries no other, is told that nobody knows.
    private PolicySet WithDoubts(PolicySet policies, DateTimeOffset time, List<WriteEvent> near, Dictionary<string, PolicyLayer> carriers, List<UnknownPolicy> unknown)
    {
        var settled = new List<(PolicyLayer Layer, string Target)>();
        var unavailable = new List<UnavailableEvidence>();
        foreach (var change in near)
        {
            var why = HistoryMessages.Near(change, time);
            foreach (var slot in change.Changes.Select(one => one.Slot).Where(slot => carriers.ContainsKey(slot.Carrier) && slot.Kind is not (SlotKind.Grant or SlotKind.EndpointPlace)))
            {
                var target = TargetOf(slot.Carrier);
                // Whoever is deleted or made loses all.
                var layers = LayersOf(slot, carriers[slot.Carrier], _snapshots.IsControl);
                foreach (var layer in slot.Kind == SlotKind.Entity && carriers[slot.Carrier] == PolicyLayer.Identity ? layers.Append(PolicyLayer.PermissionsBoundary) : layers)
                {
                    if (unknown.RemoveAll(known => known.Layer == layer && known.Target == target && known.Why == HistoryMessages.SameSecond) > 0)
                    {
                        settled.Add((layer, target));
                    }

                    if (!unknown.Exists(known => known.Layer == layer && known.Target == target && known.Why == why))
                    {
                        unknown.Add(new(layer, target, change.Time, why) { IsUnsettled = true });
                    }

                    unavailable.Add(slot.Kind == SlotKind.ResourceTags ? UnreadEvidence.Tags(slot.Carrier).Because(why)
                        : new(slot.Kind == SlotKind.EntityTag ? null : layer, HistoryMessages.What(target, slot.Name), why) { Target = target });
                }
            }
        }

        return unavailable.Count == 0 ? policies
            : policies with { Unavailable = [.. policies.Unavailable.Where(item => !IsSettled(item)), .. unavailable] };

        bool IsSettled(UnavailableEvidence item) => settled.Exists(one => one.Target == item.Target && (item.Layer is null || one.Layer == item.Layer));
    }

    private static bool PolicySlotIsArn(string target) => target.StartsWith("arn:", StringComparison.Ordinal);

    private List<RecordedChange> ChangesOf(HistoryIndex index, AuthorizationRequest request, Dictionary<string, PolicyLayer> carriers)
    {
        var changes = new Dictionary<int, RecordedChange>();
        foreach (var (carrier, layer) in carriers)
        {
            foreach (var change in index.EventsOf(carrier).Where(change => IsOfSay(index, request, change, carrier, layer)))
            {
                changes[change.Order] = new(
                    change.Time, change.Actor, change.Action, change.EventId.Length > 0 ? change.EventId : null,
                    change.Target == carrier && layer == PolicyLayer.PermissionsBoundary ? layer : LayerOf(change, layer), TargetOf(PolicySlot.OfArn(change.Target)
                        ?? change.Target), change.PolicyName) { Order = change.Order };
            }
        }

        return [.. changes.Values.OrderBy(change => change.Order)];
    }

    private static PolicyLayer LayerOf(WriteEvent change, PolicyLayer layer) =>
        layer is PolicyLayer.ServiceControl or PolicyLayer.ResourceControl ? layer : change.Layer;

    private static bool IsOfSay(HistoryIndex index, AuthorizationRequest request, WriteEvent change, string carrier, PolicyLayer layer)
    {
        var own = change.Changes.Where(one => one.Slot.Carrier == carrier && one.Slot.Kind != SlotKind.EndpointPlace
            && (one.Slot.Kind != SlotKind.Grant || KeyGrants.IsFor(request, index, one.Slot)));
        return layer == PolicyLayer.RoleTrust ? own.Any(one => one.Slot.Kind is SlotKind.Trust or SlotKind.Entity) : own.Any(one => one.Slot.Kind != SlotKind.Trust);
    }

    // HIST-03, HIST-05: what may have changed in a gap, or by a call whose record lost its parameters, is unknown in the decision too.
    private PolicySet WithGaps(AuthorizationRequest request, HistoryCut cut, PolicySet policies, List<UnknownPolicy> unknown)
    {
        var time = cut.Time;
        var nearest = _dated.OrderBy(snapshot => (snapshot.Time - time).Duration()).First().Time;
        var (from, to) = nearest < time ? (nearest, time) : (time, nearest);
        var unavailable = new List<UnavailableEvidence>();
        foreach (var (account, layer, target, service) in new (string?, PolicyLayer, string?, string)[]
        {
            (request.Principal.AccountId, PolicyLayer.Identity, request.Principal.EntityId ?? request.Principal.Id, "iam"),
            (request.Resource.AccountId ?? policies.ResourceAccountId, PolicyLayer.Resource, request.Resource.ToString(), Arn.OrNone(request.Resource.Value).Service.ToString()),
            (null, PolicyLayer.ServiceControl, "AWS Organizations", "organizations"),
            (null, PolicyLayer.ResourceControl, "AWS Organizations", "organizations"),
            (null, PolicyLayer.VpcEndpoint, request.NetworkEndpointId, "ec2"),
        })
        {
            if (target is null || (account is null && service is not ("organizations" or "ec2")))
            {
                continue;
            }

            var carrier = layer == PolicyLayer.Resource ? policies.ResourceCarrierId ?? request.Resource.Value : null;
            var gap = (TellsGaps && account is not null ? _index.Coverage.SilenceBetween(account, from, to, isToSeen: nearest >= time) : null)
                ?? _index.Coverage.LossBetween(account, service, carrier, from, to);
            if (gap is not { } since)
            {
                continue;
            }

            // The text of another time decides nothing, unless calls tell that it was this one.
            var isKnown = false;
            (policies, isKnown) = Certain(policies, layer, carrier ?? target, cut);
            if (isKnown || unknown.Exists(known => known.Layer == layer && known.Target == target))
            {
                continue;
            }

            var why = HistoryMessages.Gap(since);
            unknown.Add(new(layer, target, since, why));
            unavailable.Add(new(layer, HistoryMessages.What(target, null), HistoryMessages.Unavailable(why, since)) { Target = target });
            if (layer == PolicyLayer.Identity)
            {
                unavailable.Add(UnreadEvidence.PermissionsBoundary(target).Because(HistoryMessages.Unavailable(why, since)));
            }
        }

        return unavailable.Count == 0 ? policies : policies with { Unavailable = [.. policies.Unavailable, .. unavailable] };
    }

    // What is left of a layer that something unknown may have changed, and whether that is all of it.
    private (PolicySet Policies, bool IsAll) Certain(PolicySet policies, PolicyLayer layer, string? carrier, HistoryCut cut)
    {
        switch (layer)
        {
            case PolicyLayer.Identity:
                return (policies with { Identity = [.. policies.Identity.Where(IsOfThen)], PermissionsBoundaries = [.. policies.PermissionsBoundaries.Where(IsOfThen)] }, false);
            case PolicyLayer.Resource when carrier is not null && (IsKnown(new(SlotKind.Resource, carrier), cut) || (PolicySlot.OfArn(carrier) is { } role && IsKnown(new(SlotKind.Trust, role), cut))):
                return (policies, true);
            case PolicyLayer.Resource:
                return (policies with { ResourcePolicy = null }, false);
            case PolicyLayer.VpcEndpoint when carrier is not null && IsKnown(new(SlotKind.Endpoint, carrier), cut):
                return (policies, true);
            case PolicyLayer.VpcEndpoint:
                return (policies with { VpcEndpoint = [] }, false);
            default:
                return (layer == PolicyLayer.ServiceControl ? policies with { ServiceControl = [] } : policies with { ResourceControl = [] }, false);
        }

        bool IsOfThen(AttachedPolicy policy) =>
            PolicySlot.OfArn(policy.AttachedTo) is { } holder
            && (policy.Id is null ? IsKnown(new(SlotKind.Inline, holder, policy.Name), cut)
                : _index.SlotsOf(holder).Any(slot => slot.Kind is SlotKind.Attachment or SlotKind.Boundary && (slot.Name.Length == 0 || slot.Name == policy.Id) && IsKnown(slot, cut))
                    && (policy.Origin == PolicyOrigin.ProviderManaged || IsKnown(new(SlotKind.DefaultVersion, policy.Id), cut)));
    }

    private bool IsKnown(PolicySlot slot, HistoryCut cut) => _index.SlotsOf(slot.Carrier).Contains(slot) && _index.Resolve(slot, cut).IsKnown;
}
