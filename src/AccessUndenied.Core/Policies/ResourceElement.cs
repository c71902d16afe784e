using AccessUndenied.Conditions;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Policies;

/// <summary>The <c>Resource</c> or <c>NotResource</c> element of a statement.</summary>
public sealed class ResourceElement
{
    private readonly bool _variables;
    private ResourcePattern[]? _patterns;

    internal ResourceElement(bool isNegated, IReadOnlyList<string> values, bool variables)
    {
        IsNegated = isNegated;
        Values = values;
        _variables = variables;
        for (var i = 0; i < values.Count; i++)
        {
            HasIncompleteArn |= ResourcePattern.IsIncompleteArn(values[i]);
        }
    }

    /// <summary>Whether it is <c>NotResource</c>.</summary>
    public bool IsNegated { get; }

    /// <summary>The patterns as the policy has them.</summary>
    public IReadOnlyList<string> Values { get; }

    // On first use: most statements never get as far as their resources.
    internal ResourcePattern[] Patterns => _patterns ??= [.. Values.Select(value => new ResourcePattern(value, _variables))];

    internal bool HasIncompleteArn { get; }

    /// <summary>Whether the element covers <paramref name="resource"/>, with policy variables from <paramref name="context"/>.</summary>
    public Truth Covers(string resource, RequestContext context)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(context);
        return StatementMatcher.CoversResource(this, resource, completesArns: false, new ContextLookup(context));
    }
}
