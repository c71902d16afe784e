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
    private static readonly PatternClause s_everything = new(true, []);

    /// <summary>Everything, without a condition.</summary>
    public static StatementBox Everything { get; } = new(s_everything, s_everything, [], true);

    public static StatementBox Of(Statement statement, PolicyLayer layer, IAccessRules rules, bool isCertain)
    {
        var completes = rules.CompletesResources(layer);
        var actions = statement.Actions is { } named
            ? new PatternClause(named.IsNegated, [.. named.Values.Select(AccessPattern.OfAction)])
            : s_everything;
        var resources = statement.Resources is { } on && layer != PolicyLayer.RoleTrust
            ? new PatternClause(on.IsNegated, [.. on.Patterns.Select(pattern => AccessPattern.OfResource(completes ? pattern.Completed : pattern.AsWritten))])
            : s_everything;
        return new(actions, resources, statement.ConditionArray, isCertain && statement.Problem is null);
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
