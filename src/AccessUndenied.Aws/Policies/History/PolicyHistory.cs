using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>Rebuilds policies as they were at a moment, from dated snapshots and the calls in trails that changed policies.</summary>
/// <remarks>
/// Trails are read when the first moment is asked for, unless they were before; of their records those that change policies count. It grows with policies and changes.
/// A policy is known where a call set it or a snapshot saw it, and nothing else may have changed it up to the moment; else it is unavailable, with the reason.
/// Without a dated snapshot, or where neither trail nor snapshots tell of any change, there is no history, and the answer is null.
/// Rules HIST-01 to HIST-10.
/// </remarks>
public sealed class PolicyHistory : IPolicyHistory
{
    private readonly PolicyWrites _writes = new();
    private readonly TrailPass _pass;
    private readonly Lazy<IReadOnlyList<SnapshotContents>> _contents;
    private readonly bool _hasSeveral;
    private readonly IReadOnlyList<IResourcePolicyProvider> _providers;
    private readonly Lazy<Task<Rebuilt?>> _reading;

    /// <summary>A history over snapshots and trails.</summary>
    /// <param name="snapshotPaths">Snapshots; those without a date hold at every moment, where no other tells more.</param>
    /// <param name="organizationPath">A file such as <c>scp_data.json</c>, which has no date; null for none.</param>
    /// <param name="pass">The reading of the trails, which has not begun, from the earliest snapshot or before the refusals to the last snapshot.</param>
    /// <param name="providers">Who is asked for the policies of resources that snapshots cannot tell of.</param>
    /// <remarks>Snapshots are opened when there is a change to tell of; one that cannot be read is an error then (<see cref="SnapshotFormatException"/>).</remarks>
    public PolicyHistory(
        IEnumerable<string> snapshotPaths, string? organizationPath, TrailPass pass, params IEnumerable<IResourcePolicyProvider> providers)
        : this([.. snapshotPaths], organizationPath, pass, providers)
    {
    }

    internal PolicyHistory(
        IReadOnlyList<SnapshotContents> contents, TrailPass pass, params IEnumerable<IResourcePolicyProvider> providers)
        : this(new Lazy<IReadOnlyList<SnapshotContents>>(contents), contents.Count > 1, pass, providers)
    {
    }

    private PolicyHistory(
        string[] paths, string? organizationPath, TrailPass pass, IEnumerable<IResourcePolicyProvider> providers)
        : this(new Lazy<IReadOnlyList<SnapshotContents>>(() => Open(paths, organizationPath)), paths.Length > 1, pass, providers)
    {
    }

