using AccessUndenied.Aws.Policies.Snapshots;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>All changes and all that snapshots saw of what changed, by slot: what a slot held at any moment.</summary>
/// <remarks>Units: it grows with slots and changes, and not with the records that were read. Filled by one thread, then read by several.</remarks>
internal sealed partial class HistoryIndex
{
    private readonly Dictionary<PolicySlot, List<SlotPoint>> _points = [];
    private readonly Dictionary<string, HashSet<PolicySlot>> _byCarrier = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<WriteEvent>> _eventsByCarrier = new(StringComparer.Ordinal);
    private readonly TrailCoverage _coverage;

    public HistoryIndex(IEnumerable<WriteEvent> events, IReadOnlyList<DatedSnapshot> snapshots, TrailCoverage coverage)
    {
        _coverage = coverage;
        Snapshots = [.. snapshots.OrderBy(snapshot => snapshot.Time)];
        SnapshotBreaks = [.. Snapshots.Select(snapshot => snapshot.Time)
            .Concat(Snapshots.Zip(Snapshots.Skip(1), (one, next) => one.Time + ((next.Time - one.Time) / 2))).Distinct().Order()];
        Events = [.. events.Where(IsOfOwner)
            .DistinctBy(change => change.Identity.Length > 0 ? $"{change.Identity} {change.Action}" : $"{change.Time:O} {change.Action} {change.Target} {change.PolicyName}")
            .OrderBy(change => change.Time).ThenBy(change => change.EventId, StringComparer.Ordinal)];
        for (var i = 0; i < Events.Count; i++)
        {
            Events[i].Order = i;
            foreach (var change in Events[i].Changes)
            {
                Register(change.Slot);
                if (change.Slot is { Kind: SlotKind.OrganizationAttachment, Name.Length: > 0 })
                {
                    Register(new(SlotKind.OrganizationPolicy, change.Slot.Name));
                }

                _points[change.Slot].Add(new(Events[i].Time, Events[i], change, default));
                var known = _eventsByCarrier[change.Slot.Carrier];
                if (known.Count == 0 || known[^1] != Events[i])
                {
                    known.Add(Events[i]);
                }
            }
        }

        AddWhatDiffers();
        foreach (var carrier in _byCarrier.Keys.ToList())
        {
            RegisterAll(carrier);
        }

        AddRenames();
        foreach (var carrier in _byCarrier.Keys.ToList())
        {
            Observe(carrier);
        }

        foreach (var carrier in _byCarrier.Keys)
        {
            AddLifeOf(carrier);
        }
    }

    public List<WriteEvent> Events { get; }

    /// <summary>Of which times there are records at all.</summary>
    public TrailCoverage Coverage => _coverage;

    public IReadOnlyList<DatedSnapshot> Snapshots { get; }

    /// <summary>The moments at which another snapshot comes before, or is the nearest one, in their order.</summary>
    public DateTimeOffset[] SnapshotBreaks { get; }

    /// <summary>What has changed at all.</summary>
    public IReadOnlyCollection<string> Carriers => _byCarrier.Keys;

    public IReadOnlyCollection<PolicySlot> SlotsOf(string carrier) => _byCarrier.TryGetValue(carrier, out var slots) ? slots : [];

    public IReadOnlyList<WriteEvent> EventsOf(string carrier) => _eventsByCarrier.TryGetValue(carrier, out var events) ? events : [];

    /// <summary>The accounts whose trails have the changes of what <paramref name="carrier"/> carries.</summary>
    public IEnumerable<string> AccountsOf(string carrier) => SlotsOf(carrier).Select(AccountOf).OfType<string>();

    /// <summary>The place of a moment, with all changes of its second before it.</summary>
    public HistoryCut At(DateTimeOffset time)
    {
        var (low, high) = (0, Events.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Events[middle].Time <= time ? (middle + 1, high) : (low, middle);
        }

        return new(time, low, false);
    }

    /// <summary>The changes so near to a moment that each may or may not have been in effect then, in their order (HIST-11).</summary>
    public List<WriteEvent> Near(DateTimeOffset time) => Events[At(time - SettlingTime.Longest - TimeSpan.FromTicks(1)).Order..At(time + SettlingTime.Longest).Order];

    /// <summary>What <paramref name="slot"/> held at <paramref name="cut"/>.</summary>
    public SlotState Resolve(PolicySlot slot, HistoryCut cut) => Resolve(slot, cut, true, true);

