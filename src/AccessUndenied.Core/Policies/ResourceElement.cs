using AccessUndenied.Conditions;
using AccessUndenied.Requests;

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

    /// <summary>Whether a pattern starts as an ARN and has fewer than six fields, which some kinds of policy complete and others refuse (TYPE-17).</summary>
    public bool HasIncompleteArn { get; }

    // On first use: most statements never get as far as their resources.
    internal ResourcePattern[] Patterns => _patterns ??= [.. Values.Select(value => new ResourcePattern(value, _variables))];

    /// <summary>Whether the element covers <paramref name="resource"/> (RES-01 to RES-11).</summary>
    /// <remarks>
    /// Allocates nothing for values and patterns of ordinary length.
    /// Source:
    /// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">
    /// IAM User Guide, "Resource"</see>.
    /// </remarks>
    /// <param name="resource">The resource's identifier.</param>
    /// <param name="context">Answers policy variables, such as a <see cref="RequestContext"/>.</param>
    /// <param name="completesArns">Whether incomplete ARNs are completed with <c>*</c> (TYPE-17).</param>
    public Truth Covers(string resource, IContextLookup context, bool completesArns = false)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(context);
        var some = Truth.False;
        foreach (var pattern in Patterns)
        {
            some = some.Or((completesArns ? pattern.Completed : pattern.AsWritten).Matches(resource, context));
            if (some == Truth.True)
            {
                break;
            }
        }

        return IsNegated ? some.Not() : some;
    }

    /// <summary>The first entry that certainly matches <paramref name="resource"/>, as the policy has it; null where none does.</summary>
    /// <param name="resource">The resource's identifier, <c>*</c> for none in particular.</param>
    /// <param name="context">Answers policy variables.</param>
    /// <param name="completesArns">Whether incomplete ARNs are completed with <c>*</c> (TYPE-17).</param>
    public string? FindMatch(string resource, IContextLookup context, bool completesArns = false)
    {
        foreach (var pattern in Patterns)
        {
            if ((completesArns ? pattern.Completed : pattern.AsWritten).Matches(resource, context) == Truth.True)
            {
                return pattern.Text;
            }
        }

        return null;
    }

    /// <summary>Whether the element covers a request that has no resource in particular (RES-05, RES-08).</summary>
    /// <param name="partition">The caller's partition, such as <c>aws</c>.</param>
    /// <param name="service">The service of the action, such as <c>s3</c>.</param>
    /// <param name="completesArns">Whether incomplete ARNs are completed with <c>*</c> (TYPE-17).</param>
    public bool CoversNoResource(ReadOnlySpan<char> partition, ReadOnlySpan<char> service, bool completesArns = false)
    {
        foreach (var pattern in Patterns)
        {
            if (pattern.AsWritten.IsAnything
                || ((completesArns || pattern.AsWrittenCoversSpace) && pattern.WholeServiceSpace is { } space && space.Contains(partition, service)))
            {
                return !IsNegated;
            }
        }

        return IsNegated;
    }
}
