namespace AccessUndenied.Conditions;

/// <summary><c>StringLike</c>: the whole text against a pattern with <c>*</c> and <c>?</c>, case-sensitive.</summary>
/// <remarks>
/// Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
/// IAM User Guide</see>, string operators (OP-05, ARN-05).
/// </remarks>
internal sealed class StringLike : IConditionOperator
{
    public ConditionValue Compile(string text, bool variables) => new(TextPattern.Compile(text, wildcards: true, variables));

    public bool Matches(ReadOnlySpan<char> request, ReadOnlySpan<char> policy, ConditionValue value) => Wildcards.IsMatch(request, policy);
}
