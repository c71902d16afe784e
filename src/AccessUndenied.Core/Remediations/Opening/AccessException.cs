using AccessUndenied.Conditions;

namespace AccessUndenied.Remediations.Opening;

/// <summary>What is left out of a part: all that fulfills every clause and every condition.</summary>
/// <remarks>Only what the part does not fulfill anyway is kept, so that an exception without anything leaves nothing of the part.</remarks>
internal sealed class AccessException
{
    private readonly AccessSet _actions;
    private readonly AccessSet _resources;
    private HashSet<string>? _keys;
    private string? _key;

    private AccessException(AccessSet actions, AccessSet resources, IReadOnlyList<PatternClause> actionClauses, IReadOnlyList<PatternClause> resourceClauses, IReadOnlyList<Condition> conditions)
    {
        _actions = actions;
        _resources = resources;
        Actions = actionClauses;
        Resources = resourceClauses;
        Conditions = conditions;
    }

    public IReadOnlyList<PatternClause> Actions { get; }

    public IReadOnlyList<PatternClause> Resources { get; }

    public IReadOnlyList<Condition> Conditions { get; }

    public bool IsEverything => Actions.Count == 0 && Resources.Count == 0 && Conditions.Count == 0;

    public static AccessException AllOf(AccessSet actions, AccessSet resources) => new(actions, resources, [], [], []);

    /// <summary>What also fulfills <paramref name="statement"/>; null where nothing of the part does.</summary>
    public AccessException? And(StatementBox statement)
    {
        if (_actions.And(statement.Actions) is not { } actions || _resources.And(statement.Resources) is not { } resources)
        {
            return null;
        }

        return new(
            actions, resources, Longer(Actions, _actions, statement.Actions), Longer(Resources, _resources, statement.Resources),
            AccessBox.Joined(Conditions, statement.Conditions));
    }

    public AccessException With(IReadOnlyList<Condition> conditions) => new(_actions, _resources, Actions, Resources, conditions);

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
