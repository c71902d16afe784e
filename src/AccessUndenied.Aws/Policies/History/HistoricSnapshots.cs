using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>Makes the snapshot of a moment: the nearest one, with what changed as it was.</summary>
/// <remarks>Moments between the same changes share one; a few are kept.</remarks>
internal sealed class HistoricSnapshots
{
    private const int MaxKept = 256;

    private readonly HistoryIndex _index;
    private readonly IReadOnlyList<SnapshotContents> _undated;
    private readonly IReadOnlyList<IResourcePolicyProvider> _providers;
    private readonly PolicyDocumentCache _documents = new(64L << 20);
    private readonly ConcurrentDictionary<MomentKey, Lazy<SnapshotPolicySource>> _kept = new();
    private readonly Dictionary<string, bool> _isControl = new(StringComparer.Ordinal);

    public HistoricSnapshots(HistoryIndex index, IReadOnlyList<SnapshotContents> undated, IReadOnlyList<IResourcePolicyProvider> providers)
    {
        _index = index;
        _undated = undated;
        _providers = providers;
        foreach (var change in index.Events.Where(change => change.Action == "organizations:CreatePolicy"))
        {
            _isControl[change.Target] = change.Layer == PolicyLayer.ResourceControl;
        }
    }

    /// <summary>The source of policies as they were at <paramref name="cut"/>.</summary>
    public SnapshotPolicySource At(HistoryCut cut)
    {
        var key = KeyOf(cut);
        if (_kept.Count > MaxKept)
        {
            _kept.Clear();
        }

        return _kept.GetOrAdd(key, _ => new(() => new SnapshotPolicySource(new(Contents(cut), _documents), _providers))).Value;
    }

    /// <summary>Whether a policy of the organization is a resource control policy, as far as anything tells.</summary>
    public bool IsControl(string policyId)
    {
        if (_isControl.TryGetValue(policyId, out var known))
        {
            return known;
        }

        return _index.Snapshots.Any(snapshot => OrganizationSlots.Find(snapshot.Contents, policyId) is { Type: OrganizationPolicy.ResourceControl });
    }

    // In the second of a change nothing tells what it left, and in a gap what is still there: moments of these are others, whatever lies between the same changes.
    private MomentKey KeyOf(HistoryCut cut)
    {
        var seen = _index.Snapshots.Count(snapshot => snapshot.Time <= cut.Time);
        var second = cut.Time.ToUnixTimeSeconds();
        var isAmbiguous = !cut.IsExact && cut.Order > 0 && _index.Events[cut.Order - 1].Time.ToUnixTimeSeconds() == second;
        var place = Array.BinarySearch(_index.Coverage.AllBreaks, cut.Time);
        return new(cut.Order, seen, cut.IsExact, isAmbiguous ? second : null, place, cut.Supposition);
    }

    private SnapshotContents Contents(HistoryCut cut)
    {
        // What comes later overrides: the latest before the moment most, then the earliest after it.
        var nearest = _index.Snapshots.Where(snapshot => snapshot.Time <= cut.Time).Reverse().Concat(_index.Snapshots.Where(snapshot => snapshot.Time > cut.Time)).ToList();
        var contents = SnapshotMerge.Merge([.. nearest.Select(snapshot => snapshot.Contents).Reverse(), .. _undated]);
        foreach (var carrier in _index.Carriers)
        {
            Patch(contents, carrier, nearest, slot => _index.Resolve(slot, cut));
        }

        ForgetTags(contents, cut, nearest);
        PatchOrganization(contents, cut);
        return contents;
    }

