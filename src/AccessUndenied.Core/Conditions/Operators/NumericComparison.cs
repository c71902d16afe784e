using System.Globalization;

namespace AccessUndenied.Conditions;

/// <summary>The numeric operators: the request's number stands on the left, the policy's on the right.</summary>
/// <remarks>
/// Shape: integers and decimals with an optional sign, compared as <see cref="decimal"/>, so that <c>1.20</c> equals <c>1.2</c>.
/// Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
/// IAM User Guide</see>, numeric operators (OP-07, OP-20, OP-21).
/// </remarks>
internal sealed class NumericComparison : IConditionOperator
{
    private readonly Ordering _ordering;

    public NumericComparison(Ordering ordering) => _ordering = ordering;

    public ConditionValue Compile(string text, bool variables) =>
        new(TextPattern.Compile(text, wildcards: false, variables: false), TryRead(text, out var number) ? number : null);

    public bool Matches(ReadOnlySpan<char> request, ReadOnlySpan<char> policy, ConditionValue value) =>
        value.Parsed is decimal right && TryRead(request, out var left) && _ordering.Holds(left.CompareTo(right));

    private static bool TryRead(ReadOnlySpan<char> text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
