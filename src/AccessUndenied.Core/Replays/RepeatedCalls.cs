using System.Collections.Concurrent;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Repetitions;

namespace AccessUndenied.Replays;

/// <summary>What became of calls that others repeat: those that differ from an earlier one in id and time, and in what nobody looked at to replay that one.</summary>
/// <remarks>
/// Safe for several threads. Units: 16,384 calls at most, of some 2 kB each. A call is kept from the second time on, and forgotten when some thousands of others were met since it
/// was last: a trail of single calls
/// keeps none. Where a value was asked for that follows from the time of the call, it is not kept; where policies are those of each call's moment, it holds while these are the same.
/// </remarks>
internal sealed class RepeatedCalls(IRepetition repetition)
{
    private const int MaxKept = 8192;
    private const int SeenSlots = 1 << 17;
    private const int SlotsOfPlace = 4;

    private readonly int[] _seen = new int[SeenSlots];
    private int _nextSlot;

    // Two generations: the older one is dropped when the younger one is full.
    private volatile ConcurrentDictionary<int, KnownCall> _young = new();
    private volatile ConcurrentDictionary<int, KnownCall> _old = new();

    /// <summary>The number under which <see cref="Find"/> looks for a call.</summary>
    public int HashOf(RecordedCall call) => HashCode.Combine(repetition.GetHashCode(call.Event), call.Outcome);

    /// <summary>The result of an earlier call, as that of this one; null where there is none.</summary>
    public ReplayedCall? Find(RecordedCall call, int hash)
    {
        if (!_young.TryGetValue(hash, out var known))
        {
            if (!_old.TryGetValue(hash, out known))
            {
                return null;
            }

            Add(hash, known);
        }

        return known.Result.Outcome == call.Outcome && known.Holds(call.Event.Time) && repetition.MayRepeat(call.Event)
            && repetition.Equals(known.Event, call.Event)
            ? known.Result.For(call.Event.Id, call.Event.Time)
            : null;
    }

    /// <summary>The registry for one call.</summary>
    public WatchedKeys Watch(IConditionKeyRegistry keys) => new(keys, repetition);

    /// <summary>Keeps what became of a call, where it holds for others.</summary>
    public void Keep(RecordedCall call, int hash, ReplayedCall result, CallMoment moment, WatchedKeys keys)
    {
        if (keys.AskedForTime || !repetition.MayRepeat(call.Event))
        {
            return;
        }

        if (WasSeen(hash))
        {
            Add(hash, new(repetition.KeptAsAsked(call.Event), result, moment.From, moment.To));
        }
    }

    // Calls of one place have a few slots for themselves, so that two of them do not drive each other out for ever. Threads may overwrite each other, which only
    // costs a decision.
    private bool WasSeen(int hash)
    {
        var slots = _seen.AsSpan((int)((uint)hash % (SeenSlots / SlotsOfPlace)) * SlotsOfPlace, SlotsOfPlace);
        if (slots.Contains(hash))
        {
            return true;
        }

        slots[(int)((uint)Interlocked.Increment(ref _nextSlot) % SlotsOfPlace)] = hash;
        return false;
    }

    private void Add(int hash, KnownCall kept)
    {
        if (_young.Count >= MaxKept)
        {
            (_old, _young) = (_young, new());
        }

        _young[hash] = kept;
    }

    private sealed record KnownCall(AccessDeniedEvent Event, ReplayedCall Result, DateTimeOffset From, DateTimeOffset To)
    {
        public bool Holds(DateTimeOffset? time) => time is { } moment ? Result.Time is not null && moment >= From && moment <= To : Result.Time is null;
    }
}
