using AccessUndenied.Requests;

namespace AccessUndenied.Reports;

/// <summary>A finding in the making.</summary>
internal sealed class FindingBuilder
{
    private readonly AnalysisResult _example;
    private readonly Dictionary<string, int> _principals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _actions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _resources = new(StringComparer.Ordinal);
    private readonly JoinedRemediation _remediation = new();
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
            _first = _first is { } first && first <= time ? first : time;
            _last = _last is { } last && last >= time ? last : time;
        }

        if (result.Request is { } request)
        {
            AddRequest(request);
        }

        if (result.Remediations.Count > 0)
        {
            _remediation.Add(result.Remediations[0]);
        }
    }

    public Finding ToFinding() => new()
    {
        Assessment = _example.Assessment,
        Count = Count,
        FirstTime = _first,
        LastTime = _last,
        Principals = Sort(_principals),
        Actions = Sort(_actions),
        Resources = Sort(_resources),
        Example = _example,
        Remediation = _remediation.ToRemediation(),
        RemediatedCount = _remediation.Count,
    };

    private void AddRequest(AuthorizationRequest request)
    {
        AddName(_principals, request.Principal.Id);
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
