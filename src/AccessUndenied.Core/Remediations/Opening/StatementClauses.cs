using System.Runtime.CompilerServices;
using AccessUndenied.Policies;

namespace AccessUndenied.Remediations.Opening;

/// <summary>The actions and resources of a statement as clauses, made once: the same statement is looked at before and after, and for many changes.</summary>
internal sealed class StatementClauses
{
    private static readonly ConditionalWeakTable<Statement, StatementClauses> s_known = [];

    private readonly Statement _statement;
    private PatternClause? _actions;
    private PatternClause? _written;
    private PatternClause? _completed;

    private StatementClauses(Statement statement) => _statement = statement;

    public PatternClause Actions => _actions ??= _statement.Actions is { } named
        ? new(named.IsNegated, [.. named.Values.Select(AccessPattern.OfAction)])
        : PatternClause.Everything;

    public static StatementClauses Of(Statement statement) => s_known.GetValue(statement, static made => new(made));

    /// <summary>The resources, of which incomplete ARNs are completed where <paramref name="completes"/> says so.</summary>
    public PatternClause Resources(bool completes) => _statement.Resources switch
    {
        null => PatternClause.Everything,
        { } on when completes && on.HasIncompleteArn => _completed ??= new(on.IsNegated, [.. on.Patterns.Select(pattern => AccessPattern.OfResource(pattern.Completed))]),
        { } on => _written ??= new(on.IsNegated, [.. on.Patterns.Select(pattern => AccessPattern.OfResource(pattern.AsWritten))]),
    };
}
