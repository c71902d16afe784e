using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Remediations.Opening;

/// <summary>What one statement speaks of: actions, resources and conditions, each on its own.</summary>
/// <param name="Actions">The actions.</param>
/// <param name="Resources">The resources.</param>
/// <param name="Conditions">The conditions that are left to be met.</param>
/// <param name="IsCertain">Whether it surely applies there; false where it cannot be read or may not speak of the caller.</param>
internal sealed record StatementBox(PatternClause Actions, PatternClause Resources, IReadOnlyList<Condition> Conditions, bool IsCertain)
{
    /// <summary>Everything, without a condition.</summary>
    public static StatementBox Everything { get; } = new(PatternClause.Everything, PatternClause.Everything, [], true);

    public static StatementBox Of(Statement statement, PolicyLayer layer, IAccessRules rules, bool isCertain)
    {
        var clauses = StatementClauses.Of(statement);
        var resources = layer == PolicyLayer.RoleTrust ? PatternClause.Everything : clauses.Resources(rules.CompletesResources(layer));
        return new(clauses.Actions, resources, statement.ConditionArray, isCertain && statement.Problem is null);
    }

    /// <summary>Actions that it does not speak of whatever it says, as a rule of the provider.</summary>
    public IReadOnlyList<AccessPattern> Spares { get; init; } = [];

    /// <summary>With the conditions that <paramref name="known"/> does not settle; null where one of them certainly fails.</summary>
    public StatementBox? Given(IContextLookup known)
    {
        if (Conditions.Count == 0)
        {
            return this;
        }

        var left = new List<Condition>();
        foreach (var condition in Conditions)
        {
            switch (ConditionEvaluator.Evaluate(condition, known))
            {
                case Truth.False:
                    return null;
                case Truth.Unknown:
                    left.Add(condition);
                    break;
            }
        }

        return left.Count == Conditions.Count ? this : this with { Conditions = left };
    }
}
