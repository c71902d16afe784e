using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Policies.Snapshots;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>One snapshot with its date, as a witness of what slots held then.</summary>
internal sealed class DatedSnapshot
{
    private readonly Dictionary<string, (string Account, EntityEntry Entry)> _entities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<PolicySlot, string>> _slots = new(StringComparer.Ordinal);

    private readonly bool _isPart;

    /// <param name="contents">What was seen.</param>
    /// <param name="time">When.</param>
    /// <param name="isPart">Whether only what it has was looked for, so that it tells of nothing else that it was not there.</param>
    public DatedSnapshot(SnapshotContents contents, DateTimeOffset time, bool isPart = false)
    {
        _isPart = isPart;
        Contents = contents;
        Time = time;
        foreach (var account in contents.Accounts.Values)
        {
            foreach (var entity in account.Entities ?? [])
            {
                var carrier = entity.Kind == EntityKind.ManagedPolicy ? entity.Arn : PolicySlot.OfEntity(account.Id, entity.Kind, entity.Name);
                _entities[carrier] = (account.Id, entity);
            }
        }
    }

    public SnapshotContents Contents { get; }

    public DateTimeOffset Time { get; }

    /// <summary>All that it has something of.</summary>
    public IEnumerable<string> Carriers => _entities.Keys.Concat(ResourcesOf(Contents)).Concat(Contents.Nodes.Keys)
        .Concat(Contents.Nodes.Values.SelectMany(OrganizationSlots.PoliciesOf).Select(policy => policy.Id).OfType<string>())
        .Concat(_entities.Keys.ToList().SelectMany(SlotsOf).Where(slot => slot.Kind is SlotKind.Attachment).Select(slot => slot.Name));

    public IEnumerable<string> Users => _entities.Where(pair => pair.Value.Entry.Kind == EntityKind.User).Select(pair => pair.Key);

    public EntityEntry? FindEntity(string carrier) => _entities.TryGetValue(carrier, out var found) ? found.Entry : null;

    /// <summary>The slots that it has something in, of one carrier.</summary>
    public IEnumerable<PolicySlot> SlotsOf(string carrier) => Read(carrier).Keys;

    /// <summary>What it saw of a slot; null where it did not look there.</summary>
    public SlotState? See(PolicySlot slot)
    {
        if (Read(slot.Carrier).TryGetValue(slot, out var value))
        {
            return value == Unreadable ? null : value.Length == 0 && slot.Kind != SlotKind.EntityTag ? SlotState.Absent : SlotState.Of(value);
        }

        return slot.Kind switch
        {
            SlotKind.Version or SlotKind.Grant or SlotKind.ResourceTags or SlotKind.EndpointPlace => null,
            SlotKind.Resource or SlotKind.PublicAccess or SlotKind.Endpoint => HasLooked(slot) ? SlotState.Absent : null,
            SlotKind.OrganizationPolicy => null,
            SlotKind.OrganizationAttachment or SlotKind.OrganizationParent => Contents.Nodes.TryGetValue(slot.Carrier, out var node) && slot.Kind == SlotKind.OrganizationAttachment
                && node.ServiceControl is not null && node.ResourceControl is not null ? SlotState.Absent : null,
            SlotKind.Entity or SlotKind.DefaultVersion => IsWhole(slot.Carrier) ? SlotState.Absent : null,
            _ => _entities.ContainsKey(slot.Carrier) || IsWhole(slot.Carrier) ? SlotState.Absent : null,
        };
    }

    /// <summary>The account that has the carrier of a slot; null where that is not known.</summary>
    public string? OwnerOf(PolicySlot slot) => slot.Kind is SlotKind.OrganizationPolicy or SlotKind.OrganizationAttachment or SlotKind.OrganizationParent
        ? Contents.ManagementAccountId
        : Contents.Accounts.Values.FirstOrDefault(account => account.ResourcePolicies?.ContainsKey(slot.Carrier) == true
            || account.PublicAccessBlocks?.ContainsKey(slot.Carrier) == true || account.VpcEndpoints?.ContainsKey(slot.Carrier) == true
            || account.ResourceTags?.ContainsKey(slot.Carrier) == true)?.Id;

    /// <summary>Whether a slot whose carrier names no account is known to be another's than <paramref name="account"/>: an organization's may be changed by any account of it.</summary>
    public bool IsOfOthers(PolicySlot slot, string account) => slot.Kind switch
    {
        SlotKind.OrganizationPolicy or SlotKind.OrganizationAttachment or SlotKind.OrganizationParent =>
            Contents.ManagementAccountId is { } management && management != account && !Contents.Nodes.ContainsKey(account),
        SlotKind.Resource or SlotKind.PublicAccess or SlotKind.Endpoint or SlotKind.EndpointPlace or SlotKind.ResourceTags when Arn.AccountOf(slot.Carrier) is null =>
            OwnerOf(slot) is { } owner && owner != account,
        _ => false,
    };

