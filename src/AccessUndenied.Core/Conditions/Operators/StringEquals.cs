namespace AccessUndenied.Conditions;

/// <summary><c>StringEquals</c>: exact, case-sensitive comparison.</summary>
/// <remarks>
/// Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
/// IAM User Guide</see>, string operators (OP-01).
/// </remarks>
internal sealed class StringEquals : IConditionOperator
{
    public ConditionValue Compile(string text, bool variables) => new(TextPattern.Compile(text, wildcards: false, variables));

    public bool Matches(ReadOnlySpan<char> request, ReadOnlySpan<char> policy, ConditionValue value) => request.SequenceEqual(policy);
}
