using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Remediations.Opening;

/// <summary>Writes parts as reports have them, each with an example that goes beyond the refused requests.</summary>
internal sealed class OpenedAccessWriter
{
    private const int MostActions = 200;

    private readonly IReadOnlyList<AuthorizationRequest> _requests;
    private readonly IAccessRules _rules;

    public OpenedAccessWriter(IReadOnlyList<AuthorizationRequest> requests, IAccessRules rules)
    {
        _requests = requests;
        _rules = rules;
    }

    /// <summary>Whether the part is nothing but requests of the event, each of its actions on each of its resources.</summary>
    public bool IsOneOfTheRequests(OpenedPart part) =>
        part.To <= OpenedTo.Caller && part.Box.Actions.Literals is { Count: > 0 } actions
        && actions.All(action => part.Box.Resources.Literals is { Count: > 0 } resources && resources.All(resource => _requests.Any(request => IsOf(request, action, resource)))
            || _requests.Any(request => IsWithoutResource(request, action)));

    /// <summary>Whether the part may hold <paramref name="action"/> on <paramref name="resource"/> or, where it is null, on any.</summary>
    public bool MayHold(OpenedPart part, string action, string? resource)
    {
        var (box, one) = (part.Box, _rules.TakesNoResource(action) ? "*" : resource);
        return Contains(box.Actions, AccessPattern.OfAction(action)) && (one is null || Contains(box.Resources, AccessPattern.Literal(one)))
            && !part.Exceptions.Exists(exception => exception.Conditions.Count == 0 && exception.Actions.All(clause => Fulfills(clause, AccessPattern.OfAction(action)))
                && (exception.Resources.Count == 0 || (one is not null && exception.Resources.All(clause => Fulfills(clause, AccessPattern.Literal(one))))));
    }

    public OpenedAccess Write(OpenedPart part) => new()
    {
        Principal = part.Principal,
        Actions = [.. part.Box.Actions.Main.Select(pattern => pattern.Text).Order(StringComparer.OrdinalIgnoreCase)],
        Resources = [.. part.Box.Resources.Main.Select(pattern => pattern.Text).Order(StringComparer.Ordinal)],
        Conditions =
        [
            .. Further("Action", part.Box.Actions), .. Further("Resource", part.Box.Resources),
            .. part.Box.Conditions.Select(ConditionText.Of).Order(StringComparer.Ordinal),
            .. part.Exceptions.Select(Words).Order(StringComparer.Ordinal),
            .. part.Box.Notes.Where(note => !part.Principal.EndsWith("policies allow", StringComparison.Ordinal) || note != OpenedMessages.BoundBy("own")),
        ],
        Example = IsOneOfTheRequests(part) ? null : Example(part),
    };

    private static bool IsOf(AuthorizationRequest request, string action, string resource) =>
        action.Equals(request.Action, StringComparison.OrdinalIgnoreCase) && !request.Resource.IsAny && resource == AccessPattern.Literal(request.Resource.ToString()).Text;

    private bool IsWithoutResource(AuthorizationRequest request, string action) =>
        action.Equals(request.Action, StringComparison.OrdinalIgnoreCase) && _rules.TakesNoResource(action);

    private static IEnumerable<string> Further(string element, AccessSet set) =>
    [
        .. set.Further.Select(list => $"{element} {ConditionText.ListOf(Texts(list))}"),
        .. set.Except.Count == 0 ? (string[])[] : [$"Not{element} {ConditionText.ListOf(Texts(set.Except))}"],
    ];

    private static string Words(AccessException exception) => $"not ({string.Join(" and ", Elements(exception))})";

    private static IEnumerable<string> Elements(AccessException exception) =>
    [
        .. exception.Actions.Select(clause => $"{(clause.IsNegated ? "Not" : "")}Action {ConditionText.ListOf(Texts(clause.Patterns))}"),
        .. exception.Resources.Select(clause => $"{(clause.IsNegated ? "Not" : "")}Resource {ConditionText.ListOf(Texts(clause.Patterns))}"),
        .. exception.Conditions.Select(ConditionText.Of).Order(StringComparer.Ordinal),
    ];