    /// <summary>The slots of which <paramref name="later"/> saw something else, among those that both saw.</summary>
    public IEnumerable<PolicySlot> Different(DatedSnapshot later)
    {
        foreach (var carrier in _entities.Keys.Union(later._entities.Keys).Concat(ResourcesOf(Contents).Union(ResourcesOf(later.Contents)))
            .Concat(Contents.Nodes.Keys.Union(later.Contents.Nodes.Keys)).ToList())
        {
            if (_entities.TryGetValue(carrier, out var one) && later._entities.TryGetValue(carrier, out var other)
                && one.Entry.Json.Bytes.Span.SequenceEqual(other.Entry.Json.Bytes.Span))
            {
                continue;
            }

            foreach (var slot in SlotsOf(carrier).Union(later.SlotsOf(carrier)).ToList())
            {
                if (slot.Kind != SlotKind.Version && See(slot) is { } before && later.See(slot) is { } after && !before.Is(after))
                {
                    yield return slot;
                }
            }
        }
    }

    private const string Unreadable = "\0";

    private static IEnumerable<string> ResourcesOf(SnapshotContents contents) => contents.Accounts.Values.SelectMany(account =>
        (account.ResourcePolicies?.Keys ?? Enumerable.Empty<string>()).Concat(account.PublicAccessBlocks?.Keys ?? Enumerable.Empty<string>())
            .Concat(account.VpcEndpoints?.Keys ?? Enumerable.Empty<string>()).Concat(account.ResourceTags?.Keys ?? Enumerable.Empty<string>()));

    // Whether the whole of the carrier's account was collected, so that what is not there was not there.
    private bool IsWhole(string carrier) => !_isPart && (Arn.AccountOf(carrier) ?? (carrier.Length > 12 ? carrier[..12] : null)) is { } account
        && Contents.Accounts.TryGetValue(account, out var contents) && contents.Entities is not null && contents.ContinuesAfter is null
        && !contents.Unavailable.Exists(item => item.Layer is not null && item.Kind is AccessUndenied.Requests.EvidenceKind.OtherEntities or AccessUndenied.Requests.EvidenceKind.AuthorizationDetails);

    // A resource's policy that is not listed was not there where the account's others were collected, and nothing says that it was passed over.
    private bool HasLooked(PolicySlot slot) => !_isPart && slot.Kind == SlotKind.Resource && Contents.Accounts.Values.Any(account =>
        account.Id == Arn.AccountOf(slot.Carrier) && account.ResourcePolicies is not null
        && !account.Unavailable.Exists(item => item.Target == slot.Carrier || item.Kind == AccessUndenied.Requests.EvidenceKind.OtherResourcePolicies));

    private Dictionary<PolicySlot, string> Read(string carrier)
    {
        if (_slots.TryGetValue(carrier, out var known))
        {
            return known;
        }

        var slots = new Dictionary<PolicySlot, string>();
        if (_entities.TryGetValue(carrier, out var found))
        {
            EntitySlots.Read(carrier, found.Entry, slots);
        }

        foreach (var account in Contents.Accounts.Values)
        {
            AddSlice(slots, new(SlotKind.Resource, carrier), account.ResourcePolicies);
            AddSlice(slots, new(SlotKind.PublicAccess, carrier), account.PublicAccessBlocks);
            AddSlice(slots, new(SlotKind.Endpoint, carrier), account.VpcEndpoints);
            AddSlice(slots, new(SlotKind.ResourceTags, carrier), account.ResourceTags);
        }

        if (Contents.Nodes.TryGetValue(carrier, out var node))
        {
            OrganizationSlots.Read(node, slots);
        }

        if (OrganizationSlots.DocumentOf(Contents, carrier) is { } document)
        {
            slots[new(SlotKind.OrganizationPolicy, carrier)] = document;
        }

        _slots.Add(carrier, slots);
        return slots;
    }

    private static void AddSlice(Dictionary<PolicySlot, string> slots, PolicySlot slot, Dictionary<string, JsonSlice>? map)
    {
        if (map is null || !map.TryGetValue(slot.Carrier, out var slice))
        {
            return;
        }

        using var json = JsonDocument.Parse(slice.Bytes, new() { MaxDepth = SnapshotFile.MaxDepth });
        var element = slot.Kind == SlotKind.Endpoint ? AccessUndenied.Aws.Requests.ParameterReader.Find(json.RootElement, "PolicyDocument") : json.RootElement;
        slots[slot] = slice.IsNull ? (slot.Kind == SlotKind.Resource ? "" : Unreadable) : slot.Kind is SlotKind.PublicAccess or SlotKind.ResourceTags ? element.GetRawText()
            : DocumentText.Of(element) ?? Unreadable;
    }
}
