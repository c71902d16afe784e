using System.Buffers;
using AccessUndenied.Requests;

namespace AccessUndenied.Conditions;

/// <summary>Decides whether a condition holds for a request: absent keys, sets, negation, and what is not known.</summary>
/// <remarks>
/// Rules: docs/rules/conditions.md (COND-01 to COND-27). Sources:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
/// IAM User Guide, "Condition operators"</see>,
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html">
/// "Single-valued vs. multivalued context keys"</see>.
/// Allocates nothing for values and patterns of ordinary length.
/// </remarks>
internal static class ConditionEvaluator
{
    /// <summary>Whether all of <paramref name="conditions"/> hold; <paramref name="failed"/> is the first that makes the answer less than true, or -1.</summary>
    public static Truth All(ReadOnlySpan<Condition> conditions, IContextLookup lookup, out int failed)
    {
        var all = Truth.True;
        failed = -1;
        for (var i = 0; i < conditions.Length; i++)
        {
            var one = Evaluate(conditions[i], lookup);
            if (one < all)
            {
                (all, failed) = (one, i);
                if (one == Truth.False)
                {
                    break;
                }
            }
        }

        return all;
    }

    public static Truth Evaluate(Condition condition, IContextLookup lookup)
    {
        var value = lookup.Lookup(condition.Key);
        if (condition.Operator.IsNull)
        {
            return EvaluateNull(condition, value);
        }

        if (value.IsUnknown)
        {
            return Truth.Unknown;
        }

        return value.Count == 0 ? WhenAbsent(condition.Operator).ToTruth() : WhenPresent(condition, value, lookup);
    }

    private static Truth EvaluateNull(Condition condition, ContextValue value)
    {
        bool wantsAbsent = false, wantsPresent = false;
        for (var i = 0; i < condition.Values.Count; i++)
        {
            var text = condition.Values[i];
            wantsAbsent |= text.Equals("true", StringComparison.OrdinalIgnoreCase);
            wantsPresent |= text.Equals("false", StringComparison.OrdinalIgnoreCase);
        }

        if (wantsAbsent == wantsPresent)
        {
            return wantsAbsent.ToTruth();
        }

        if (value.IsUnknown)
        {
            return Truth.Unknown;
        }

        // For Null alone, a sole empty text counts as absent (COND-23).
        var absent = value.Count == 0 || (value.Count == 1 && value[0].Length == 0);
        return (absent == wantsAbsent).ToTruth();
    }

    private static bool WhenAbsent(ConditionOperator @operator) => @operator.Quantifier switch
    {
        Quantifier.ForAllValues => true,
        Quantifier.ForAnyValue => @operator.IfExists,
        _ => @operator.IsNegated || @operator.IfExists,
    };

    private static Truth WhenPresent(Condition condition, ContextValue value, IContextLookup lookup)
    {
        var quantifier = condition.Operator.Quantifier;
        if (quantifier == Quantifier.None && value.Count > 1)
        {
            // Several values need a set operator; without one neither form matches (COND-25).
            return Truth.False;
        }

        var any = Truth.False;
        var all = Truth.True;
        for (var i = 0; i < value.Count; i++)
        {
            var one = AgainstPolicy(condition, value[i], lookup);
            any = any.Or(one);
            all = all.And(one);
        }

        return quantifier == Quantifier.ForAllValues ? all : any;
    }

    // Positive: some value of the policy matches. Negated: none does.
    private static Truth AgainstPolicy(Condition condition, string requestValue, IContextLookup lookup)
    {
        if (condition.EqualTexts is { Count: > 0 } texts)
        {
            return (texts.Contains(requestValue) != condition.Operator.IsNegated).ToTruth();
        }

        var some = Truth.False;
        foreach (var policyValue in condition.Compiled)
        {
            some = some.Or(Matches(condition.Operator.Comparison!, requestValue, policyValue, lookup));
            if (some == Truth.True)
            {
                break;
            }
        }

        return condition.Operator.IsNegated ? some.Not() : some;
    }

    private static Truth Matches(IConditionOperator comparison, string requestValue, ConditionValue policyValue, IContextLookup lookup)
    {
        if (!policyValue.Pattern.HasVariables)
        {
            return comparison.Matches(requestValue, policyValue.Pattern.Compiled, policyValue).ToTruth();
        }

        return MatchesSubstituted(comparison, requestValue, policyValue, lookup);
    }

    private static Truth MatchesSubstituted(IConditionOperator comparison, string requestValue, ConditionValue policyValue, IContextLookup lookup)
    {
        char[]? rented = null;
        try
        {
            Span<char> buffer = stackalloc char[512];
            var resolved = policyValue.Pattern.Resolve(lookup, buffer, ref rented, out var pattern);
            return resolved != Truth.True ? resolved : comparison.Matches(requestValue, pattern, policyValue).ToTruth();
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<char>.Shared.Return(rented);
            }
        }
    }
}
