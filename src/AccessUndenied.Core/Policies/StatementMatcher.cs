using AccessUndenied.Conditions;

namespace AccessUndenied.Policies;

/// <summary>Compares the elements of a statement with a request, apart from the principal, which each provider names in its own way.</summary>
/// <remarks>Rules: docs/rules/matching.md and docs/rules/grammar.md.</remarks>
internal static class StatementMatcher
{
    /// <summary>Whether the statement speaks of <paramref name="action"/>.</summary>
    public static bool CoversAction(Statement statement, string action) => statement.Actions is { } actions && actions.Covers(action);

    /// <summary>Whether the element covers <paramref name="resource"/> (RES-01 to RES-11).</summary>
    /// <param name="resources">The element.</param>
    /// <param name="resource">The resource's identifier.</param>
    /// <param name="completesArns">Whether incomplete ARNs are completed with <c>*</c> (TYPE-17).</param>
    /// <param name="lookup">Answers policy variables.</param>
    public static Truth CoversResource(ResourceElement resources, string resource, bool completesArns, IContextLookup lookup)
    {
        var some = Truth.False;
        foreach (var pattern in resources.Patterns)
        {
            some = some.Or((completesArns ? pattern.Completed : pattern.AsWritten).Matches(resource, lookup));
            if (some == Truth.True)
            {
                break;
            }
        }

        return resources.IsNegated ? some.Not() : some;
    }

    /// <summary>The first entry that certainly matches <paramref name="resource"/>, as the policy has it; null where none does.</summary>
    /// <param name="resources">The element.</param>
    /// <param name="resource">The resource's identifier, <c>*</c> for none in particular.</param>
    /// <param name="completesArns">Whether incomplete ARNs are completed with <c>*</c> (TYPE-17).</param>
    /// <param name="lookup">Answers policy variables.</param>
    public static string? FindResource(ResourceElement resources, string resource, bool completesArns, IContextLookup lookup)
    {
        foreach (var pattern in resources.Patterns)
        {
            if ((completesArns ? pattern.Completed : pattern.AsWritten).Matches(resource, lookup) == Truth.True)
            {
                return pattern.Text;
            }
        }

        return null;
    }

    /// <summary>Whether the element covers a request that has no resource in particular (RES-05, RES-08).</summary>
    /// <param name="resources">The element.</param>
    /// <param name="partition">The caller's partition, such as <c>aws</c>.</param>
    /// <param name="service">The service of the action, such as <c>s3</c>.</param>
    /// <param name="completesArns">Whether incomplete ARNs are completed with <c>*</c> (TYPE-17).</param>
    public static bool CoversNoResource(ResourceElement resources, ReadOnlySpan<char> partition, ReadOnlySpan<char> service, bool completesArns)
    {
        foreach (var pattern in resources.Patterns)
        {
            if (pattern.AsWritten.IsAnything
                || ((completesArns || pattern.AsWrittenCoversSpace) && pattern.WholeServiceSpace is { } space && space.Contains(partition, service)))
            {
                return !resources.IsNegated;
            }
        }

        return resources.IsNegated;
    }
}
