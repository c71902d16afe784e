using System.Globalization;
using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Remediations.Opening;

/// <summary>Finds whom else than the caller a change reaches: those to whom the same policy is attached, and those whom a statement names.</summary>
internal sealed class AccessGroups
{
    private readonly AuthorizationRequest _request;
    private readonly IAccessRules _rules;
    private readonly IAccessCaller _caller;
    private readonly AccessScheme _scheme;
    private readonly PolicySet _before;
    private readonly PolicySet _after;

    public AccessGroups(AuthorizationRequest request, IAccessRules rules, IAccessCaller caller, PolicySet before, PolicySet after)
    {
        _request = request;
        _rules = rules;
        _caller = caller;
        _scheme = caller.Scheme;
        _before = before;
        _after = after;
    }

    public IEnumerable<AccessGroup> All() => [.. OfIdentity(), .. OfBoundaries(), .. OfServiceControl(), .. OfEndpoint(), .. OfResource(), .. OfResourceControl()];

    private IEnumerable<AccessGroup> OfIdentity()
    {
        if (_request.Principal.EntityId is { } entity && _rules.SharersOf(entity) is { } sharers)
        {
            IReadOnlyList<AttachedPolicy> own = [.. _before.Identity.Where(IsMadeForAll)], then = [.. _after.Identity.Where(IsMadeForAll)];
            if (!AreSame(own, then))
            {
                yield return new(sharers, OfSharers(own), OfSharers(then), IsAboutResource: false, IsExact: false);
            }
        }

        for (var i = 0; i < Math.Min(_before.Identity.Count, _after.Identity.Count); i++)
        {
            var (old, changed) = (_before.Identity[i], _after.Identity[i]);
            var isShared = old.Origin == PolicyOrigin.Managed || old.Id is not null || (old.AttachedTo is { } to && to != _request.Principal.EntityId && to != _scheme.Principal);
            if (!ReferenceEquals(old.Document, changed.Document) && isShared)
            {
                yield return new(
                    old.Id is null && old.Origin != PolicyOrigin.Managed ? OpenedMessages.MembersOf(old.AttachedTo ?? old.Name) : OpenedMessages.EverybodyWith(old.Id ?? old.Name),
                    WithServiceControl("identity", PolicyLayer.Identity, old, _before), WithServiceControl("identity", PolicyLayer.Identity, changed, _after), IsAboutResource: false);
            }
        }
    }

    private static bool IsMadeForAll(AttachedPolicy policy) => policy.Origin != PolicyOrigin.Managed;

    // The organization's policies differ from account to account.
    private AccessView OfSharers(IReadOnlyList<AttachedPolicy> policies)
    {
        var view = new AccessView();
        Add(view, "identity", PolicyLayer.Identity, policies, isAtLeast: false);
        AddFree(view, ["scp"]);
        view.Terms.Add(["identity", "scp"]);
        return view;
    }

    private IEnumerable<AccessGroup> OfBoundaries()
    {
        for (var i = 0; i < Math.Min(_before.PermissionsBoundaries.Count, _after.PermissionsBoundaries.Count); i++)
        {
            var (old, changed) = (_before.PermissionsBoundaries[i], _after.PermissionsBoundaries[i]);
            if (!ReferenceEquals(old.Document, changed.Document))
            {
                yield return new(
                    OpenedMessages.EverybodyBoundBy(old.Id ?? old.Name),
                    WithServiceControl("boundary", PolicyLayer.PermissionsBoundary, old, _before, "own"),
                        WithServiceControl("boundary", PolicyLayer.PermissionsBoundary, changed, _after, "own"), IsAboutResource: false);
            }
        }
    }

    private IEnumerable<AccessGroup> OfServiceControl()
    {
        for (var i = 0; _scheme.ServiceControlApplies && i < Math.Min(_before.ServiceControl.Count, _after.ServiceControl.Count); i++)
        {
            var (old, changed) = (_before.ServiceControl[i], _after.ServiceControl[i]);
            if (!AreSame(old.Policies, changed.Policies))
            {
                // Levels below this one are those on the way to the caller's account alone.
                yield return new(OpenedMessages.EverybodyBelow(old.AttachmentTarget), ServiceControlAlone(_before, i + 1), ServiceControlAlone(_after, i + 1), IsAboutResource: false);
            }
        }
    }

    private IEnumerable<AccessGroup> OfEndpoint()
    {
        if (AreSame(_before.VpcEndpoint, _after.VpcEndpoint))
        {
            yield break;
        }

        foreach (var (entry, but) in Entries(PolicyLayer.VpcEndpoint, _before.VpcEndpoint, _after.VpcEndpoint))
        {
            yield return new(NameOf(entry), Endpoint(_before, entry, but), Endpoint(_after, entry, but), IsAboutResource: false, IsExact: false) { IncludesCaller = Includes(entry) };
        }
    }

