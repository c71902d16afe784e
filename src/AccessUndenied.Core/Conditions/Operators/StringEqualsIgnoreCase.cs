namespace AccessUndenied.Conditions;

/// <summary><c>StringEqualsIgnoreCase</c>: exact comparison without regard to case.</summary>
/// <remarks>Source: IAM User Guide, "Condition operators", string operators (OP-03).</remarks>
internal sealed class StringEqualsIgnoreCase : IConditionOperator
{
    public ConditionValue Compile(string text, bool variables) => new(TextPattern.Compile(text, wildcards: false, variables));

    public bool Matches(ReadOnlySpan<char> request, ReadOnlySpan<char> policy, ConditionValue value) =>
        request.Equals(policy, StringComparison.OrdinalIgnoreCase);
}