    private PolicyHistory(
        Lazy<IReadOnlyList<SnapshotContents>> contents, bool hasSeveral, TrailPass pass, IEnumerable<IResourcePolicyProvider> providers)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(providers);
        pass.Observe(_writes);
        _pass = pass;
        _providers = [.. providers];
        _contents = contents;
        _hasSeveral = hasSeveral;
        _reading = new(() => Task.Run(ReadAsync));
    }

    /// <summary>Whether requests are decided by the policies of their moment; else by those after the last change that is known.</summary>
    /// <value>Default: true.</value>
    public bool IsAtEvent { get; init; } = true;

    /// <summary>Whether gaps of the trails are told of also where no policy is known to have changed.</summary>
    /// <value>Default: false.</value>
    public bool TellsGaps { get; init; }

    async ValueTask<bool> IPolicyHistory.IsEmptyAsync(CancellationToken cancellationToken) => await _reading.Value.WaitAsync(cancellationToken).ConfigureAwait(false) is null;

    async ValueTask<PolicyMoment?> IPolicyHistory.FindAsync(AuthorizationRequest request, DateTimeOffset time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await _reading.Value.WaitAsync(cancellationToken).ConfigureAwait(false) is not { } rebuilt)
        {
            return null;
        }

        var cut = rebuilt.Index.At(time);
        var (policies, carriers, unknown) = await GetAsync(rebuilt, request, cut, cancellationToken).ConfigureAwait(false);
        var changes = ChangesOf(rebuilt.Index, request, carriers);
        policies = WithGaps(rebuilt, request, time, policies, unknown);

        var timeline = new PolicyTimeline { IsAtEvent = IsAtEvent, Changes = changes, Unknown = unknown };
        var hasLater = changes.Any(change => change.Time > time);
        if (!hasLater)
        {
            return new(policies, timeline);
        }

        var end = new HistoryCut(DateTimeOffset.MaxValue, rebuilt.Index.Events.Count, true);
        var (today, _, _) = await GetAsync(rebuilt, request, end, cancellationToken).ConfigureAwait(false);
        today = KeyGrants.Over(today, rebuilt.Index, end);
        return IsAtEvent ? new(policies, timeline) { Today = today } : new(today, timeline);
    }

    async ValueTask<PolicySet> IPolicyHistory.GetPoliciesAsync(AuthorizationRequest request, RecordedChange change, bool after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(change);
        var rebuilt = await _reading.Value.WaitAsync(cancellationToken).ConfigureAwait(false) ?? throw new ArgumentException(HistoryMessages.NoSuchChange, nameof(change));

        // Under another id the same name had other policies; which change took them away is asked of the name.
        request = request with { Principal = request.Principal with { UniqueId = null } };
        var cut = new HistoryCut(change.Time, change.Order + (after ? 1 : 0), true);
        var (policies, _, _) = await GetAsync(rebuilt, request, cut, cancellationToken).ConfigureAwait(false);
        return KeyGrants.Over(policies, rebuilt.Index, cut);
    }

    private static List<SnapshotContents> Open(IEnumerable<string> paths, string? organizationPath)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var contents = paths.Select(path => new SnapshotBuilder().AddFile(path).Contents).ToList();
        if (organizationPath is not null)
        {
            contents.Add(new SnapshotBuilder().AddOrganizationFile(organizationPath).Contents);
        }

        return contents;
    }

    private static async ValueTask<(PolicySet Policies, Dictionary<string, PolicyLayer> Carriers, List<UnknownPolicy> Unknown)> GetAsync(
        Rebuilt rebuilt, AuthorizationRequest request, HistoryCut cut, CancellationToken cancellationToken)
    {
        var policies = await rebuilt.Snapshots.At(cut).GetPoliciesAsync(request, cancellationToken).ConfigureAwait(false);
        policies = WithoutDeleted(rebuilt.Index, request, policies, cut);
        var carriers = RelevantCarriers.Of(rebuilt.Index, request, policies, rebuilt.Snapshots.IsControl);
        var unknown = new List<UnknownPolicy>();
        var unavailable = new List<UnavailableEvidence>();
        foreach (var (carrier, layer) in carriers)
        {
            foreach (var slot in rebuilt.Index.SlotsOf(carrier).Where(slot => IsRelevant(slot, layer, policies, rebuilt.Index, cut)))
            {
                if (rebuilt.Index.Resolve(slot, cut) is { IsKnown: false } state)
                {
                    var target = TargetOf(rebuilt.Index, carrier);
                    var why = HistoryMessages.Unavailable(state.Why!, state.Since);
                    foreach (var own in LayersOf(slot, layer, rebuilt.Snapshots.IsControl))
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

    private static string TargetOf(HistoryIndex index, string carrier) =>
        carrier.StartsWith("arn:", StringComparison.Ordinal) ? carrier : index.EventsOf(carrier).Select(change => change.Target).FirstOrDefault(PolicySlotIsArn) ?? carrier;

    private static bool PolicySlotIsArn(string target) => target.StartsWith("arn:", StringComparison.Ordinal);

    private static List<RecordedChange> ChangesOf(HistoryIndex index, AuthorizationRequest request, Dictionary<string, PolicyLayer> carriers)
    {
        var changes = new Dictionary<int, RecordedChange>();
        foreach (var (carrier, layer) in carriers)
        {
            foreach (var change in index.EventsOf(carrier).Where(change => IsOfSay(index, request, change, carrier, layer)))
            {
                changes[change.Order] = new(
                    change.Time, change.Actor, change.Action, change.EventId.Length > 0 ? change.EventId : null,
                    change.Target == carrier && layer == PolicyLayer.PermissionsBoundary ? layer : LayerOf(change, layer), change.Target, change.PolicyName) { Order = change.Order };
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
    private PolicySet WithGaps(Rebuilt rebuilt, AuthorizationRequest request, DateTimeOffset time, PolicySet policies, List<UnknownPolicy> unknown)
    {
        var nearest = rebuilt.Dated.OrderBy(snapshot => (snapshot.Time - time).Duration()).First().Time;
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
            var gap = (TellsGaps && account is not null ? rebuilt.Coverage.SilenceBetween(account, from, to, isToSeen: nearest >= time) : null)
                ?? rebuilt.Coverage.LossBetween(account, service, carrier, from, to);
            if (gap is not { } since || unknown.Exists(known => known.Layer == layer && known.Target == target))
            {
                continue;
            }

            var why = HistoryMessages.Gap(since);
            unknown.Add(new(layer, target, since, why));
            unavailable.Add(new(layer, HistoryMessages.What(target, null), HistoryMessages.Unavailable(why, since)) { Target = target });
        }

        return unavailable.Count == 0 ? policies : policies with { Unavailable = [.. policies.Unavailable, .. unavailable] };
    }

    // Null where nothing is known to have changed, so that the policies of now are those of every moment.
    private async Task<Rebuilt?> ReadAsync()
    {
        await _pass.ReadAsync().ConfigureAwait(false);
        var (events, coverage) = (_writes.Events, _writes.Coverage);
        if (events.Count == 0 && !_hasSeveral && !TellsGaps && !coverage.HasLosses)
        {
            return null;
        }

        DatedSnapshot[] dated = [.. _contents.Value.Where(one => one.CollectedAt is not null).Select(one => new DatedSnapshot(one, one.CollectedAt!.Value))];
        var index = new HistoryIndex(events, dated, coverage);
        return dated.Length == 0 || (index.Carriers.Count == 0 && !TellsGaps && !coverage.HasLosses) ? null
            : new(index, new(index, [.. _contents.Value.Where(one => one.CollectedAt is null)], _providers), coverage, dated);
    }

    private sealed record Rebuilt(HistoryIndex Index, HistoricSnapshots Snapshots, TrailCoverage Coverage, IReadOnlyList<DatedSnapshot> Dated);
}