    private IEnumerable<AccessGroup> OfResource()
    {
        IReadOnlyList<AttachedPolicy> old = _before.ResourcePolicy is { } before ? [before] : [], changed = _after.ResourcePolicy is { } after ? [after] : [];
        if (!_scheme.ResourcePolicyApplies || AreSame(old, changed))
        {
            yield break;
        }

        foreach (var (entry, but) in Entries(PolicyLayer.Resource, old, changed))
        {
            // Within one account, naming the account adds nothing to what its own policies allow.
            var isNeedless = _rules.AccountOf(entry) is { } account && account == _scheme.ResourceAccount && _scheme.Combination != AccessCombination.WithConsent
                && !_scheme.IsRoleTrust;
            yield return new(
                NameOf(entry), Resource(old, entry, but, isNeedless), Resource(changed, entry, but, isNeedless), IsAboutResource: true,
                IsExact: _scheme.Combination != AccessCombination.Both)
            {
                HasOwnPolicies = NeedsOwnPolicies(entry),
                IncludesCaller = Includes(entry),
            };
        }
    }

    private IEnumerable<AccessGroup> OfResourceControl()
    {
        IReadOnlyList<AttachedPolicy> old = [.. _before.ResourceControl.SelectMany(node => node.Policies)], changed = [.. _after.ResourceControl.SelectMany(node => node.Policies)];
        if (!_scheme.ResourceControlApplies || AreSame(old, changed))
        {
            yield break;
        }

        foreach (var (entry, but) in Entries(PolicyLayer.ResourceControl, old, changed))
        {
            yield return new(NameOf(entry), ResourceControl(old, entry, but), ResourceControl(changed, entry, but), IsAboutResource: false, IsExact: false) { IncludesCaller = Includes(entry) };
        }
    }

    private AccessView WithServiceControl(string key, PolicyLayer layer, AttachedPolicy policy, PolicySet policies, params string[] more)
    {
        var view = new AccessView();
        Add(view, key, layer, [policy], isAtLeast: layer == PolicyLayer.Identity);
        var gates = AddServiceControl(view, policies, _scheme.ServiceControlApplies ? policies.ServiceControl.Count : 0);
        AddFree(view, more);
        view.Terms.Add([key, .. more, .. gates]);
        if (layer == PolicyLayer.PermissionsBoundary)
        {
            // What a resource grants to everybody is not bounded; a deny is all that keeps it back.
            AddFree(view, ["others"]);
            view.Terms.Add(["others", .. gates]);
        }

        return view;
    }

    private AccessView ServiceControlAlone(PolicySet policies, int count)
    {
        var view = new AccessView();
        var gates = AddServiceControl(view, policies, count);
        AddFree(view, ["own"]);
        view.Terms.Add(["own", .. gates]);
        return view;
    }

    private AccessView Endpoint(PolicySet policies, PrincipalEntry entry, PrincipalElement? but)
    {
        var view = new AccessView();
        Add(view, "endpoint", PolicyLayer.VpcEndpoint, policies.VpcEndpoint, isAtLeast: false, entry, but);
        AddFree(view, ["own"]);
        view.Terms.Add(["own", "endpoint"]);
        return view;
    }

    private AccessView Resource(IReadOnlyList<AttachedPolicy> policies, PrincipalEntry entry, PrincipalElement? but, bool isNeedless)
    {
        var view = new AccessView();
        var layer = _scheme.IsRoleTrust ? PolicyLayer.RoleTrust : PolicyLayer.Resource;
        Add(view, "resource", layer, policies, isAtLeast: false, entry, but);
        if (_scheme.ResourceControlApplies)
        {
            Add(view, "rcp", PolicyLayer.ResourceControl, [.. _after.ResourceControl.SelectMany(node => node.Policies)], isAtLeast: false, entry, but);
        }

        if (!isNeedless)
        {
            view.Terms.Add(["resource"]);
        }

        // A deny that is lifted frees what other policies allow, which a service has none of.
        if (entry.Type != "Service")
        {
            AddFree(view, ["others"]);
            view.Terms.Add(["others"]);
        }

        return view;
    }

    private AccessView ResourceControl(IReadOnlyList<AttachedPolicy> policies, PrincipalEntry entry, PrincipalElement? but)
    {
        var view = new AccessView();
        Add(view, "rcp", PolicyLayer.ResourceControl, policies, isAtLeast: false, entry, but);
        AddFree(view, ["others"]);
        view.Terms.Add(["others"]);
        return view;
    }

