using System.Text.Json.Nodes;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Text;

namespace AccessUndenied.Remediations;

/// <summary>Writes a Deny as statements that deny all that it denied but one action on one resource.</summary>
/// <remarks>
/// A list gives up what it names itself, and <c>*</c> turns into a list of exceptions. Of a pattern of actions the provider knows the rest; a pattern of resources gives up nothing,
/// since a policy has no way to write the rest of what it matches.
/// INVARIANT: no statement denies anything that the Deny did not.
/// </remarks>
internal static class NarrowerDeny
{
    private const string Any = "*";

    /// <summary>The statements that take the place of <paramref name="statement"/>.</summary>
    /// <param name="statement">The Deny.</param>
    /// <param name="request">What is to be left out.</param>
    /// <param name="namesResource">Whether such a statement may speak of single resources, and there is more than the one.</param>
    /// <param name="others">The element that covers all that some actions cover but the request's, on the request's resource alone where that is asked for; null where there is none.</param>
    /// <param name="canActOn">
    /// Whether an action can be checked on what a pattern of resources stands for: of the rest of a list, what it cannot is left away, which denies nothing and is refused.
    /// </param>
    public static NarrowedDeny Of(
        Statement statement,
        AuthorizationRequest request,
        bool namesResource,
        Func<IReadOnlyList<string>, bool, (string Member, IReadOnlyList<string> Values)?> others,
        Func<string, string, bool> canActOn)
    {
        if (statement.Actions is not { } actions || !PatternText.IsPlain(request.Action))
        {
            return NarrowedDeny.None;
        }

        var action = Without(statement, "Action", actions.IsNegated, actions.Values, request.Action, StringComparison.OrdinalIgnoreCase);
        var resource = namesResource && statement.Resources is { } resources && !request.Resource.IsAny && PatternText.IsPlain(request.Resource.Value)
            ? Without(statement, "Resource", resources.IsNegated, resources.Values, request.Resource.Value, StringComparison.Ordinal) : DenyRest.Unwritable;
        return (action, resource) switch
        {
            ({ CanBeWritten: true }, { CanBeWritten: true }) => new([.. Texts(action.Statement), .. Texts(resource.Statement is { } rest ? OfAction(rest, request.Action, canActOn) : null)]),
            ({ CanBeWritten: true }, _) => new([.. Texts(action.Statement)], FreedEverywhere(statement, request, namesResource)),
            (_, { CanBeWritten: true }) => OfPattern(statement, actions.Values, request, resource.Statement, others),
            _ when others(actions.Values, false) is { } element => new([DocumentEditor.Text(OfOthers(statement, element, null))], FreedEverywhere(statement, request, namesResource)),
            _ => NarrowedDeny.None,
        };
    }

    // The Deny as it is for all other resources, and for this one the other actions.
    private static NarrowedDeny OfPattern(
        Statement statement, IReadOnlyList<string> actions, AuthorizationRequest request, JsonObject? elsewhere, Func<IReadOnlyList<string>, bool, (string Member,
        IReadOnlyList<string> Values)?> others)
    {
        if (others(actions, true) is not { } element)
        {
            return new([.. Texts(elsewhere)], $"{Sentences.All(actions)} on {request.Resource}");
        }

        var here = OfOthers(statement, element, request.Resource.Value);
        return new([.. Texts(elsewhere), DocumentEditor.Text(elsewhere is null ? here : WithoutSid(here))]);
    }

    private static JsonObject OfOthers(Statement statement, (string Member, IReadOnlyList<string> Values) element, string? resource)
    {
        var node = JsonNode.Parse(statement.Json.Span)!.AsObject();
        Replace(node, "Action", element.Member, NodeOf(element.Values));
        if (resource is not null)
        {
            Replace(node, node.Any(item => Is(item.Key, "Resource")) ? "Resource" : "NotResource", "Resource", JsonValue.Create(resource));
        }

        return node;
    }

    private static string? FreedEverywhere(Statement statement, AuthorizationRequest request, bool namesResource) =>
        !namesResource || statement.Resources is not { } resources || request.Resource.IsAny || resources is { IsNegated: false, Values: [var only] } && only == request.Resource.Value
            ? null : $"{request.Action} on {(resources.IsNegated ? "all but " : "")}{Sentences.All(resources.Values)}";

    private static IEnumerable<string> Texts(JsonObject? statement) => statement is null ? [] : [DocumentEditor.Text(statement)];

    // The rest of the resources is denied for the one action; a Sid is no longer unique.
    private static JsonObject? OfAction(JsonObject statement, string action, Func<string, string, bool> canActOn)
    {
        if (statement.Select(item => item.Key).FirstOrDefault(key => Is(key, "Resource")) is { } name)
        {
            var left = (statement[name] is JsonArray list ? list.Select(item => item!.ToString()) : [statement[name]!.ToString()]).Where(resource => canActOn(action, resource)).ToList();
            if (left.Count == 0)
            {
                return null;
            }

            statement[name] = NodeOf(left);
        }

        Replace(statement, statement.Any(item => Is(item.Key, "Action")) ? "Action" : "NotAction", "Action", JsonValue.Create(action));
        return WithoutSid(statement);
    }

    private static JsonObject WithoutSid(JsonObject statement)
    {
        if (statement.Select(item => item.Key).FirstOrDefault(key => Is(key, "Sid")) is { } sid)
        {
            statement.Remove(sid);
        }

        return statement;
    }

    private static DenyRest Without(Statement statement, string member, bool isNegated, IReadOnlyList<string> values, string left, StringComparison comparison)
    {
        var node = JsonNode.Parse(statement.Json.Span)!.AsObject();
        if (isNegated)
        {
            Replace(node, "Not" + member, "Not" + member, NodeOf([.. values, left]));
            return new(true, node);
        }

        if (values.Contains(Any))
        {
            Replace(node, member, "Not" + member, JsonValue.Create(left));
            return new(true, node);
        }

        var kept = values.Where(value => !value.Equals(left, comparison)).ToList();
        if (kept.Count == values.Count || kept.Exists(value => Conditions.TextPattern.Compile(value, wildcards: true, variables: true).MatchesLiteral(left)))
        {
            return DenyRest.Unwritable;
        }

        Replace(node, member, member, NodeOf(kept));
        return new(true, kept.Count > 0 ? node : null);
    }

    private static JsonNode NodeOf(IReadOnlyList<string> values) =>
        values.Count == 1 ? JsonValue.Create(values[0]) : new JsonArray([.. values.Select(value => (JsonNode?)JsonValue.Create(value))]);

    // The member keeps its place among the others.
    private static void Replace(JsonObject node, string member, string name, JsonNode value)
    {
        var items = node.ToList();
        node.Clear();
        foreach (var (key, old) in items)
        {
            node[Is(key, member) ? name : key] = Is(key, member) ? value : old;
        }
    }

    private static bool Is(string key, string member) => key.Equals(member, StringComparison.OrdinalIgnoreCase);

    /// <summary>What is left of a statement; null for the statement where nothing is.</summary>
    private readonly record struct DenyRest(bool CanBeWritten, JsonObject? Statement)
    {
        public static DenyRest Unwritable => default;
    }
}
