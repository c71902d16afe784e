using AccessUndenied.Remediations.Joining;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Reports;

/// <summary>A finding in the making.</summary>
internal sealed class FindingBuilder
{
    private const int MostTimes = 64;
    private const int MostAccounts = 500;

    private readonly Dictionary<string, int> _principals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _actions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _resources = new(StringComparer.Ordinal);
    private readonly SortedDictionary<RemediationKind, JoinedRemediation> _remediations = [];
    private readonly SortedSet<string> _accounts = new(StringComparer.Ordinal);
    private readonly EventTimes _times = new(MostTimes);
    private AnalysisResult _example;
    private DateTimeOffset? _first;
    private DateTimeOffset? _last;

    public FindingBuilder(int number, AnalysisResult example)
    {
        Number = number;
        _example = example;
    }

    public int Number { get; }

    public int Count { get; private set; }

    public void Add(AnalysisResult result)
    {
        Count++;
        if (result.EventTime is { } time)
        {
            // The first by time: files are read in the order of their names, and in parallel.
            _example = _example.EventTime <= time ? _example : result;
            _times.Add(time);
            _first = _first is { } first && first <= time ? first : time;
            _last = _last is { } last && last >= time ? last : time;
        }

        if (result.Request is { } request)
        {
            AddRequest(request);
        }

        foreach (var account in AccountsOf(result))
        {
            _ = _accounts.Count < MostAccounts && _accounts.Add(account);
        }

        foreach (var ofKind in result.Remediations.GroupBy(remediation => remediation.Kind))
        {
            if (!_remediations.TryGetValue(ofKind.Key, out var joined))
            {
                _remediations.Add(ofKind.Key, joined = new());
            }

            joined.Add(ofKind.First());
        }
    }

    /// <summary>The accounts of the caller and of what was asked for.</summary>
    public static IEnumerable<string> AccountsOf(AnalysisResult result) =>
        new[] { result.Request?.Principal.AccountId, result.Request?.Resource.AccountId }.Where(account => !string.IsNullOrEmpty(account)).OfType<string>().Distinct(StringComparer.Ordinal);

    public Finding ToFinding()
    {
        // The order of kinds is that in which they are safe to try: no kind comes first because it covers more of the events.
        var joined = _remediations.Values.Where(remediation => remediation.Count > 0).ToList();
        var first = joined.FirstOrDefault();
        var remediation = first?.ToRemediation();
        return new()
        {
            Assessment = _example.Assessment,
            Count = Count,
            FirstTime = _first,
            LastTime = _last,
            Principals = Sort(_principals),
            Actions = Sort(_actions),
            Resources = Sort(_resources),
            Example = _example,
            Remediation = remediation,
            RemediatedCount = first?.Count ?? 0,
            Accounts = [.. _accounts],
            Times = _times,
            Alternatives = Count == 1 ? [.. _example.Remediations.Skip(1)] : [.. AlternativesTo(first, remediation, joined)],
        };
    }

    private static IEnumerable<Remediation> AlternativesTo(JoinedRemediation? first, Remediation? remediation, List<JoinedRemediation> joined)
    {
        foreach (var other in joined)
        {
            var joint = ReferenceEquals(other, first) ? remediation! : other.ToRemediation()!;
            if (!ReferenceEquals(other, first))
            {
                yield return joint;
            }

            if (PatternRemediation.Of(joint) is { } pattern)
            {
                yield return pattern;
            }
        }
    }

    private void AddRequest(AuthorizationRequest request)
    {
        // By entity: the sessions of a role, and there may be thousands, are one principal.
        AddName(_principals, request.Principal.EntityId ?? request.Principal.Id);
        AddName(_actions, request.Action);
        AddName(_resources, request.Resource.ToString());
    }

    private static void AddName(Dictionary<string, int> counts, string name)
    {
        if (counts.TryGetValue(name, out var count) || counts.Count < ResultGrouping.MostMembers)
        {
            counts[name] = count + 1;
        }
    }

    private static IReadOnlyList<FindingMember> Sort(Dictionary<string, int> counts) =>
        [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new FindingMember(pair.Key, pair.Value))];
}
