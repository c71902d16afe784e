namespace AccessUndenied.Conditions;

/// <summary>Compares one value of the request with one value of the policy: the positive comparison behind an operator and its negation.</summary>
/// <remarks>Absent keys, several values, set prefixes, <c>IfExists</c> and negation belong to <see cref="ConditionEvaluator"/>.</remarks>
internal interface IConditionOperator
{
    /// <summary>Reads a value of the policy once, so that comparing allocates nothing.</summary>
    ConditionValue Compile(string text, bool variables);

    /// <summary>Whether the comparison holds; a value that cannot be read on either side matches nothing (OP-22).</summary>
    /// <param name="request">The value of the request.</param>
    /// <param name="policy">The value of the policy with its variables substituted.</param>
    /// <param name="value">The value as compiled.</param>
    bool Matches(ReadOnlySpan<char> request, ReadOnlySpan<char> policy, ConditionValue value);
}
