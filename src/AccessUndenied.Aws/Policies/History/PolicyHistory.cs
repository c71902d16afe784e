using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>Rebuilds policies as they were at a moment, from dated snapshots and the calls in trails that changed policies.</summary>
/// <remarks>
/// Trails are read once, when the first moment is asked for; of their records only those that change policies are looked at. It grows with policies and changes.
/// A policy is known where a call set it or a snapshot saw it, and nothing else may have changed it up to the moment; else it is unavailable, with the reason.
/// Without a dated snapshot, or where neither trail nor snapshots tell of any change, there is no history, and the answer is null.
/// Rules HIST-01 to HIST-06.
/// </remarks>
public sealed class PolicyHistory : IPolicyHistory
{
    private readonly IReadOnlyList<TrailSource> _sources;
    private readonly IReadOnlyList<IEventFormat> _formats;
    private readonly Lazy<IReadOnlyList<SnapshotContents>> _contents;
    private readonly bool _hasSeveral;
    private readonly IReadOnlyList<IResourcePolicyProvider> _providers;
    private readonly Lazy<Task<Rebuilt?>> _reading;

    /// <summary>A history over snapshots and trails.</summary>
    /// <param name="snapshotPaths">Snapshots; those without a date hold at every moment, where no other tells more.</param>
    /// <param name="organizationPath">A file such as <c>scp_data.json</c>, which has no date; null for none.</param>
    /// <param name="sources">The trails; none that can be read only once.</param>
    /// <param name="formats">The forms that are read besides JSON.</param>
    /// <param name="providers">Who is asked for the policies of resources that snapshots cannot tell of.</param>
    /// <remarks>Snapshots are opened when there is a change to tell of; one that cannot be read is an error then (<see cref="SnapshotFormatException"/>).</remarks>
    public PolicyHistory(
        IEnumerable<string> snapshotPaths, string? organizationPath, IEnumerable<TrailSource> sources, IEnumerable<IEventFormat> formats, params IEnumerable<IResourcePolicyProvider> providers)
        : this([.. snapshotPaths], organizationPath, sources, formats, providers)
    {
    }

    internal PolicyHistory(
        IReadOnlyList<SnapshotContents> contents, IEnumerable<TrailSource> sources, IEnumerable<IEventFormat> formats, params IEnumerable<IResourcePolicyProvider> providers)
        : this(new Lazy<IReadOnlyList<SnapshotContents>>(contents), contents.Count > 1, sources, formats, providers)
    {
    }

    private PolicyHistory(
        string[] paths, string? organizationPath, IEnumerable<TrailSource> sources, IEnumerable<IEventFormat> formats, IEnumerable<IResourcePolicyProvider> providers)
        : this(new Lazy<IReadOnlyList<SnapshotContents>>(() => Open(paths, organizationPath)), paths.Length > 1, sources, formats, providers)
    {
    }

