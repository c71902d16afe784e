namespace AccessUndenied.Policies;

/// <summary>The <c>Resource</c> or <c>NotResource</c> element of a statement.</summary>
public sealed class ResourceElement
{
    internal ResourceElement(bool isNegated, IReadOnlyList<string> values, bool variables)
    {
        IsNegated = isNegated;
        Values = values;
        Patterns = [.. values.Select(value => new ResourcePattern(value, variables))];
        HasIncompleteArn = Patterns.Any(pattern => pattern.IsIncomplete);
    }

    /// <summary>Whether it is <c>NotResource</c>.</summary>
    public bool IsNegated { get; }

    /// <summary>The patterns as the policy has them.</summary>
    public IReadOnlyList<string> Values { get; }

    internal ResourcePattern[] Patterns { get; }

    internal bool HasIncompleteArn { get; }
}