    private static List<string> Texts(IReadOnlyList<AccessPattern> patterns) => [.. patterns.Select(pattern => pattern.Text).Order(StringComparer.Ordinal)];

    private string? Example(OpenedPart part)
    {
        var sure = part.Exceptions.FindAll(exception => exception.Conditions.Count == 0);
        foreach (var action in Actions(part.Box.Actions))
        {
            foreach (var resource in Resources(part.Box.Resources, action))
            {
                if ((part.To > OpenedTo.Caller || !IsOfARequest(action, resource)) && !sure.Exists(exception => Fulfills(exception, action, resource)))
                {
                    return OpenedMessages.ExampleOf(part.Principal, action, resource);
                }
            }
        }

        return null;
    }

    private bool IsOfARequest(string action, string resource) =>
        _requests.Any(request => request.Action.Equals(action, StringComparison.OrdinalIgnoreCase) && request.Resource.ToString() == resource);

    private IEnumerable<string> Actions(AccessSet set)
    {
        foreach (var request in _requests.Where(request => Contains(set, AccessPattern.OfAction(request.Action))))
        {
            yield return request.Action;
        }

        foreach (var pattern in set.Main)
        {
            if (pattern.IsLiteral)
            {
                yield return pattern.Text;
                continue;
            }

            var colon = pattern.Text.IndexOf(':');
            var service = colon > 0 && pattern.PrefixLength > colon ? pattern.Text[..colon] : null;
            foreach (var action in _rules.ActionsOf(service).Where(action => Contains(set, AccessPattern.OfAction(action))).Take(MostActions))
            {
                yield return action;
            }

            if (PatternSearch.Example(pattern, set.Further, set.Except) is { } made && made.IndexOf(':', StringComparison.Ordinal) is var end && end > 0 && end < made.Length - 1)
            {
                yield return made;
            }
        }
    }

    private IEnumerable<string> Resources(AccessSet set, string action)
    {
        if (_rules.TakesNoResource(action))
        {
            if (Contains(set, AccessPattern.Literal("*")))
            {
                yield return "*";
            }

            yield break;
        }

        foreach (var pattern in set.Main)
        {
            if (Filled(pattern) is { } filled && Contains(set, AccessPattern.Literal(filled)))
            {
                yield return filled;
            }
        }

        foreach (var request in _requests.Where(request => Contains(set, AccessPattern.Literal(request.Resource.ToString()))))
        {
            yield return request.Resource.ToString();
        }

        foreach (var pattern in set.Main)
        {
            if (PatternSearch.Example(pattern, set.Further, [.. set.Except, .. _requests.Select(request => AccessPattern.Literal(request.Resource.ToString()))]) is { } made)
            {
                yield return made;
            }
        }
    }

    // What a reader takes for a name, rather than the shortest text that matches.
    private static string Filled(AccessPattern pattern) => string.Concat(pattern.Tokens.Select(token => token switch
    {
        AccessPattern.Any => "example",
        AccessPattern.One => "x",
        _ => char.ConvertFromUtf32(token),
    }));

    private static bool Contains(AccessSet set, AccessPattern literal) => literal.IsLiteral && set.Main.Any(pattern => pattern.Matches(literal.Tokens))
        && set.Further.All(list => list.Any(pattern => pattern.Matches(literal.Tokens))) && !set.Except.Any(pattern => pattern.Matches(literal.Tokens));

    private static bool Fulfills(AccessException exception, string action, string resource) =>
        exception.Actions.All(clause => Fulfills(clause, AccessPattern.OfAction(action))) && exception.Resources.All(clause => Fulfills(clause, AccessPattern.Literal(resource)));

    private static bool Fulfills(PatternClause clause, AccessPattern literal) => clause.Patterns.Any(pattern => pattern.Matches(literal.Tokens)) != clause.IsNegated;
}
