using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

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

    /// <summary>Takes a statement that cannot be read in its kind of policy.</summary>
    public void Malformed(Statement statement, Truth applies)
    {
        NoteMissing(applies);
        if (applies != Truth.False || _detail != TraceDetail.DecidingStatements)
        {
            _current.Add(new() { Policy = _policy!, Statement = statement, Applies = applies, FailedElement = StatementElement.Grammar, Node = _node });
        }
    }

    /// <summary>Takes a statement that was compared with <paramref name="request"/>, by these entries of it.</summary>
    public void Matched(in StatementMatch match, IContextLookup request, string? action, string? resource)
    {
        if (match.FailedCondition is not null)
        {
            // The conditions after the first failure ask for keys too.
            foreach (var condition in match.Statement.Conditions)
            {
                request.Lookup(condition.Key);
            }
        }

        NoteMissing(match.Applies);
        if (match.Applies != Truth.False || _detail == TraceDetail.EveryStatement
            || (_detail == TraceDetail.NearMisses && match.FailedElement != StatementElement.Action))
        {
            _current.Add(StatementTrace.Of(_policy!, match, _node, action, resource));
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
}
