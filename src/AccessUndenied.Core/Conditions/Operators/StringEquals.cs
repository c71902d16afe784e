namespace AccessUndenied.Conditions;

/// <summary><c>StringEquals</c>: exact, case-sensitive comparison.</summary>
/// <remarks>Source: IAM User Guide, "Condition operators", string operators (OP-01).</remarks>
internal sealed class StringEquals : IConditionOperator
{
    public ConditionValue Compile(string text, bool variables) => new(TextPattern.Compile(text, wildcards: false, variables));

    public bool Matches(ReadOnlySpan<char> request, ReadOnlySpan<char> policy, ConditionValue value) => request.SequenceEqual(policy);
}