    private void Patch(SnapshotContents contents, string carrier, List<DatedSnapshot> nearest, Func<PolicySlot, SlotState> resolve)
    {
        var slots = _index.SlotsOf(carrier);
        if (KindOf(carrier) is { } kind && (Arn.AccountOf(carrier) ?? carrier[..12]) is { } id && contents.Accounts.TryGetValue(id, out var account) && account.Entities is not null)
        {
            var like = nearest.Select(snapshot => snapshot.FindEntity(carrier)).FirstOrDefault(entity => entity is not null);
            account.Entities.RemoveAll(entity => entity.Kind == kind && (kind == EntityKind.ManagedPolicy ? entity.Arn == carrier : PolicySlot.OfEntity(id, kind, entity.Name) == carrier));
            if (EntitySlots.Write(carrier, kind, like, slots, resolve) is { } entry)
            {
                account.Entities.Add(entry);
            }
        }

        foreach (var slot in slots)
        {
            if (slot.Kind is SlotKind.Resource or SlotKind.PublicAccess or SlotKind.Endpoint or SlotKind.ResourceTags && OwnerOf(contents, slot) is { } owner)
            {
                PatchMap(owner, slot, resolve(slot), resolve);
            }
        }
    }

    private void PatchMap(AccountContents account, PolicySlot slot, SlotState state, Func<PolicySlot, SlotState> resolve)
    {
        var map = slot.Kind switch
        {
            SlotKind.Resource => account.ResourcePolicies ??= new(StringComparer.Ordinal),
            SlotKind.PublicAccess => account.PublicAccessBlocks ??= new(StringComparer.Ordinal),
            SlotKind.ResourceTags => account.ResourceTags ??= new(StringComparer.Ordinal),
            _ => account.VpcEndpoints ??= new(StringComparer.Ordinal),
        };
        var known = map.Remove(slot.Carrier, out var listed) ? listed : (JsonSlice?)null;
        if (state is { IsKnown: true, Value: { } value })
        {
            map[slot.Carrier] = slot.Kind == SlotKind.Endpoint ? Endpoint(slot, known, value, resolve) : EntitySlots.SliceOf(value);
        }
        else if (slot.Kind == SlotKind.ResourceTags)
        {
            account.Unavailable.Add(UnreadEvidence.Tags(slot.Carrier).Because(HistoryMessages.Unavailable(state.Why ?? HistoryMessages.NotInRecord, state.Since)));
        }
        else if (slot.Kind == SlotKind.Resource && state.IsKnown)
        {
            // Known to carry none, which is not the same as not listed.
            map[slot.Carrier] = EntitySlots.SliceOf("null");
        }
    }

    // Its VPC and its type stay what they are, as a snapshot or the call that made it tells.
    private JsonSlice Endpoint(PolicySlot slot, JsonSlice? known, string document, Func<PolicySlot, SlotState> resolve)
    {
        var place = new PolicySlot(SlotKind.EndpointPlace, slot.Carrier);
        var json = known is { } slice && DocumentText.Parse(System.Text.Encoding.UTF8.GetString(slice.Bytes.Span)) is JsonObject listed ? listed
            : _index.SlotsOf(slot.Carrier).Contains(place) && resolve(place).Value is { } told && DocumentText.Parse(told) is JsonObject made ? made : new();
        json["PolicyDocument"] = DocumentText.Parse(document);
        return EntitySlots.SliceOf(json);
    }

    // What tags a call changed of which its record does not tell, nobody knows.
    private void ForgetTags(SnapshotContents contents, HistoryCut cut, List<DatedSnapshot> nearest)
    {
        if (nearest.Count == 0)
        {
            return;
        }

        var (from, to) = nearest[0].Time < cut.Time ? (nearest[0].Time, cut.Time) : (cut.Time, nearest[0].Time);
        foreach (var loss in _index.Coverage.LostTags.Where(loss => loss.Time >= from && loss.Time <= to))
        {
            foreach (var account in contents.Accounts.Values)
            {
                foreach (var arn in (account.ResourceTags?.Keys ?? Enumerable.Empty<string>())
                    .Where(arn => loss.MayConcern(account.Id, Arn.OrNone(arn).Service.ToString(), arn) && !_index.SlotsOf(arn).Contains(new(SlotKind.ResourceTags, arn))).ToList())
                {
                    account.ResourceTags!.Remove(arn);
                    account.Unavailable.Add(UnreadEvidence.Tags(arn).Because(HistoryMessages.Unavailable(HistoryMessages.NotInRecord, loss.Time)));
                }
            }
        }
    }

