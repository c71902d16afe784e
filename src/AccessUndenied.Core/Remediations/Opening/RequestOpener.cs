using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Remediations.Opening;

/// <summary>What a change opens as the policies of one request tell it: to the caller, and to others whom the change reaches.</summary>
internal sealed class RequestOpener
{
    private readonly AuthorizationRequest _request;
    private readonly PolicySet _before;
    private readonly PolicySet _after;
    private readonly IAccessRules _rules;
    private readonly IAccessCaller _caller;
    private readonly AccessScheme _scheme;
    private readonly AccessBox _inside;
    private readonly IReadOnlyList<StatementBox> _outside;
    private readonly IReadOnlyList<StatementBox> _free;

    public RequestOpener(
        AuthorizationRequest request, PolicySet before, PolicySet after, IAccessRules rules, IAccessCaller caller, ResourcePlace place, IReadOnlyList<StatementBox> outside)
    {
        _request = before.ResolvedPrincipal is { } resolved ? request with { Principal = resolved } : request;
        _before = before with { ResolvedPrincipal = null };
        _after = after with { ResolvedPrincipal = null };
        _rules = rules;
        _caller = caller;
        _scheme = caller.Scheme;
        _inside = AccessBox.Everything.And(place.Inside)!;
        _outside = outside;
        _free = request.Principal.Kind == PrincipalKind.Anonymous
            ? []
            : [StatementBox.Everything with { Actions = new(false, [.. rules.FreeActions.Select(AccessPattern.OfAction)]) }];
    }

    /// <summary>Whether nothing more than what opens was claimed.</summary>
    public bool IsExact { get; private set; } = true;

    public List<OpenedPart> Run()
    {
        var parts = new List<OpenedPart>();
        foreach (var group in new AccessGroups(_request, _rules, _caller, _before, _after).All())
        {
            var region = group.IsAboutResource ? _inside : AccessBox.Everything;
            region = group.HasOwnPolicies ? region.With(OpenedMessages.BoundBy("own")) : region;
            var found = Search(group.Before, group.After, group.Principal, group.IncludesCaller ? OpenedTo.CallerAndOthers : OpenedTo.Others, region, []);
            IsExact &= group.IsExact || found.Count == 0;
            parts.AddRange(found.Where(part => !IsCallerAlone(part)));
        }

        // What is passed with a session bounds that session alone: others of the same role may have passed less, or nothing.
        var hasSession = _before.SessionPolicies.Count > 0 && _request.Principal.Kind == PrincipalKind.RoleSession;
        var endpointChanges = !ReferenceEquals(_before.VpcEndpoint, _after.VpcEndpoint) && !_before.VpcEndpoint.SequenceEqual(_after.VpcEndpoint);
        var sessionChanges = !_before.SessionPolicies.SequenceEqual(_after.SessionPolicies);
        var caller = _request.Principal;
        if (caller.Kind != PrincipalKind.RoleSession || caller.EntityId is not { } entity)
        {
            parts.AddRange(OfCaller(_request, sessionChanges || hasSession || caller.Kind == PrincipalKind.FederatedSession, endpointChanges, OpenedTo.Caller));

            // What the session has of its user, the user has as well, and all its other sessions.
            if (caller is { Kind: PrincipalKind.FederatedSession, EntityId: { } user } && !_before.Identity.SequenceEqual(_after.Identity))
            {
                parts.AddRange(OfCaller(_request with { Principal = caller with { Kind = PrincipalKind.User, Id = user, SessionName = null } }, withSession: false, endpointChanges, OpenedTo.Others));
            }

            return parts;
        }

        if (hasSession || sessionChanges || NamesSession(_before, caller.Id) || NamesSession(_after, caller.Id))
        {
            parts.AddRange(OfCaller(_request, withSession: true, endpointChanges, OpenedTo.Session));
        }

        parts.AddRange(OfCaller(_request with { Principal = caller with { Kind = PrincipalKind.Role, Id = entity, SessionName = null } }, withSession: false, endpointChanges, OpenedTo.Caller));
        return parts;
    }

    // Of everybody but some, a session is one even where its role is not: NotPrincipal has to name both.
    private static bool NamesSession(PolicySet policies, string session) =>
        policies.VpcEndpoint.Concat(policies.ResourceControl.SelectMany(node => node.Policies)).Append(policies.ResourcePolicy)
            .SelectMany(policy => policy?.Document?.StatementArray ?? [])
            .Any(statement => statement.Principals is { } principals && (principals.IsNegated || principals.Entries.Any(entry => entry.Value == session)));

    // The policy of an endpoint governs the calls that come through it: on every other way the further changes open what they open, whatever it says.
    private IEnumerable<OpenedPart> OfCaller(AuthorizationRequest request, bool withSession, bool endpointChanges, OpenedTo to) => endpointChanges
        ? [.. OnWay(request, withSession, withEndpoint: true, to), .. OnWay(request, withSession, withEndpoint: false, to)]
        : OnWay(request, withSession, withEndpoint: false, to);

    private List<OpenedPart> OnWay(AuthorizationRequest request, bool withSession, bool withEndpoint, OpenedTo to)
    {
        var principal = to is OpenedTo.Session or OpenedTo.Others ? request.Principal.Id : _scheme.Principal;
        var caller = ReferenceEquals(request, _request) ? _caller : _rules.CallerOf(request, _before);
        var views = new CallerViews(caller, _rules, _scheme, withSession, withEndpoint);
        var inside = Search(views.Inside(_before), views.Inside(_after), principal, to, _inside, []);
        var beyond = AccessBox.Everything.With(OpenedMessages.BoundBy("resources"));
        var outside = Search(views.Outside(_before), views.Outside(_after), principal, to, beyond, _outside);
        if (_request.Resource.IsAny)
        {
            outside.RemoveAll(part => inside.Exists(own => own.Box.Notes.All(part.Box.Notes.Contains) && own.Includes(part)));
        }

        IsExact &= outside.Count == 0 && (inside.Count == 0 || IsSure(inside));
        return [.. inside, .. outside];
    }

    // Rules of single actions, such as those that work in their own account alone, are known for the request's own.
    private bool IsSure(List<OpenedPart> parts) =>
        !_scheme.IsNeverAllowed && (!_scheme.HasSpecialActions || parts.TrueForAll(part => part.Box.Actions.Single is not null))
        && !_before.RestrictsPublicPolicies && _before.Unavailable.Count == 0;

    private List<OpenedPart> Search(AccessView before, AccessView after, string principal, OpenedTo to, AccessBox region, IReadOnlyList<StatementBox> outside)
    {
        var search = new OpeningSearch(before, after, _rules, principal, to);
        var found = search.Run(region, outside).Where(part => !_free.Any(part.Box.IsWithin)).ToList();
        IsExact &= !search.IsShortened;
        return found;
    }

    // The caller's own view tells more exactly what opens to it.
    private bool IsCallerAlone(OpenedPart part) => part.Box.Conditions.Any(condition => ConditionText.ListsValues(condition)
        && _caller.SharedValue(condition.Key) is { Count: 1 } own && condition.Values.All(value => value == own[0])
        && condition.Key.Equals(_rules.CallerKey, StringComparison.OrdinalIgnoreCase));
}
