using AccessUndenied.Aws.Catalog;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Recognizes a Deny that reaches further than it was meant to.</summary>
internal static class DenyHints
{
    public static Note? Of(HintQuery query, StatementTrace trace, ActionCatalog catalog)
    {
        var statement = trace.Statement;
        foreach (var condition in statement.Conditions)
        {
            var value = ReferenceEquals(trace.FailedCondition, condition) ? trace.RequestValue : query.Lookup(condition.Key);
            if (OfCondition(query, trace, condition, value, catalog) is { } hint)
            {
                return hint;
            }
        }

        return OfNotPrincipal(query, statement) ?? OfNotAction(query, statement) ?? OfNotResource(query, statement);
    }

    private static Note? OfCondition(HintQuery query, StatementTrace trace, Condition condition, ContextValue value, ActionCatalog catalog)
    {
        if (value.IsAbsent && IsFulfilledByAbsence(condition) && CatalogHints.IsNeverCarried(query, condition.Key, catalog))
        {
            return HintMessages.KeyAlwaysPasses(condition.Key, query.Request.Action, condition.OperatorName);
        }

        if (condition.Operator.IsNegated)
        {
            // The exemption was meant to hold, so that it goes wrong as an Allow's condition does.
            return ConditionHints.Of(query, trace, condition, value, catalog)
                ?? (value.IsAbsent ? HintMessages.NegatedOnAbsent(condition.OperatorName, condition.Key) : null);
        }

        var isMfa = condition.Key.Equals("aws:MultiFactorAuthPresent", StringComparison.OrdinalIgnoreCase);
        if (value.IsAbsent && !condition.Operator.IsNull)
        {
            // COND-24, COND-29.
            return condition.Operator.Quantifier == Quantifier.ForAllValues ? HintMessages.ForAllValuesOnAbsent(condition.Key)
                : isMfa && condition.Operator.IfExists ? HintMessages.BoolIfExistsMfa
                : condition.Operator.IfExists ? HintMessages.IfExistsOnAbsent(condition.OperatorName, condition.Key)
                : null;
        }

        if (condition.Operator.IsNull && value.IsAbsent)
        {
            return CatalogHints.Of(query, condition.Key, catalog) ?? KeyHints.OfAbsent(query, condition.Key);
        }

        return value.IsKnown ? KeyHints.OfPresent(query, condition, value) : null;
    }

    // COND-11 to COND-13. ForAllValues has a mend of its own (COND-24).
    private static bool IsFulfilledByAbsence(Condition condition) => condition.Operator switch
    {
        { IsNull: true } => condition.Values.Contains("true", StringComparer.OrdinalIgnoreCase),
        { Quantifier: Quantifier.None } test => test.IsNegated || test.IfExists,
        _ => false,
    };

    // PRIN-21 to PRIN-24.
    private static Note? OfNotPrincipal(HintQuery query, Statement statement)
    {
        if (statement.Principals is not { IsNegated: true } principals)
        {
            return null;
        }

        var caller = query.Request.Principal;
        if (query.Policies.PermissionsBoundaries.Count > 0)
        {
            return HintMessages.NotPrincipalWithBoundary;
        }

        if (caller.Kind == PrincipalKind.Service)
        {
            return HintMessages.NotPrincipalService(caller.Id);
        }

        var names = principals.Entries.Select(entry => entry.Value).ToList();
        var missing = new List<string>();
        if (caller.AccountId is { } account && !names.Exists(name => name == account || name.EndsWith($"::{account}:root", StringComparison.Ordinal)))
        {
            missing.Add($"the account {account}");
        }

        if (caller.EntityId is { } entity && !names.Contains(entity))
        {
            missing.Add(entity);
        }

        if (caller.Kind == PrincipalKind.RoleSession && !names.Contains(caller.Id))
        {
            missing.Add(caller.Id);
        }

        return HintMessages.NotPrincipalLacks(missing);
    }

    // ACT-04, ACT-05.
    private static Note? OfNotAction(HintQuery query, Statement statement)
    {
        foreach (var value in statement.Actions is { IsNegated: true } actions ? actions.Values : [])
        {
            if (ActionHints.OfBlanks(value, query.Request.Action) is { } hint)
            {
                return hint;
            }
        }

        return null;
    }

    private static Note? OfNotResource(HintQuery query, Statement statement)
    {
        foreach (var value in statement.Resources is { IsNegated: true } resources ? resources.Values : [])
        {
            if (ResourceHints.OfShape(value, query.Request.Resource.ToString()) is { } hint)
            {
                return HintMessages.NotResource(hint);
            }
        }

        return null;
    }
}
