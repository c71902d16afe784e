using System.Runtime.InteropServices;

namespace AccessUndenied.Replays;

/// <summary>How calls were decided, as recorded and here, by service, layer and reason, in bounded memory.</summary>
internal sealed class CalibrationTable
{
    private const int MostGroups = 10_000;
    private const int MostIds = 5;
    private const string Others = "*";

    private readonly Dictionary<CalibrationKey, CalibrationGroup> _groups = [];

    // Nearly all calls succeeded, and are allowed here.
    private readonly Dictionary<string, CalibrationGroup> _successes = new(StringComparer.Ordinal);

    public void Add(ReplayedCall call, CallComparison comparison)
    {
        if (ReferenceEquals(comparison, CallComparison.OfSuccess) && (_successes.TryGetValue(call.Service, out var known) || _successes.Count < MostGroups))
        {
            if (known is null)
            {
                _successes.Add(call.Service, known = new(call.Service, comparison, call.Agreement, null));
            }

            Count(known, call);
            return;
        }

        var key = new CalibrationKey(call.Service, comparison, call.Agreement, call.Mismatch?.Reason);
        if (_groups.Count >= MostGroups && !_groups.ContainsKey(key))
        {
            key = key with { Service = Others, Reason = null };
        }

        ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, key, out _);
        group ??= new(key.Service, key.Comparison, key.Agreement, key.Reason);
        Count(group, call);
    }

    private static void Count(CalibrationGroup group, ReplayedCall call)
    {
        group.Count++;
        group.First = call.Time < group.First || group.First is null ? call.Time ?? group.First : group.First;
        group.Last = call.Time > group.Last || group.Last is null ? call.Time ?? group.Last : group.Last;
        if (call.Mismatch is not null && group.EventIds.Count < MostIds && call.EventId.Length > 0)
        {
            group.EventIds = [.. group.EventIds, call.EventId];
        }
    }

    /// <summary>The groups, most calls first; of equals, by service and by what was decided.</summary>
    public IReadOnlyList<CalibrationGroup> ToGroups() => [.. _groups.Values.Concat(_successes.Values).OrderByDescending(group => group.Count).ThenBy(group => group.Service, StringComparer.Ordinal)
        .ThenBy(group => group.Comparison.Recorded).ThenBy(group => group.Comparison.RecordedLayer).ThenBy(group => group.Comparison.Decided)
        .ThenBy(group => group.Comparison.DecidedLayer).ThenBy(group => group.Agreement).ThenBy(group => group.Reason, StringComparer.Ordinal)];

    private readonly record struct CalibrationKey(string Service, CallComparison Comparison, CallAgreement Agreement, string? Reason);
}
