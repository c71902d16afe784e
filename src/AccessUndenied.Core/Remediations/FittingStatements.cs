using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Remediations;

/// <summary>Finds an Allow that differs from what is needed by one value alone: with that value added it allows the request and nothing else.</summary>
internal static class FittingStatements
{
    public static (Statement Statement, string Json)? Find(
        AttachedPolicy policy, PolicyLayer layer, AuthorizationRequest request, (string Type, string Value)? caller, string? resource, IContextLookup lookup)
    {
        foreach (var statement in policy.Document!.StatementArray)
        {
            if (statement is { Effect: Effect.Allow, Problem: null, Actions: { IsNegated: false } actions } && resource is not null && !PolicyEdits.IsAdded(statement)
                && Array.TrueForAll(statement.ConditionArray, condition => ConditionEvaluator.Evaluate(condition, lookup) == Truth.True)
                && Fit(statement, actions, layer, request, caller, resource) is { } json)
            {
                return (statement, json);
            }
        }

        return null;
    }

    // A statement is mostly of one service; what another one needs stands in a statement of its own, where it can be found and taken back.
    private static bool IsOfOneService(ActionElement actions, AuthorizationRequest request)
    {
        var prefix = request.Action[..(request.Action.IndexOf(':', StringComparison.Ordinal) + 1)];
        return actions.Values.Any(value => value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
    }

    private static string? Fit(
        Statement statement, ActionElement actions, PolicyLayer layer, AuthorizationRequest request, (string Type, string Value)? caller, string resource)
    {
        var sameAction = actions.Values is [var action] && action.Equals(request.Action, StringComparison.OrdinalIgnoreCase);
        var sameResource = layer == PolicyLayer.RoleTrust || statement.Resources is { IsNegated: false, Values: [var only] } && only == resource;
        var samePrincipal = !StatementWriting.NamesPrincipal(layer) || (statement.Principals is { IsNegated: false, Entries: [var entry] } && (entry.Type, entry.Value) == caller);
        if (sameAction && !sameResource && samePrincipal && statement.Resources is { IsNegated: false })
        {
            return DocumentEditing.WithValue(statement, "Resource", resource);
        }

        if (!sameAction && sameResource && samePrincipal && statement.ConditionArray.Length == 0 && IsOfOneService(actions, request))
        {
            return DocumentEditing.WithValue(statement, "Action", request.Action);
        }

        return sameAction && sameResource && statement.Principals is { IsNegated: false } others && others.Entries.All(item => item.Type == "AWS") && caller is { Type: not "*" } name
            ? DocumentEditing.WithPrincipal(statement, name.Type, name.Value) : null;
    }
}
