using AccessUndenied.Conditions;

namespace AccessUndenied.Policies;

/// <summary>The <c>Action</c> or <c>NotAction</c> element of a statement.</summary>
public sealed class ActionElement
{
    private TextPattern[]? _patterns;

    internal ActionElement(bool isNegated, IReadOnlyList<string> values)
    {
        IsNegated = isNegated;
        Values = values;
    }

    /// <summary>Whether it is <c>NotAction</c>.</summary>
    public bool IsNegated { get; }

    /// <summary>The patterns as the policy has them.</summary>
    public IReadOnlyList<string> Values { get; }

    internal TextPattern[] Patterns => _patterns ??= [.. Values.Select(Compile)];

    /// <summary>Whether the element covers <paramref name="action"/> (ACT-01 to ACT-05).</summary>
    /// <remarks>
    /// Source:
    /// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html">
    /// IAM User Guide, "Action"</see>.
    /// </remarks>
    public bool Covers(ReadOnlySpan<char> action)
    {
        if (_patterns is null && !MayCover(action))
        {
            return IsNegated;
        }

        foreach (var pattern in Patterns)
        {
            if (pattern.IsAnything || Wildcards.IsMatchIgnoringCase(action, pattern.Compiled))
            {
                return !IsNegated;
            }
        }

        return IsNegated;
    }

    /// <summary>The first pattern that matches <paramref name="action"/>, as the policy has it; null where none does.</summary>
    public string? FindMatch(ReadOnlySpan<char> action)
    {
        for (var i = 0; i < Patterns.Length; i++)
        {
            if (Patterns[i].IsAnything || Wildcards.IsMatchIgnoringCase(action, Patterns[i].Compiled))
            {
                return Values[i];
            }
        }

        return null;
    }

    // Where no pattern even begins like the action, none needs to be compiled.
    private bool MayCover(ReadOnlySpan<char> action)
    {
        for (var i = 0; i < Values.Count; i++)
        {
            if (Wildcards.BeginsLike(action, Values[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static TextPattern Compile(string value) => TextPattern.Compile(value, wildcards: true, variables: false);
}