    private PolicyHistory(
        Lazy<IReadOnlyList<SnapshotContents>> contents, bool hasSeveral, IEnumerable<TrailSource> sources, IEnumerable<IEventFormat> formats, IEnumerable<IResourcePolicyProvider> providers)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(formats);
        ArgumentNullException.ThrowIfNull(providers);
        _sources = [.. sources];
        _formats = [.. formats];
        _providers = [.. providers];
        _contents = contents;
        _hasSeveral = hasSeveral;
        _reading = new(() => Task.Run(ReadAsync));
    }

    /// <summary>What of the trails is read, which should begin with the earliest snapshot or before the refusals, and go on to the last snapshot.</summary>
    /// <value>Default all of it.</value>
    public TrailRange Range { get; init; } = TrailRange.All;

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
        var changes = ChangesOf(rebuilt.Index, carriers);
        if (TellsGaps)
        {
            AddGaps(rebuilt, request, time, unknown);
        }

        var timeline = new PolicyTimeline { IsAtEvent = IsAtEvent, Changes = changes, Unknown = unknown };
        var hasLater = changes.Any(change => change.Time > time);
        if (!hasLater)
        {
            return new(policies, timeline);
        }

        var (today, _, _) = await GetAsync(rebuilt, request, new(DateTimeOffset.MaxValue, rebuilt.Index.Events.Count, true), cancellationToken).ConfigureAwait(false);
        return IsAtEvent ? new(policies, timeline) { Today = today } : new(today, timeline);
    }

    async ValueTask<PolicySet> IPolicyHistory.GetPoliciesAsync(AuthorizationRequest request, RecordedChange change, bool after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(change);
        var rebuilt = await _reading.Value.WaitAsync(cancellationToken).ConfigureAwait(false) ?? throw new ArgumentException(HistoryMessages.NoSuchChange, nameof(change));

        // Under another id the same name had other policies; which change took them away is asked of the name.
        request = request with { Principal = request.Principal with { UniqueId = null } };
        var (policies, _, _) = await GetAsync(rebuilt, request, new(change.Time, change.Order + (after ? 1 : 0), true), cancellationToken).ConfigureAwait(false);
        return policies;
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
                    var own = LayerOf(slot, layer, rebuilt.Snapshots.IsControl);
                    var target = TargetOf(rebuilt.Index, carrier);
                    unknown.Add(new(own, target, state.Since, state.Why!));
                    var why = HistoryMessages.Unavailable(state.Why!, state.Since);
                    unavailable.Add(new(slot.Kind == SlotKind.EntityTag ? null : own, HistoryMessages.What(target, slot.Name), why) { Target = target });
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
        SlotKind.OrganizationPolicy => policies.ServiceControl.Concat(policies.ResourceControl).SelectMany(node => node.Policies)
            .Any(policy => policy.Id?.EndsWith($"/{slot.Carrier}", StringComparison.Ordinal) == true || policy.Name == slot.Carrier),
        _ => layer != PolicyLayer.RoleTrust,
    };

    private static bool IsAttached(string arn, PolicySet policies) =>
        policies.Identity.Concat(policies.PermissionsBoundaries).Any(policy => policy.Id == arn) || policies.Unavailable.Any(item => item.Target == arn);

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

    private static List<RecordedChange> ChangesOf(HistoryIndex index, Dictionary<string, PolicyLayer> carriers)
    {
        var changes = new Dictionary<int, RecordedChange>();
        foreach (var (carrier, layer) in carriers)
        {
            foreach (var change in index.EventsOf(carrier).Where(change => IsOfSay(change, carrier, layer)))
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

    private static bool IsOfSay(WriteEvent change, string carrier, PolicyLayer layer)
    {
        var own = change.Changes.Where(one => one.Slot.Carrier == carrier);
        return layer == PolicyLayer.RoleTrust ? own.Any(one => one.Slot.Kind is SlotKind.Trust or SlotKind.Entity) : own.Any(one => one.Slot.Kind != SlotKind.Trust);
    }

    private void AddGaps(Rebuilt rebuilt, AuthorizationRequest request, DateTimeOffset time, List<UnknownPolicy> unknown)
    {
        var nearest = rebuilt.Dated.OrderBy(snapshot => (snapshot.Time - time).Duration()).First().Time;
        var (from, to) = nearest < time ? (nearest, time) : (time, nearest);
        foreach (var (account, layer, target) in new[]
        {
            (request.Principal.AccountId, PolicyLayer.Identity, request.Principal.EntityId ?? request.Principal.Id),
            (request.Resource.AccountId, PolicyLayer.Resource, request.Resource.ToString()),
        })
        {
            if (rebuilt.Coverage.GapBetween(account, from, to, isToSeen: nearest >= time) is { } gap)
            {
                unknown.Add(new(layer, target, gap, HistoryMessages.Gap(gap)));
            }
        }
    }

    // Null where nothing is known to have changed, so that the policies of now are those of every moment.
    private async Task<Rebuilt?> ReadAsync()
    {
        var events = new List<WriteEvent>();
        var coverage = new TrailCoverage();
        var reader = new TrailReader(new CloudTrailReaderOptions { Formats = _formats, AllRecords = true, Filter = record => IsWanted(record, coverage) }) { MaxKnownEvents = 0, Range = Range };
        try
        {
            await foreach (var record in reader.ReadAsync(_sources, new ReadSummary()).ConfigureAwait(false))
            {
                if (record is { Time: { } time, Identity: { } identity } && (record.RecipientAccountId ?? identity.AccountId) is { } account)
                {
                    lock (coverage)
                    {
                        coverage.Add(account, record.AwsRegion ?? "", time);
                    }

                    if (WriteEventReader.Read(record, out var isLoss) is { } change)
                    {
                        events.Add(change);
                    }
                    else if (isLoss)
                    {
                        coverage.AddLoss(account, time);
                    }
                }
            }
        }
        catch (Exception exception) when (exception is CloudTrailFormatException or IOException or UnauthorizedAccessException)
        {
            // What could not be read may hold any change of any account that was met.
            coverage.Break();
        }

        if (events.Count == 0 && !_hasSeveral && !TellsGaps)
        {
            return null;
        }

        DatedSnapshot[] dated = [.. _contents.Value.Where(one => one.CollectedAt is not null).Select(one => new DatedSnapshot(one, one.CollectedAt!.Value))];
        var index = new HistoryIndex(events, dated, coverage);
        return dated.Length == 0 || (index.Carriers.Count == 0 && !TellsGaps) ? null
            : new(index, new(index, [.. _contents.Value.Where(one => one.CollectedAt is null)], _providers), coverage, dated);
    }

    // What is passed over still tells that the trail has something of its time.
    private static bool IsWanted(ReadOnlySpan<byte> record, TrailCoverage coverage)
    {
        if (WriteTable.MayBe(record))
        {
            return true;
        }

        if (RecordGlance.TryRead(record, out var account, out var region, out var time))
        {
            lock (coverage)
            {
                coverage.Add(account, region, time);
            }
        }

        return false;
    }

    private sealed record Rebuilt(HistoryIndex Index, HistoricSnapshots Snapshots, TrailCoverage Coverage, IReadOnlyList<DatedSnapshot> Dated);
}
