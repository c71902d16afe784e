using AccessUndenied.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Explanations;

/// <summary>Says in words what a condition wanted and what it met.</summary>
internal static class ConditionWords
{
    private const int MostValues = 4;

    /// <summary>What the request has for the condition's key, such as <c>aws:RequestedRegion is eu-west-3</c>.</summary>
    public static string Met(Condition condition, ContextValue value)
    {
        if (value.IsUnknown)
        {
            return $"the value of {condition.Key} is not known";
        }

        return value.IsAbsent ? $"the request has no {condition.Key}" : $"{condition.Key} is {List(value.ToList())}";
    }

    /// <summary>What the statement wants of it, such as <c>the statement exempts eu-west-1 and us-east-1</c>.</summary>
    public static string Wanted(Condition condition, bool isDeny)
    {
        var values = List(condition.Values);
        if (condition.Operator.IsNull)
        {
            return $"the statement wants it {(condition.Values.Contains("true", StringComparer.OrdinalIgnoreCase) ? "absent" : "present")}";
        }

        return (condition.Operator.IsNegated, isDeny) switch
        {
            (true, true) => $"the statement exempts {values}",
            (true, false) => $"the statement allows all but {values}",
            (false, true) => $"the statement denies for {condition.OperatorName} {values}",
            (false, false) => $"the statement wants {condition.OperatorName} {values}",
        };
    }

    public static string List(IReadOnlyList<string> values)
    {
        var shown = values.Take(MostValues).Select(value => value.Length == 0 ? "\"\"" : value).ToList();
        var more = values.Count - shown.Count;
        return more > 0 ? $"{string.Join(", ", shown)} and {more} more"
            : shown.Count switch
            {
                0 => "nothing",
                1 => shown[0],
                _ => $"{string.Join(", ", shown.Take(shown.Count - 1))} and {shown[^1]}",
            };
    }
}
