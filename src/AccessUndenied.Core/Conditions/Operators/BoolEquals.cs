namespace AccessUndenied.Conditions;

/// <summary><c>Bool</c>: <c>true</c> or <c>false</c>, in any case.</summary>
/// <remarks>
/// Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
/// IAM User Guide</see>, Boolean operators (OP-11).
/// </remarks>
internal sealed class BoolEquals : IConditionOperator
{
    public ConditionValue Compile(string text, bool variables) =>
        new(TextPattern.Compile(text, wildcards: false, variables: false), IsBool(text) ? text : null);

    public bool Matches(ReadOnlySpan<char> request, ReadOnlySpan<char> policy, ConditionValue value) =>
        value.Parsed is string text && request.Equals(text, StringComparison.OrdinalIgnoreCase);

    private static bool IsBool(string text) =>
        text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals("false", StringComparison.OrdinalIgnoreCase);
}
