using AccessUndenied.Conditions;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Replays;

/// <summary>One remediation, and what recorded calls made of it so far.</summary>
/// <remarks>Asked by several threads at once; added to by one.</remarks>
internal sealed class RemedyTrial
{
    private const int MostGroups = 1000;
    private const int MostPairs = 10_000;

    private readonly IReadOnlyList<OpenedAccess> _opened;
    private readonly long[] _uses;
    private readonly HashSet<(string Action, string Resource)>[] _pairs;
    private readonly GroupTable _letThrough = new(MostGroups);
    private long _undecided;

    public RemedyTrial(Remediation remediation, IReadOnlyList<ProposedChange> changes)
    {
        Changes = changes;
        Proposed = new(changes);
        _opened = remediation.OpensExactly;
        _uses = new long[_opened.Count];
        _pairs = [.. _opened.Select(_ => new HashSet<(string, string)>())];
    }

    public IReadOnlyList<ProposedChange> Changes { get; }

    public ProposedPolicies Proposed { get; }

    /// <summary>The ids of the denials that it is made for.</summary>
    public HashSet<string> OwnIds { get; } = new(StringComparer.Ordinal);

    /// <summary>The finding that it is made for; null where it is made for single results.</summary>
    public FindingNames? OwnNames { get; init; }

    /// <summary>The numbers of the parts that <paramref name="request"/> needs something of.</summary>
    public IEnumerable<int> PartsOf(AuthorizationRequest request) =>
        Enumerable.Range(0, _opened.Count).Where(part => IsOf(_opened[part], request));

    public void AddUse(int part, AuthorizationRequest request)
    {
        _uses[part]++;
        if (_pairs[part].Count < MostPairs)
        {
            _pairs[part].Add((request.Action.ToLowerInvariant(), request.Resource.ToString()));
        }
    }

    public void AddDenial(ReplayedCall call, CallDifference difference)
    {
        if (OwnIds.Contains(call.EventId) || OwnNames?.Contains(difference) == true)
        {
            return;
        }

        if (difference.After == Decision.Allowed)
        {
            _letThrough.Add(call, new CallDifference(difference) { Before = Decision.ImplicitDeny, Layer = null, Policy = null, Sid = null, Reason = null, MissingContextKeys = [] });
        }
        else
        {
            _undecided++;
        }
    }

    public RemedyReplay ToReplay(long calls, long unread) => new()
    {
        Calls = calls,
        UnreadRecords = unread,
        LetsThrough = [.. _letThrough.ToGroups().Select(group =>
            new RecordedCalls
            {
                Principal = group.Difference.Principal, Action = group.Difference.Action, Resource = group.Difference.Resource,
                Count = group.Count, First = group.First, Last = group.Last, EventIds = group.EventIds,
            })],
        LetsThroughCalls = _letThrough.Calls,
        UndecidedCalls = _undecided,
        NeverNeeded = _opened.Count == 0 ? null : [.. Enumerable.Range(0, _opened.Count).Where(GoesBeyond).Select(part => new UnneededAccess { Opened = _opened[part], Calls = _uses[part] })],
    };

    // A part without example is the refused request alone. A pattern always goes on beyond what was recorded.
    private bool GoesBeyond(int part)
    {
        var opened = _opened[part];
        if (opened.Example is null)
        {
            return false;
        }

        return opened.Actions.Concat(opened.Resources).Append(opened.Principal).Any(text => PolicyPattern.HasWildcard(text))
            || opened.Actions.Any(action => opened.Resources.Any(resource => !_pairs[part].Contains((action.ToLowerInvariant(), resource))));
    }

    private static bool IsOf(OpenedAccess opened, AuthorizationRequest request) =>
        opened.Actions.Any(action => PolicyPattern.IsMatchIgnoringCase(action, request.Action))
        && opened.Resources.Any(resource => PolicyPattern.IsMatch(resource, request.Resource.ToString()))
        && IsOf(opened.Principal, request.Principal);

    // An account is named with words behind it: all of its principals that their own policies allow.
    private static bool IsOf(string who, Principal principal) =>
        PolicyPattern.IsMatch(who, principal.Id)
        || (principal.EntityId is { } entity && PolicyPattern.IsMatch(who, entity))
        || (principal.AccountId is { } account && who.Contains(account, StringComparison.Ordinal) && who.Contains(' ', StringComparison.Ordinal));
}