    // Who owns a bucket, its ARN does not tell; the account whose trail has the change is asked next.
    private AccountContents? OwnerOf(SnapshotContents contents, PolicySlot slot)
    {
        var id = Arn.AccountOf(slot.Carrier) ?? (slot.Carrier.Length == 12 ? slot.Carrier : null);
        id ??= contents.Accounts.Values.FirstOrDefault(account => account.ResourcePolicies?.ContainsKey(slot.Carrier) == true
            || account.PublicAccessBlocks?.ContainsKey(slot.Carrier) == true || account.VpcEndpoints?.ContainsKey(slot.Carrier) == true
            || account.ResourceTags?.ContainsKey(slot.Carrier) == true)?.Id;
        id ??= _index.EventsOf(slot.Carrier) is [var change, ..] ? change.Account : null;
        return id is not null && contents.Accounts.TryGetValue(id, out var found) ? found : null;
    }

    private void PatchOrganization(SnapshotContents contents, HistoryCut cut)
    {
        var changed = _index.Carriers.Where(carrier => _index.SlotsOf(carrier).Any(slot =>
            slot.Kind is SlotKind.OrganizationPolicy or SlotKind.OrganizationAttachment or SlotKind.OrganizationParent)).ToHashSet(StringComparer.Ordinal);
        if (changed.Count == 0)
        {
            return;
        }

        foreach (var (id, node) in contents.Nodes.ToList())
        {
            if (changed.Contains(id) || OrganizationSlots.PoliciesOf(node).Any(policy => policy.Id is not null && changed.Contains(policy.Id)))
            {
                contents.Nodes[id] = OrganizationSlots.Write(node, IsControl, _index.SlotsOf(id), slot => _index.SlotsOf(id).Contains(slot) ? _index.Resolve(slot, cut) : null,
                    policyId => Describe(contents, policyId, changed.Contains(policyId) ? _index.Resolve(new(SlotKind.OrganizationPolicy, policyId), cut) : null));
            }
        }
    }

    private JsonObject? Describe(SnapshotContents contents, string id, SlotState? state)
    {
        var known = _index.Snapshots.Select(snapshot => OrganizationSlots.Find(snapshot.Contents, id)).FirstOrDefault(policy => policy is not null)
            ?? _undated.Select(contents => OrganizationSlots.Find(contents, id)).FirstOrDefault(policy => policy is not null);
        var json = known is { } policy && DocumentText.Parse(System.Text.Encoding.UTF8.GetString(policy.Json.Bytes.Span)) is JsonObject listed ? listed : new JsonObject
        {
            ["Id"] = id,
            ["Arn"] = contents is { OrganizationId: { } organization, ManagementAccountId: { } management }
                ? $"arn:aws:organizations::{management}:policy/{organization}/{(IsControl(id) ? "resource" : "service")}_control_policy/{id}" : null,
            ["Name"] = _index.EventsOf(id).Select(change => change.PolicyName).FirstOrDefault(name => name is not null) ?? id,
            ["Type"] = IsControl(id) ? OrganizationPolicy.ResourceControl : OrganizationPolicy.ServiceControl,
        };
        if (state is { IsKnown: true, Value: { } document })
        {
            json["PolicyDocument"] = document;
        }
        else if (state is not null)
        {
            json["PolicyDocument"] = null;
        }

        return json;
    }

    private static EntityKind? KindOf(string carrier)
    {
        if (carrier.StartsWith("arn:", StringComparison.Ordinal))
        {
            return Arn.OrNone(carrier) is { Service: "iam" } arn && arn.Resource.StartsWith("policy/", StringComparison.Ordinal) ? EntityKind.ManagedPolicy : null;
        }

        var word = carrier.Length > 13 && carrier[12] == ':' ? carrier[13..] : "";
        return word.StartsWith("user/", StringComparison.Ordinal) ? EntityKind.User
            : word.StartsWith("group/", StringComparison.Ordinal) ? EntityKind.Group
            : word.StartsWith("role/", StringComparison.Ordinal) ? EntityKind.Role : null;
    }

    private readonly record struct MomentKey(int Order, int Seen, bool IsExact, long? Second, int Place, string Supposition);
}
