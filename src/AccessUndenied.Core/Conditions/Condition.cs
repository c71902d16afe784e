namespace AccessUndenied.Conditions;

/// <summary>One test of a condition block: an operator, a key and the values it is compared with.</summary>
public sealed class Condition
{
    internal Condition(ConditionOperator @operator, string key, IReadOnlyList<string> values, bool variables)
    {
        Operator = @operator;
        Key = key;
        Values = values;
        Compiled = new ConditionValue[@operator.IsNull ? 0 : values.Count];
        for (var i = 0; i < Compiled.Length; i++)
        {
            Compiled[i] = @operator.Comparison!.Compile(values[i], variables && @operator.TakesVariables);
        }
    }

    /// <summary>The operator as the policy names it, such as <c>ForAnyValue:StringLike</c>.</summary>
    public string OperatorName => Operator.Name;

    /// <summary>The condition key, such as <c>aws:SourceIp</c>.</summary>
    public string Key { get; }

    /// <summary>The values as the policy has them.</summary>
    public IReadOnlyList<string> Values { get; }

    internal ConditionOperator Operator { get; }

    internal ConditionValue[] Compiled { get; }
}
