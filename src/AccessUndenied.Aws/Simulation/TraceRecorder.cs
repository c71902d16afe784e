using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Aws.Simulation;

/// <summary>Writes down what became of every statement; only an evaluation that is asked for its reasons has one.</summary>
internal sealed class TraceRecorder
{
    private readonly TraceDetail _detail;
    private readonly List<string> _missing = [];
    private readonly List<string> _unknown = [];
    private readonly List<(string Key, ContextValue Value)> _asked = [];
    private List<StatementTrace> _current = [];
    private AttachedPolicy? _policy;
    private PolicyNode? _node;
    private (string? Action, string? Resource) _matched;

    public TraceRecorder(TraceDetail detail) => _detail = detail;

    public IReadOnlyList<string> MissingKeys => _missing;

    public IReadOnlyList<string> UnknownKeys => _unknown;

    /// <summary>Starts a layer; returns the list that its statements will be in.</summary>
    public List<StatementTrace> BeginLayer() => _current = [];

    public void At(AttachedPolicy policy, PolicyNode? node)
    {
        _policy = policy;
        _node = node;
        _asked.Clear();
    }

    /// <summary>Takes note of a key that was looked up and has no known value.</summary>
    public void Asked(string key, ContextValue value)
    {
        if (!value.IsKnown)
        {
            _asked.Add((key, value));
        }
    }

    /// <summary>Takes note of the entries by which the statement that comes next speaks of the request.</summary>
    public void Matched(string? action, string? resource) => _matched = (action, resource);

    public void Failed(Statement statement, Truth applies, StatementElement element, Condition? condition, ContextValue requestValue)
    {
        _matched = default;
        NoteMissing(applies);
        if (applies != Truth.False || _detail == TraceDetail.EveryStatement
            || (_detail == TraceDetail.NearMisses && element != StatementElement.Action))
        {
            Add(statement, applies, element, condition, requestValue);
        }
    }

    public void Applied(Statement statement, Truth applies, Condition? failed, Truth resource, IContextLookup lookup)
    {
        if (failed is not null)
        {
            // The conditions after the first failure ask for keys too.
            foreach (var condition in statement.ConditionArray)
            {
                lookup.Lookup(condition.Key);
            }
        }

        NoteMissing(applies);

        if (applies != Truth.False || _detail != TraceDetail.DecidingStatements)
        {
            var element = failed is not null ? StatementElement.Condition
                : resource == Truth.Unknown ? StatementElement.Resource
                : applies == Truth.Unknown ? StatementElement.Principal : StatementElement.None;
            Add(statement, applies, element, failed, failed is null ? ContextValue.Absent : lookup.Lookup(failed.Key));
        }
    }

    private void NoteMissing(Truth applies)
    {
        foreach (var (key, value) in _asked)
        {
            AddOnce(_missing, key);
            if (value.IsUnknown && applies == Truth.Unknown)
            {
                AddOnce(_unknown, key);
            }
        }

        _asked.Clear();
    }

    private static void AddOnce(List<string> keys, string key)
    {
        foreach (var known in keys)
        {
            if (known.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return;
            }
        }

        keys.Add(key);
    }

    private void Add(Statement statement, Truth applies, StatementElement element, Condition? condition, ContextValue requestValue) =>
        _current.Add(new()
        {
            Policy = _policy!,
            Statement = statement,
            Applies = applies,
            FailedElement = element,
            FailedCondition = condition,
            RequestValue = requestValue,
            Node = _node,
            MatchedAction = _matched.Action,
            MatchedResource = _matched.Resource,
        });
}
