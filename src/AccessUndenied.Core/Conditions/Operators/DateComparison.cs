namespace AccessUndenied.Conditions;

/// <summary>The date operators: the request's instant stands on the left, the policy's on the right.</summary>
/// <remarks>
/// Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
/// IAM User Guide</see>, date operators (OP-09, OP-23, OP-24).
/// </remarks>
internal sealed class DateComparison : IConditionOperator
{
    private readonly Ordering _ordering;

    public DateComparison(Ordering ordering) => _ordering = ordering;

    public ConditionValue Compile(string text, bool variables) =>
        new(TextPattern.Compile(text, wildcards: false, variables: false), Instant.TryParse(text, out var instant) ? instant : null);

    public bool Matches(ReadOnlySpan<char> request, ReadOnlySpan<char> policy, ConditionValue value) =>
        value.Parsed is Instant right && Instant.TryParse(request, out var left) && _ordering.Holds(left.CompareTo(right));
}
