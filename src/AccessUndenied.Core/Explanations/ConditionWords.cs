using AccessUndenied.Conditions;
using AccessUndenied.Requests;
using AccessUndenied.Text;

namespace AccessUndenied.Explanations;

/// <summary>Says in words what a condition wanted and what it met.</summary>
internal static class ConditionWords
{
    // The longer name first.
    private static readonly (string Ending, string Word)[] s_words =
    [
        ("LessThanEquals", "at most "),
        ("LessThan", "less than "),
        ("GreaterThanEquals", "at least "),
        ("GreaterThan", "more than "),
        ("Like", "what matches "),
        ("IpAddress", "addresses in "),
    ];

    /// <summary>What the request has for the condition's key, such as <c>aws:RequestedRegion is eu-west-3</c>.</summary>
    public static string Met(Condition condition, ContextValue value)
    {
        if (value.IsUnknown)
        {
            return $"the value of {condition.Key} is not known";
        }

        return value.IsAbsent ? $"the request has no {condition.Key}" : $"{condition.Key} is {Sentences.List(value.ToList())}";
    }

    /// <summary>Why a Deny with this condition applies, or would where the value is not known.</summary>
    public static string Denies(Condition condition, ContextValue value)
    {
        var met = Met(condition, value);
        if (condition.Operator.IsNull)
        {
            return value.IsUnknown ? $"{met}, the statement denies where it is {NullWord(condition)}" : $"{met}, and the statement denies where it is {NullWord(condition)}";
        }

        var absent = value.IsAbsent;
        if (condition.Operator.IsNegated)
        {
            return absent ? $"{met}, and the statement exempts only {Sentences.List(condition.Values)}" : $"{met}, the statement exempts {Comparison(condition)}{Sentences.List(condition.Values)}";
        }

        return absent
            ? $"{met}, which {condition.OperatorName} counts as a match (the statement denies {Comparison(condition)}{Sentences.List(condition.Values)})"
            : $"{met}, the statement denies {Comparison(condition)}{Sentences.List(condition.Values)}";
    }

    /// <summary>Why an Allow with this condition does not apply, or may not where the value is not known.</summary>
    public static string Refuses(Condition condition, ContextValue value)
    {
        var met = Met(condition, value);
        if (condition.Operator.IsNull)
        {
            return $"{met}, and the statement wants it {NullWord(condition)}";
        }

        return condition.Operator.IsNegated
            ? $"{met}, and the statement allows all but {Comparison(condition)}{Sentences.List(condition.Values)}"
            : $"{met}, and the statement allows only {Comparison(condition)}{Sentences.List(condition.Values)}";
    }

    private static string NullWord(Condition condition) => condition.Values.Contains("true", StringComparer.OrdinalIgnoreCase) ? "absent" : "present";

    // Equality needs no word; the others read as they are compared.
    private static string Comparison(Condition condition)
    {
        var name = condition.OperatorName.AsSpan();
        var colon = name.IndexOf(':');
        name = colon < 0 ? name : name[(colon + 1)..];
        foreach (var (ending, word) in s_words)
        {
            if (name.Contains(ending, StringComparison.OrdinalIgnoreCase))
            {
                return word;
            }
        }

        return "";
    }
}
