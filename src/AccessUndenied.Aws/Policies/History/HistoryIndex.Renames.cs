using AccessUndenied.Aws.Policies.Snapshots;

namespace AccessUndenied.Aws.Policies.History;

/// <remarks>Users and groups under all their names (HIST-12).</remarks>
internal sealed partial class HistoryIndex
{
    /// <summary>All names that what carries this one had or will have, without this one.</summary>
    public IReadOnlyCollection<string> OtherNamesOf(string carrier)
    {
        var (found, open) = (new HashSet<string>(StringComparer.Ordinal) { carrier }, new Queue<string>([carrier]));
        while (open.TryDequeue(out var name))
        {
            foreach (var other in EventsOf(name).SelectMany(change => change.Changes).Where(one => one.Slot.Carrier == name)
                .SelectMany(one => new[] { one.From?.Carrier, one.To?.Carrier }).OfType<string>().Where(found.Add))
            {
                open.Enqueue(other);
            }
        }

        found.Remove(carrier);
        return found;
    }

    // HIST-12: what carries one name has the slots of the other, and of a group those of its members, both ways.
    private void AddRenames()
    {
        var renames = Events.SelectMany(change => change.Changes.Where(one => one is { Effect: SlotEffect.Move, From: { } from } && from != one.Slot)
            .Select(one => (Event: change, Change: one))).ToList();
        foreach (var (change, one) in renames.Concat(Enumerable.Reverse(renames)))
        {
            var (from, to) = (one.From!.Value.Carrier, one.Slot.Carrier);
            foreach (var (slot, other) in SlotsOf(from).Select(slot => (slot, to)).Concat(SlotsOf(to).Select(slot => (slot, from))).ToList())
            {
                Register(slot with { Carrier = other });
            }

            RegisterMembersOf(from, to);
            foreach (var slot in _byCarrier.Values.SelectMany(slots => slots).Where(slot => slot.Kind == SlotKind.Membership && (IsOfGroup(slot, from) || IsOfGroup(slot, to))).ToList())
            {
                Register(slot with { Name = NameIn(from) });
                Register(slot with { Name = NameIn(to) });
            }
        }

        foreach (var (change, one) in renames)
        {
            var (from, to) = (one.From!.Value.Carrier, one.Slot.Carrier);
            foreach (var slot in _byCarrier.Values.SelectMany(slots => slots).Where(slot => slot.Kind == SlotKind.Membership && IsOfGroup(slot, to)).ToList())
            {
                var old = slot with { Name = NameIn(from) };
                AddInOrder(old, new(change.Time, change, new(old, SlotEffect.Remove) { To = slot }, default));
                AddInOrder(slot, new(change.Time, change, new(slot, SlotEffect.Move, EntityNames.NewOf(one.Value!)) { From = old, NeedsAbsent = true }, default));
            }
        }
    }

    // Also those of whom no call tells.
    private void RegisterMembersOf(string from, string to)
    {
        foreach (var user in Snapshots.SelectMany(snapshot => snapshot.Users.Where(user =>
            snapshot.SlotsOf(user).Any(slot => slot.Kind == SlotKind.Membership && (IsOfGroup(slot, from) || IsOfGroup(slot, to))))).Distinct(StringComparer.Ordinal).ToList())
        {
            RegisterAll(user);
        }
    }

    private static bool IsOfGroup(PolicySlot membership, string carrier) => carrier == PolicySlot.OfEntity(membership.Carrier[..12], EntityKind.Group, membership.Name);

    private static string NameIn(string carrier) => carrier[(carrier.LastIndexOf('/') + 1)..];

    private SlotState Moved(SlotPoint point, HistoryCut cut)
    {
        var before = Resolve(point.Change!.From!.Value, new(point.Time, point.Event!.Order, true) { Skipped = cut.Skipped }, true, false);
        return point.Change.Slot.Kind == SlotKind.Entity ? EntityNames.After(before, point.Change.Value!) : Renamed(point.Change.Slot, before, point.Change.Value);
    }

    // A membership's value is the group's name.
    private static SlotState Renamed(PolicySlot slot, SlotState state, string? name = null) =>
        slot.Kind == SlotKind.Membership && state is { IsKnown: true, Value: not null } ? SlotState.Of(name ?? slot.Name) : state;
}
