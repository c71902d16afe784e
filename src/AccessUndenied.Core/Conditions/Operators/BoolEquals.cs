namespace AccessUndenied.Conditions;

/// <summary><c>Bool</c>: <c>true</c> or <c>false</c>, in any case.</summary>
/// <remarks>Source: IAM User Guide, "Condition operators", Boolean operators (OP-11).</remarks>
internal sealed class BoolEquals : IConditionOperator
{
    public ConditionValue Compile(string text, bool variables) =>
        new(TextPattern.Compile(text, wildcards: false, variables: false), IsBool(text) ? text : null);

    public bool Matches(ReadOnlySpan<char> request, ReadOnlySpan<char> policy, ConditionValue value) =>
        value.Parsed is string text && request.Equals(text, StringComparison.OrdinalIgnoreCase);

    private static bool IsBool(string text) =>
        text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals("false", StringComparison.OrdinalIgnoreCase);
}
