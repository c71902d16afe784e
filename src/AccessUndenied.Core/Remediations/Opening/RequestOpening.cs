using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Remediations.Opening;

/// <summary>What a change opens as the policies of one request tell it: to the caller, and to others whom the change reaches.</summary>
internal sealed class RequestOpening
{
    private readonly AuthorizationRequest _request;
    private readonly PolicySet _before;
    private readonly PolicySet _after;
    private readonly IAccessRules _rules;
    private readonly AccessScheme _scheme;
    private readonly AccessBox _inside;
    private readonly IReadOnlyList<StatementBox> _outside;
    private readonly IReadOnlyList<StatementBox> _free;

    public RequestOpening(
        AuthorizationRequest request, PolicySet before, PolicySet after, IAccessRules rules, AccessScheme scheme, ResourcePlace place, IReadOnlyList<StatementBox> outside)
    {
        _request = request;
        _before = before;
        _after = after;
        _rules = rules;
        _scheme = scheme;
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
        foreach (var group in new AccessGroups(_request, _rules, _scheme, _before, _after).All())
        {
            var region = group.IsAboutResource ? _inside : AccessBox.Everything;
            region = group.HasOwnPolicies ? region.With(Messages.BoundBy("own")) : region;
            var found = Search(group.Before, group.After, group.Principal, group.IncludesCaller ? OpenedTo.CallerAndOthers : OpenedTo.Others, region, []);
            IsExact &= group.IsExact || found.Count == 0;
            parts.AddRange(found.Where(part => !IsCallerAlone(part)));
        }

        // What is passed with a session bounds that session alone: others of the same role may have passed less, or nothing.
        var hasSession = _before.SessionPolicies.Count > 0 && _request.Principal.Kind == PrincipalKind.RoleSession;
        var endpointChanges = !ReferenceEquals(_before.VpcEndpoint, _after.VpcEndpoint) && !_before.VpcEndpoint.SequenceEqual(_after.VpcEndpoint);
        var sessionChanges = !_before.SessionPolicies.SequenceEqual(_after.SessionPolicies);
        if (hasSession || sessionChanges || _request.Principal.Kind == PrincipalKind.FederatedSession)
        {
            parts.AddRange(OfCaller(withSession: true, endpointChanges, hasSession || sessionChanges ? _request.Principal.Id : _scheme.Principal));
        }

        if (!sessionChanges && _request.Principal.Kind != PrincipalKind.FederatedSession)
        {
            parts.AddRange(OfCaller(withSession: false, endpointChanges, _scheme.Principal));
        }

        return parts;
    }

    private List<OpenedPart> OfCaller(bool withSession, bool withEndpoint, string principal)
    {
        var to = principal == _request.Principal.Id && principal != _scheme.Principal ? OpenedTo.Session : OpenedTo.Caller;
        var views = new CallerViews(_request, _before, _rules, _scheme, withSession, withEndpoint);
        var inside = Search(views.Inside(_before), views.Inside(_after), principal, to, _inside, []);
        var beyond = AccessBox.Everything.With(Messages.BoundBy("resources"));
        var outside = Search(views.Outside(_before), views.Outside(_after), principal, to, beyond, _outside);
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
        var found = search.Run(region, [.. outside, .. _free]).ToList();
        IsExact &= !search.IsShortened;
        return found;
    }

    // The caller's own view tells more exactly what opens to it.
    private bool IsCallerAlone(OpenedPart part) => part.Box.Conditions.Any(condition => ConditionText.ListsValues(condition)
        && _rules.SharedValue(condition.Key, _request, _before) is { Count: 1 } own && condition.Values.All(value => value == own[0])
        && condition.Key.Equals(_rules.CallerKey, StringComparison.OrdinalIgnoreCase));
}
