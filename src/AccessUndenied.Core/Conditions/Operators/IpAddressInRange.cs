namespace AccessUndenied.Conditions;

/// <summary><c>IpAddress</c>: an address inside a range; the two families never match each other.</summary>
/// <remarks>
/// Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
/// IAM User Guide</see>, IP address operators (OP-13, OP-25, OP-26).
/// </remarks>
internal sealed class IpAddressInRange : IConditionOperator
{
    public ConditionValue Compile(string text, bool variables) =>
        new(TextPattern.Compile(text, wildcards: false, variables: false), IpRange.TryParse(text, out var range) ? range : null);

    public bool Matches(ReadOnlySpan<char> request, ReadOnlySpan<char> policy, ConditionValue value) =>
        value.Parsed is IpRange range && IpRange.TryParseAddress(request, out var address, out var isV6) && range.Contains(address, isV6);
}
