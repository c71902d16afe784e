using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>Finds how long the policies of a request stay the same.</summary>
/// <remarks>
/// They become others by a change of what carries one that has a say, at the moment of a snapshot, and where records begin to be missing or to be there again. So a
/// span has none of these within it; the seconds around a change are spans of single moments, since nothing tells which came first.
/// INVARIANT: whatever of <see cref="RebuiltPolicies"/>, <see cref="HistoryIndex"/> and <see cref="TrailCoverage"/> compares a moment with another has that other one here.
/// </remarks>
internal sealed class SpanSearch
{
    private readonly DateTimeOffset _time;
    private DateTimeOffset _from = DateTimeOffset.MinValue;
    private DateTimeOffset _to = DateTimeOffset.MaxValue;

    private SpanSearch(DateTimeOffset time) => _time = time;

    /// <summary>The first and the last moment of the span around <paramref name="time"/>.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Around(
        DateTimeOffset time, HistoryIndex index, AuthorizationRequest request, PolicySet policies, IEnumerable<string> carriers)
    {
        var search = new SpanSearch(time);
        var accounts = new HashSet<string>(StringComparer.Ordinal);
        var resolved = request with { Principal = policies.ResolvedPrincipal ?? request.Principal, Resource = policies.ResolvedResource ?? request.Resource };
        var named = RelevantCarriers.NamedBy(request).Concat(RelevantCarriers.NamedBy(resolved));
        foreach (var carrier in carriers.Concat(named).Concat(policies.ResourceAccountId is { } owner ? [owner] : []).Distinct(StringComparer.Ordinal))
        {
            search.Avoid(index.EventsOf(carrier));
            accounts.UnionWith(index.AccountsOf(carrier));
        }

        foreach (var account in new[] { request.Principal.AccountId, resolved.Principal.AccountId, resolved.Resource.AccountId, policies.ResourceAccountId })
        {
            accounts.Add(account ?? "");
        }

        foreach (var account in accounts)
        {
            search.Avoid(index.Coverage.BreaksOf(account));
        }

        search.Avoid(index.Coverage.LossTimes);
        search.Avoid(index.SnapshotBreaks);
        return (search._from, search._to);
    }

    private void Avoid(IReadOnlyList<WriteEvent> events)
    {
        var (low, high) = (0, events.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = events[middle].Time <= _time ? (middle + 1, high) : (low, middle);
        }

        if (low > 0)
        {
            AvoidSecond(events[low - 1].Time);
        }

        if (low < events.Count)
        {
            AvoidSecond(events[low].Time);
        }
    }

    private void AvoidSecond(DateTimeOffset time)
    {
        // HIST-11: nor what is in effect for some seconds around it.
        var first = DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds()) - SettlingTime.Longest;
        var next = first.AddSeconds(1) + SettlingTime.Longest + SettlingTime.Longest;
        if (next <= _time)
        {
            Begin(next);
        }
        else if (first > _time)
        {
            End(first.AddTicks(-1));
        }
        else
        {
            (_from, _to) = (_time, _time);
        }
    }

    private void Avoid(DateTimeOffset[] moments)
    {
        var at = Array.BinarySearch(moments, _time);
        if (at >= 0)
        {
            (_from, _to) = (_time, _time);
            return;
        }

        if (~at > 0)
        {
            Begin(moments[~at - 1].AddTicks(1));
        }

        if (~at < moments.Length)
        {
            End(moments[~at].AddTicks(-1));
        }
    }

    private void Begin(DateTimeOffset from) => _from = from > _from ? from : _from;

    private void End(DateTimeOffset to) => _to = to < _to ? to : _to;
}