    // Through a change of names: what stood under the old name before, and what stands under the new one after; never both, or it would go to and fro.
    private SlotState Resolve(PolicySlot slot, HistoryCut cut, bool looksBack, bool looksAhead)
    {
        if (!_points.TryGetValue(slot, out var points))
        {
            return SlotState.Unknown(null, HistoryMessages.NothingBefore);
        }

        if (slot.Kind == SlotKind.Version)
        {
            return ResolveVersion(slot, points, cut);
        }

        var state = SlotState.Unknown(null, HistoryMessages.NothingBefore);
        DateTimeOffset? last = null;
        WriteEvent? lastEvent = null;
        var i = 0;
        for (; i < points.Count && cut.IsBefore(points[i]); i++)
        {
            var point = points[i];
            if (cut.Skips(point))
            {
                continue;
            }

            if (point.Event is null)
            {
                state = IsSameSecond(point.Time, last) && lastEvent is not null && !state.Is(point.Seen) ? SlotState.Unknown(point.Time, HistoryMessages.TwoInOneSecond) : point.Seen;
            }
            else
            {
                var after = point.Change!.Effect != SlotEffect.Move ? point.Change.After(state, point.Time)
                    : looksBack ? Moved(point, cut) : SlotState.Unknown(null, HistoryMessages.NothingBefore);
                var isTwice = lastEvent is not null && lastEvent != point.Event && IsSameSecond(point.Time, last) && !after.Is(state) && !IsLifeAndWhatFollows(point, lastEvent);
                state = isTwice && !cut.IsExact ? SlotState.Unknown(point.Time, HistoryMessages.TwoInOneSecond) : after;
                lastEvent = point.Event;
            }

            last = point.Time;
        }

        SlotPoint? next = i < points.Count ? points[i] : null;
        if (!state.IsKnown && looksAhead && next is { Change: { To: { } to } } away && _coverage.GapBetween(slot, AccountOf(slot), cut.Time, away.Time) is null)
        {
            var then = Resolve(to, new(away.Time, away.Event!.Order + 1, true) { Skipped = cut.Skipped }, false, true);
            state = slot.Kind == SlotKind.Entity ? EntityNames.Before(then, away.Change!.Value!) : Renamed(slot, then);
        }

        return Confirm(slot, state, last, next, cut, IsAmbiguous(points, i, cut, state));
    }

    // What comes next may confirm, complete or contradict what is known.
    private SlotState Confirm(PolicySlot slot, SlotState state, DateTimeOffset? last, SlotPoint? next, HistoryCut cut, bool isAmbiguous)
    {
        var account = AccountOf(slot);
        if (isAmbiguous)
        {
            return SlotState.Unknown(cut.Time, HistoryMessages.SameSecond);
        }

        if (next is { Event: null } seen)
        {
            if (state.IsKnown)
            {
                return state.Is(seen.Seen) ? state : SlotState.Unknown(last, HistoryMessages.Missed);
            }

            return _coverage.GapBetween(slot, account, cut.Time, seen.Time, isToSeen: true) is { } missing ? SlotState.Unknown(state.Since, HistoryMessages.Gap(missing)) : seen.Seen;
        }

        if (next is { Change.NeedsAbsent: true } created)
        {
            return !state.IsKnown ? (_coverage.GapBetween(slot, account, cut.Time, created.Time) is null ? SlotState.Absent : state)
                : state.Value is null ? state : SlotState.Unknown(last, HistoryMessages.Missed);
        }

        if (next is { Change.NeedsPresent: true } taken)
        {
            // What is attached is told by the slot itself.
            return state is { IsKnown: true, Value: null } ? SlotState.Unknown(last, HistoryMessages.Missed)
                : !state.IsKnown && slot.Kind is SlotKind.Attachment or SlotKind.OrganizationAttachment && _coverage.GapBetween(slot, account, cut.Time, taken.Time) is null
                    ? SlotState.Of(slot.Name) : state;
        }

        return state.IsKnown && last is { } from && _coverage.GapBetween(slot, account, from, cut.Time) is { } gap ? SlotState.Unknown(gap, HistoryMessages.Gap(gap)) : state;
    }

    // The document of a version never changes: whoever saw it while the policy lived knows it for all of its life.
    private SlotState ResolveVersion(PolicySlot slot, List<SlotPoint> points, HistoryCut cut)
    {
        var lives = _points.TryGetValue(new(SlotKind.Entity, slot.Carrier), out var life) ? life : [];
        foreach (var point in points)
        {
            var value = point.Event is null ? point.Seen : point.Change!.After(SlotState.Absent, point.Time);
            var (from, to) = point.Time <= cut.Time ? (point.Time, cut.Time) : (cut.Time, point.Time);
            var isSameLife = !lives.Exists(end => end.Event is not null && end.Event != point.Event && end.Time >= from && end.Time <= to);
            if (value is { IsKnown: true, Value: not null } && isSameLife)
            {
                return value;
            }
        }

        return SlotState.Unknown(null, HistoryMessages.NotInRecord);
    }

    private static bool IsSameSecond(DateTimeOffset one, DateTimeOffset? other) => other is { } time && one.ToUnixTimeSeconds() == time.ToUnixTimeSeconds();

