using System.Runtime.InteropServices;
using AccessUndenied.Conditions;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Replays;

/// <summary>Calls by entity, action, resource and what is to be said of them, in bounded memory.</summary>
/// <remarks>
/// Beyond the bound a new resource counts under what it lies in, such as <c>arn:aws:s3:::bucket/*</c>; beyond twice the bound, under <c>*</c>; beyond three times
/// the bound, callers and actions too. What was there before goes on to be counted by itself, and no call is lost.
/// </remarks>
internal sealed class GroupTable
{
    private const int MostIds = 5;

    private readonly Dictionary<GroupKey, GroupEntry> _groups = [];
    private readonly int _most;

    public GroupTable(int most) => _most = most;

    /// <summary>How many calls are counted under a wider name.</summary>
    public long Folded { get; private set; }

    public long Calls { get; private set; }

    public void Add(ReplayedCall call, CallDifference difference)
    {
        Calls++;
        var key = GroupKey.Of(difference);
        if (_groups.Count >= _most && !_groups.ContainsKey(key))
        {
            Folded++;
            difference = Folding(difference);
            key = GroupKey.Of(difference);
        }

        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, key, out _);
        entry ??= new(difference, _groups.Count);
        entry.Add(call);
    }

    /// <summary>The groups, most calls first; of equals, the one that came first.</summary>
    public IReadOnlyList<ReplayGroup> ToGroups() =>
        [.. _groups.Values.OrderByDescending(entry => entry.Count).ThenBy(entry => entry.Number).Select(entry => entry.ToGroup())];

    private CallDifference Folding(CallDifference one)
    {
        var folded = new CallDifference(one) { Resource = WiderOf(one.Resource) };
        if (_groups.Count < 2 * _most || _groups.ContainsKey(GroupKey.Of(folded)))
        {
            return folded;
        }

        folded = new CallDifference(one) { Resource = "*" };
        return _groups.Count < 3 * _most || _groups.ContainsKey(GroupKey.Of(folded))
            ? folded
            : new CallDifference(one) { Principal = "*", Action = "*", Resource = "*", Policy = null, Sid = null, MissingContextKeys = [], Reason = OutcomeMessages.TooManyGroups };
    }

    // The resource's own part up to its first slash or colon.
    private static string WiderOf(string resource) => SixFields.PlaceEnd(resource) is >= 0 and var end ? $"{resource.AsSpan(0, end)}*" : "*";

    private readonly record struct GroupKey(
        string Principal, string Action, string Resource, Decision Before, Decision After, PolicyLayer? Layer, string? Policy, string? Sid, string Keys, string? Reason)
    {
        public static GroupKey Of(CallDifference one) => new(
            one.Principal, one.Action, one.Resource, one.Before, one.After, one.Layer, one.Policy, one.Sid, string.Join('\n', one.MissingContextKeys), one.Reason);
    }

    private sealed class GroupEntry
    {
        private readonly CallDifference _difference;
        private readonly List<string> _ids = new(1);
        private DateTimeOffset? _first;
        private DateTimeOffset? _last;

        public GroupEntry(CallDifference difference, int number)
        {
            _difference = difference;
            Number = number;
        }

        public int Number { get; }

        public long Count { get; private set; }

        public void Add(ReplayedCall call)
        {
            Count++;
            if (call.EventId.Length > 0 && _ids.Count < MostIds)
            {
                _ids.Add(call.EventId);
            }

            _first = call.Time < _first || _first is null ? call.Time ?? _first : _first;
            _last = call.Time > _last || _last is null ? call.Time ?? _last : _last;
        }

        public ReplayGroup ToGroup() => new(_difference, Count, _first, _last, _ids);
    }
}
