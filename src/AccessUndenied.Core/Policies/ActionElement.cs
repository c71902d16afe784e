using AccessUndenied.Conditions;

namespace AccessUndenied.Policies;

/// <summary>The <c>Action</c> or <c>NotAction</c> element of a statement.</summary>
public sealed class ActionElement
{
    internal ActionElement(bool isNegated, IReadOnlyList<string> values)
    {
        IsNegated = isNegated;
        Values = values;
        Patterns = [.. values.Select(value => TextPattern.Compile(value, wildcards: true, variables: false))];
    }

    /// <summary>Whether it is <c>NotAction</c>.</summary>
    public bool IsNegated { get; }

    /// <summary>The patterns as the policy has them.</summary>
    public IReadOnlyList<string> Values { get; }

    internal TextPattern[] Patterns { get; }

    /// <summary>Whether the element covers <paramref name="action"/> (ACT-01 to ACT-05).</summary>
    public bool Covers(ReadOnlySpan<char> action)
    {
        foreach (var pattern in Patterns)
        {
            if (pattern.IsAnything || Wildcards.IsMatchIgnoringCase(action, pattern.Compiled))
            {
                return !IsNegated;
            }
        }

        return IsNegated;
    }
}
