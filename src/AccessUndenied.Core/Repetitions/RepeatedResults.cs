using System.Collections.Concurrent;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Results;

namespace AccessUndenied.Repetitions;

/// <summary>Results that hold for further events: of those that differ from an earlier one in id and time alone, where nothing depended on the time.</summary>
/// <remarks>Safe for several threads, and bounded. An event's result is kept from the second time on, so that a log of single events keeps none.</remarks>
internal sealed class RepeatedResults(IRepetition repetition)
{
    private const int MaxKept = 512;
    private const int SeenSlots = 1 << 13;

    private readonly int[] _seen = new int[SeenSlots];
    private ConcurrentDictionary<int, RepeatedResult> _kept = new();

    /// <summary>The result of an earlier event, as that of this one; null where there is none.</summary>
    public AnalysisResult? Find(AccessDeniedEvent deniedEvent) =>
        _kept.TryGetValue(repetition.GetHashCode(deniedEvent), out var known) && repetition.MayRepeat(deniedEvent) && repetition.Equals(known.Kept, deniedEvent)
            ? known.For(deniedEvent.Id, deniedEvent.Time)
            : null;

    /// <summary>The registry for one event.</summary>
    public WatchedKeys Watch(IConditionKeyRegistry keys) => new(keys, repetition);

    /// <summary>Keeps what was found, where it holds for others.</summary>
    public void Keep(AccessDeniedEvent deniedEvent, FinishedAnalysis analysis, WatchedKeys keys)
    {
        if (deniedEvent.Problem is not null || analysis.Denials.Count == 0 || keys.AskedForTime || !repetition.MayRepeat(deniedEvent))
        {
            return;
        }

        var hash = repetition.GetHashCode(deniedEvent);
        ref var seen = ref _seen[(uint)hash % SeenSlots];
        if (Volatile.Read(ref seen) != hash)
        {
            // Threads may overwrite each other, which only costs an analysis.
            Volatile.Write(ref seen, hash);
            return;
        }

        if (_kept.Count >= MaxKept)
        {
            _kept = new();
        }

        var changes = analysis.Denials.SelectMany(denial => PolicyChanges.Times(denial.Policies)).Distinct().ToArray();
        _kept[hash] = new(repetition.Kept(deniedEvent), deniedEvent.Time, analysis.Result, changes);
    }
}