    // A role that is made empties what its name held before, and what is put into it comes after that.
    private static bool IsLifeAndWhatFollows(SlotPoint point, WriteEvent before) =>
        before.Changes.Any(change => change.Slot.Kind == SlotKind.Entity && change.Slot.Carrier == point.Change!.Slot.Carrier && change.Effect == SlotEffect.Set);

    private static bool IsAmbiguous(List<SlotPoint> points, int next, HistoryCut cut, SlotState state)
    {
        if (cut.IsExact || cut.Skipped is not null)
        {
            return false;
        }

        for (var i = next - 1; i >= 0 && IsSameSecond(cut.Time, points[i].Time); i--)
        {
            if (points[i].Event is not null)
            {
                return state.Value is not null || points[i].Change!.Effect != SlotEffect.Remove || i > 0;
            }
        }

        return false;
    }

    // HIST-07: of what names no account a snapshot may know the owner; a foreign account's call changed something of its own that has the same name, or nothing.
    private bool IsOfOwner(WriteEvent change)
    {
        foreach (var snapshot in Snapshots)
        {
            if (change.Changes.Any(one => snapshot.IsOfOthers(one.Slot, change.Account)))
            {
                return false;
            }
        }

        return true;
    }

    // The account whose trail has the changes of a slot.
    private string? AccountOf(PolicySlot slot)
    {
        if (slot.Carrier.Length > 12 && slot.Carrier[12] == ':' && !slot.Carrier.StartsWith("arn:", StringComparison.Ordinal))
        {
            return slot.Carrier[..12];
        }

        return (EventsOf(slot.Carrier) is [var change, ..] ? change.Account : null) ?? Arn.AccountOf(slot.Carrier)
            ?? Snapshots.Select(snapshot => snapshot.OwnerOf(slot)).FirstOrDefault(owner => owner is not null);
    }

    private void Register(PolicySlot slot)
    {
        _points.TryAdd(slot, []);
        if (!_byCarrier.TryGetValue(slot.Carrier, out var slots))
        {
            _byCarrier.Add(slot.Carrier, slots = []);
            _eventsByCarrier.Add(slot.Carrier, []);
        }

        slots.Add(slot);
    }

    // What one snapshot has and the next has otherwise was changed between them, whatever the trail knows of it.
    private void AddWhatDiffers()
    {
        foreach (var (earlier, later) in Snapshots.Zip(Snapshots.Skip(1)))
        {
            foreach (var slot in earlier.Different(later))
            {
                Register(slot);
            }
        }
    }

    private void RegisterAll(string carrier)
    {
        foreach (var slot in Snapshots.SelectMany(snapshot => snapshot.SlotsOf(carrier)))
        {
            Register(slot);
        }
    }

    private void Observe(string carrier)
    {
        foreach (var slot in _byCarrier[carrier])
        {
            foreach (var snapshot in Snapshots)
            {
                if (snapshot.See(slot) is { } seen)
                {
                    Insert(_points[slot], new(snapshot.Time, null, null, seen));
                }
            }
        }
    }

    // INVARIANT: points are in the order of time, and what a snapshot saw stands behind the changes of its second.
    private static void Insert(List<SlotPoint> points, SlotPoint point)
    {
        var at = points.FindIndex(other => other.Time > point.Time);
        points.Insert(at < 0 ? points.Count : at, point);
    }

    private void AddInOrder(PolicySlot slot, SlotPoint point)
    {
        var own = _points[slot];
        var at = own.FindIndex(other => other.Time > point.Time || (other.Event is { } later && later.Order > point.Event!.Order));
        own.Insert(at < 0 ? own.Count : at, point);
    }

    // Whoever makes or deletes a user, group or role empties all that its name held; what is renamed takes it along.
    private void AddLifeOf(string carrier)
    {
        if (!_points.TryGetValue(new(SlotKind.Entity, carrier), out var life) || carrier.StartsWith("arn:", StringComparison.Ordinal))
        {
            return;
        }

        foreach (var slot in _byCarrier[carrier].Where(slot => slot.Kind is not (SlotKind.Entity or SlotKind.Version or SlotKind.DefaultVersion)))
        {
            var own = _points[slot];
            foreach (var point in life.Where(point => point.Event is not null && !own.Exists(other => other.Event == point.Event)))
            {
                if (point.Change is { Effect: SlotEffect.Move, From: { } from })
                {
                    if (from != point.Change.Slot)
                    {
                        AddInOrder(slot, new(point.Time, point.Event, new(slot, SlotEffect.Move) { From = slot with { Carrier = from.Carrier }, NeedsAbsent = true }, default));
                    }

                    continue;
                }

                var effect = point.Change!.Effect == SlotEffect.Lose && !point.Change.NeedsAbsent ? SlotEffect.Lose : SlotEffect.Remove;
                AddInOrder(slot, new(point.Time, point.Event, new(slot, effect) { To = point.Change.To is { } to ? slot with { Carrier = to.Carrier } : null }, default));
            }
        }
    }
}
