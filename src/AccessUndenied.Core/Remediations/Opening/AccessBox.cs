using AccessUndenied.Conditions;

namespace AccessUndenied.Remediations.Opening;

/// <summary>Some actions on some resources under some conditions.</summary>
/// <param name="Actions">The actions.</param>
/// <param name="Resources">The resources.</param>
/// <param name="Conditions">What must hold besides.</param>
/// <param name="Notes">What must hold and cannot be computed, in words.</param>
/// <param name="IsExact">Whether all of it is sure, apart from the notes.</param>
internal sealed record AccessBox(
    AccessSet Actions, AccessSet Resources, IReadOnlyList<Condition> Conditions, IReadOnlyList<string> Notes, bool IsExact = true)
{
    public static AccessBox Everything { get; } = new(AccessSet.Everything, AccessSet.Everything, [], []);

    /// <summary>What is in both; null where nothing is.</summary>
    public AccessBox? And(StatementBox statement)
    {
        if (Actions.And(statement.Actions) is not { } actions || Resources.And(statement.Resources) is not { } resources)
        {
            return null;
        }

        return this with
        {
            Actions = actions,
            Resources = resources,
            Conditions = Joined(Conditions, statement.Conditions),
            IsExact = IsExact && statement.IsCertain,
        };
    }

    public AccessBox With(string note) => Notes.Contains(note) ? this : this with { Notes = [.. Notes, note] };

    /// <summary>Whether the statement covers all of it as it is.</summary>
    public bool IsWithin(StatementBox statement) => statement.IsCertain && Actions.IsWithin(statement.Actions) && Resources.IsWithin(statement.Resources)
        && statement.Conditions.All(condition => Conditions.Any(own => own.Identity == condition.Identity));

    public static IReadOnlyList<Condition> Joined(IReadOnlyList<Condition> conditions, IReadOnlyList<Condition> more)
    {
        if (more.Count == 0)
        {
            return conditions;
        }

        var known = conditions.Select(condition => condition.Identity).ToHashSet(StringComparer.Ordinal);
        return [.. conditions, .. more.Where(condition => known.Add(condition.Identity))];
    }
}