    private static void AddFree(AccessView view, IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            view.Add(new(key, [], IsAtLeast: true));
        }
    }

    private List<string> AddServiceControl(AccessView view, PolicySet policies, int count)
    {
        var gates = new List<string>();
        for (var i = 0; i < count; i++)
        {
            gates.Add(string.Create(CultureInfo.InvariantCulture, $"scp:{i}"));
            Add(view, gates[^1], PolicyLayer.ServiceControl, policies.ServiceControl[i].Policies, isAtLeast: policies.IsUnavailable(PolicyLayer.ServiceControl));
        }

        return gates;
    }

    private void Add(AccessView view, string key, PolicyLayer layer, IReadOnlyList<AttachedPolicy> policies, bool isAtLeast, PrincipalEntry? entry = null, PrincipalElement? but = null)
    {
        var boxes = new List<(StatementId, StatementBox)>();
        foreach (var (statement, id) in PolicyStatements.Of(policies, layer))
        {
            if (entry is null || Names(statement, entry))
            {
                var isNamed = entry is null || statement.Principals is { IsNegated: false } || AreSame(statement.Principals, but);
                (statement.Effect == Effect.Deny ? view.Denies : boxes).Add((id, StatementBox.Of(statement, layer, _rules, isNamed)));
            }
        }

        view.Add(new(key, boxes, isAtLeast));
    }

    // A deny that names an account meets everybody of it, of whom an allow needs their own policies as well.
    private bool Names(Statement statement, PrincipalEntry entry) => statement.Principals is { } principals
        && (principals.IsNegated ? entry.IsEverybody : principals.Entries.Any(other => other.IsEverybody || other == entry
            || (statement.Effect == Effect.Deny && _rules.AccountOf(other) is { } account && account == _rules.HomeOf(entry))));

    // Those whom a statement names that is new or gone, apart from the caller; where all of these are denies for everybody but some, with those some.
    private IEnumerable<(PrincipalEntry Entry, PrincipalElement? But)> Entries(PolicyLayer layer, IReadOnlyList<AttachedPolicy> old, IReadOnlyList<AttachedPolicy> changed)
    {
        var before = PolicyStatements.Of(old, layer).DistinctBy(item => item.Id).ToDictionary(item => item.Id, item => item.Statement);
        var after = PolicyStatements.Of(changed, layer).DistinctBy(item => item.Id).ToDictionary(item => item.Id, item => item.Statement);
        var statements = after.Where(item => item.Value.Effect != Effect.Deny && !before.ContainsKey(item.Key))
            .Concat(before.Where(item => item.Value.Effect == Effect.Deny && !after.ContainsKey(item.Key))).Select(item => item.Value).ToList();
        var but = statements is [{ Effect: Effect.Deny, Principals: { IsNegated: true } first }, ..] && statements.TrueForAll(one => one.Effect == Effect.Deny && AreSame(one.Principals, first))
            ? first : null;
        return statements.SelectMany(item => item.Principals is { IsNegated: false } named ? named.Entries : [new("*", "*")])
            .Select(entry => entry.IsEverybody ? new PrincipalEntry("*", "*") : entry).Distinct().Where(entry => !IsCaller(entry)).Select(entry => (entry, but));
    }

    // Everybody whom one of the two spares the other spares, too.
    private static bool AreSame(PrincipalElement? one, PrincipalElement? other) =>
        one is { IsNegated: true } && other is { IsNegated: true } && one.Entries.SequenceEqual(other.Entries);

    private bool IsCaller(PrincipalEntry entry)
    {
        var grades = GradesOf(entry);
        return !entry.IsEverybody && (grades.Direct == Truth.True || grades.Entity == Truth.True);
    }

    private string NameOf(PrincipalEntry entry) => _rules.AccountOf(entry) is { } account ? OpenedMessages.EverybodyIn(account) : entry.Value;

    // Within the account of the resource who is named, and everybody where everybody is, needs no policy of its own (SAME-01, SAME-06).
    private bool NeedsOwnPolicies(PrincipalEntry entry) => entry.Type != "Service" && !entry.IsEverybody
        && (_rules.AccountOf(entry) is not null || _rules.HomeOf(entry) is not { } home || home != _scheme.ResourceAccount);

    private bool Includes(PrincipalEntry entry) => GradesOf(entry).Any == Truth.True;

    private AccessGrades GradesOf(PrincipalEntry entry) => _caller.GradesOf(new PrincipalElement(false, [entry]), Effect.Allow);

    private static bool AreSame(IReadOnlyList<AttachedPolicy> old, IReadOnlyList<AttachedPolicy> changed) =>
        old.Count == changed.Count && old.Zip(changed).All(pair => ReferenceEquals(pair.First.Document, pair.Second.Document));
}
