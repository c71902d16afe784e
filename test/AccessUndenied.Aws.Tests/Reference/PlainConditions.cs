namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>Whether the tests of a <c>Condition</c> hold (COND-01 to COND-27).</summary>
internal static class PlainConditions
{
    // COND-01: all of them must.
    internal static Tri Hold(IEnumerable<PlainCondition> conditions, PlainContext context, bool expandsVariables) =>
        TriLogic.All(conditions.Select(condition => Holds(condition, context, expandsVariables)));

    private static Tri Holds(PlainCondition condition, PlainContext context, bool expandsVariables)
    {
        var test = PlainOperator.Parse(condition.Operator)!;
        var value = context.Find(condition.Key);
        if (test.Comparison == "Null")
        {
            return Null(condition.Values, value);
        }
        if (value.Presence == Tri.Unknown)
        {
            return Tri.Unknown; // ANL-02
        }
        if (value.Presence == Tri.False)
        {
            return TriLogic.Of(HoldsWhenAbsent(test));
        }
        List<PlainText> patterns =
            [.. condition.Values.Select(text => expandsVariables && test.IsText ? PlainText.Expand(text, context) : PlainText.Verbatim(text))];
        var each = value.Values.Select(requested => HoldsFor(test, requested, patterns)).ToList();
        return test.Set switch
        {
            "ForAllValues" => TriLogic.All(each),
            "ForAnyValue" => TriLogic.Any(each),
            _ => each.Count == 1 ? each[0] : Tri.False, // COND-25
        };
    }

    // What an absent key comes to, COND-10 to COND-21.
    private static bool HoldsWhenAbsent(PlainOperator test) => test.Set switch
    {
        "ForAllValues" => true, // COND-17, 18, 20
        "ForAnyValue" => test.IfExists, // COND-16, 19, 21
        _ => test.IfExists || test.Negated, // COND-10 to 13
    };

    // One request value: under a positive operator any policy value must match, under a negated one none may.
    private static Tri HoldsFor(PlainOperator test, string requested, List<PlainText> patterns)
    {
        var matches = TriLogic.Any(patterns.Select(pattern => Matches(test.Comparison, requested, pattern)));
        return test.Negated ? TriLogic.Not(matches) : matches;
    }

    private static Tri Matches(string comparison, string requested, PlainText pattern) => pattern.Resolved switch
    {
        Tri.True => TriLogic.Of(PlainComparisons.Matches(comparison, requested, pattern)),
        Tri.False => Tri.False, // VAR-06
        _ => Tri.Unknown,
    };

    // COND-14, 15, 23 and 27.
    private static Tri Null(IReadOnlyList<string> wanted, PlainValue value)
    {
        var wantsAbsent = wanted.Any(text => text.Equals("true", StringComparison.OrdinalIgnoreCase));
        var wantsPresent = wanted.Any(text => text.Equals("false", StringComparison.OrdinalIgnoreCase));
        if (wantsAbsent == wantsPresent)
        {
            return TriLogic.Of(wantsAbsent);
        }
        var soleEmptyText = value.Values.Count == 1 && value.Values[0].Length == 0;
        var present = soleEmptyText ? Tri.False : value.Presence;
        return wantsPresent ? present : TriLogic.Not(present);
    }
}
