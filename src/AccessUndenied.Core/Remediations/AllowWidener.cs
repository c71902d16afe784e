using System.Globalization;
using System.Net;
using System.Text;
using AccessUndenied.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Remediations;

/// <summary>Widens the condition that failed by what the request has, and by nothing else; a condition is never dropped.</summary>
internal static class AllowWidener
{
    /// <summary>The statement with <paramref name="condition"/> wide enough for <paramref name="value"/>; null where that cannot be written or would drop it.</summary>
    /// <param name="statement">The statement's JSON.</param>
    /// <param name="version">The version of its policy.</param>
    /// <param name="condition">The condition that failed.</param>
    /// <param name="value">What the request has.</param>
    public static string? Of(string statement, string version, Condition condition, ContextValue value)
    {
        if (!value.IsKnown || condition.Operator.IsNull)
        {
            return null;
        }

        if (condition.Operator.IsNegated)
        {
            return condition.Operator.Quantifier == Quantifier.None && value.Count == 1
                ? ConditionEditor.WithoutValue(statement, condition.OperatorName, condition.Key, value[0]) : null;
        }

        if (condition.Operator.Quantifier == Quantifier.None && value.Count > 1)
        {
            return null;
        }

        var text = statement;
        foreach (var item in condition.Operator.Quantifier == Quantifier.ForAnyValue ? value.ToList().Take(1) : value.ToList())
        {
            if (condition.Operator.Quantifier == Quantifier.ForAllValues && IsTaken(condition, item))
            {
                continue;
            }

            if (WithValue(text, version, condition, item) is not { } wider)
            {
                return null;
            }

            text = wider;
        }

        return text == statement ? null : text;
    }

    /// <summary>The statement with the values of <paramref name="condition"/> read as the patterns that they were meant as; null where they are none.</summary>
    public static string? AsPatterns(string statement, Condition condition)
    {
        const string Exact = "StringEquals";
        const string Pattern = "StringLike";
        var name = condition.OperatorName;
        return name.Contains(Exact, StringComparison.Ordinal) && !name.Contains("IgnoreCase", StringComparison.Ordinal) && !condition.Operator.IsNegated
            && condition.Values.Any(value => value.AsSpan().IndexOfAny('*', '?') >= 0) && !condition.Values.Any(value => value.Trim('*', '?').Length == 0)
                ? ConditionEditor.WithOperator(statement, name, condition.Key, name.Replace(Exact, Pattern, StringComparison.Ordinal))
                : null;
    }

    // Of a set, what the condition takes already is not written once more.
    private static bool IsTaken(Condition condition, string item) =>
        !condition.Values.Any(value => value.Contains("${", StringComparison.Ordinal)) && ConditionEvaluator.Evaluate(condition, new OneValue(item)) == Truth.True;

    private static string? WithValue(string statement, string version, Condition condition, string value)
    {
        var name = condition.OperatorName;
        bool Has(string part) => name.Contains(part, StringComparison.OrdinalIgnoreCase);
        if (Has("String") && Has("Equals"))
        {
            return ConditionEditor.WithValue(statement, name, condition.Key, PatternText.Exact(value, version));
        }

        if (Has("StringLike") || Has("Arn"))
        {
            return PatternText.Pattern(value, version) is { } pattern ? ConditionEditor.WithValue(statement, name, condition.Key, pattern) : null;
        }

        if (Has("IpAddress"))
        {
            return IPAddress.TryParse(value, out _) ? ConditionEditor.WithValue(statement, name, condition.Key, value) : null;
        }

        return Has("Numeric") ? WithNumber(statement, condition, value) : null;
    }

    private static string? WithNumber(string statement, Condition condition, string value)
    {
        var name = condition.OperatorName;
        if (!decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        if (name.Contains("NumericEquals", StringComparison.OrdinalIgnoreCase))
        {
            return ConditionEditor.WithValue(statement, name, condition.Key, value);
        }

        var isStrict = !name.Contains("Equals", StringComparison.OrdinalIgnoreCase);
        if (isStrict && decimal.Truncate(number) != number)
        {
            return null;
        }

        var bound = !isStrict ? number : name.Contains("Less", StringComparison.OrdinalIgnoreCase) ? number + 1 : number - 1;
        return ConditionEditor.WithValues(statement, name, condition.Key, [bound.ToString(CultureInfo.InvariantCulture)]);
    }

    public static string JsonOf(Policies.Statement statement) => Encoding.UTF8.GetString(statement.Json.Span);

    private sealed class OneValue(string value) : IContextLookup
    {
        public ContextValue Lookup(string key) => ContextValue.Of(value);

        public bool IsMultivalued(string key) => false;
    }
}
