using AccessUndenied.Conditions;

namespace AccessUndenied.Remediations.Opening;

/// <summary>What is left out of a part: all that fulfills every clause and every condition.</summary>
/// <remarks>Only what the part does not fulfill anyway is kept, so that an exception without anything leaves nothing of the part.</remarks>
internal sealed class AccessException
{
    private readonly AccessSet _actions;
    private readonly AccessSet _resources;
    private readonly IReadOnlyList<Condition> _given;
    private HashSet<string>? _keys;
    private string? _key;

    private AccessException(
        AccessSet actions, AccessSet resources, IReadOnlyList<Condition> given, IReadOnlyList<PatternClause> actionClauses, IReadOnlyList<PatternClause> resourceClauses,
        IReadOnlyList<Condition> conditions)
    {
        _actions = actions;
        _resources = resources;
        _given = given;
        Actions = actionClauses;
        Resources = resourceClauses;
        Conditions = conditions;
    }

    public IReadOnlyList<PatternClause> Actions { get; }

    public IReadOnlyList<PatternClause> Resources { get; }

    public IReadOnlyList<Condition> Conditions { get; }

    public bool IsEverything => Actions.Count == 0 && Resources.Count == 0 && Conditions.Count == 0;

    /// <summary>All of what has some actions on some resources under the conditions <paramref name="given"/>.</summary>
    public static AccessException AllOf(AccessSet actions, AccessSet resources, IReadOnlyList<Condition> given) => new(actions, resources, given, [], [], []);

    /// <summary>Those of <paramref name="exceptions"/> that none of the others holds.</summary>
    public static List<AccessException> Widest(List<AccessException> exceptions)
    {
        var widest = new List<AccessException>();
        for (var i = 0; i < exceptions.Count; i++)
        {
            if (!IsHeld(exceptions, i))
            {
                widest.Add(exceptions[i]);
            }
        }

        return widest;
    }

    /// <summary>What also fulfills <paramref name="statement"/>; null where nothing of the part does.</summary>
    public AccessException? And(StatementBox statement)
    {
        if (_actions.And(statement.Actions) is not { } actions || _resources.And(statement.Resources) is not { } resources)
        {
            return null;
        }

        return new(
            actions, resources, _given, Longer(Actions, _actions, statement.Actions), Longer(Resources, _resources, statement.Resources),
            statement.Conditions.Count == 0 ? Conditions : AccessBox.Joined(Conditions, [.. statement.Conditions.Where(condition => !IsGiven(condition))]));
    }

    public AccessException With(IReadOnlyList<Condition> conditions) => new(_actions, _resources, _given, Actions, Resources, conditions);

    // Of two that are alike the first stays.
    private static bool IsHeld(List<AccessException> exceptions, int at)
    {
        var keys = exceptions[at].Keys;
        for (var i = 0; i < exceptions.Count; i++)
        {
            var others = exceptions[i].Keys;
            if (i != at && others.Count <= keys.Count && (others.Count < keys.Count || i < at) && others.IsSubsetOf(keys))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsGiven(Condition condition) => _given.Any(own => ReferenceEquals(own, condition) || own.Identity == condition.Identity);

    /// <summary>The elements as texts, for comparison.</summary>
    public HashSet<string> Keys => _keys ??=
    [
        .. Actions.Select(clause => "Action " + Words(clause)),
        .. Resources.Select(clause => "Resource " + Words(clause)),
        .. Conditions.Select(condition => condition.Identity),
    ];

    /// <summary>All of them in one text.</summary>
    public string Key => _key ??= string.Join('\n', Keys.Order(StringComparer.Ordinal));

    private static IReadOnlyList<PatternClause> Longer(IReadOnlyList<PatternClause> clauses, AccessSet set, PatternClause clause) =>
        set.IsWithin(clause) ? clauses : [.. clauses, clause with { Patterns = [.. clause.Patterns.Where(set.Overlaps)] }];

    private static string Words(PatternClause clause) => (clause.IsNegated ? "not " : "") + string.Join(' ', clause.Patterns.Select(pattern => pattern.Text).Order(StringComparer.Ordinal));
}
