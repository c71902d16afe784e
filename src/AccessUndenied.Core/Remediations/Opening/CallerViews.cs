using System.Globalization;
using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Remediations.Opening;

/// <summary>Views of the caller of one request, all of whose policies are known.</summary>
internal sealed class CallerViews
{
    private readonly IAccessCaller _caller;
    private readonly IAccessRules _rules;
    private readonly AccessScheme _scheme;
    private readonly KnownKeys _shared;
    private readonly bool _withSession;
    private readonly bool _withEndpoint;

    /// <summary>Views of <paramref name="caller"/>.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="rules">The provider's rules.</param>
    /// <param name="scheme">How the layers combine.</param>
    /// <param name="withSession">Whether the session's own policies count, which other sessions of the same role may not have.</param>
    /// <param name="withEndpoint">Whether the policy of the network endpoint counts, which calls on another way do not meet.</param>
    public CallerViews(IAccessCaller caller, IAccessRules rules, AccessScheme scheme, bool withSession, bool withEndpoint)
    {
        _caller = caller;
        _rules = rules;
        _scheme = scheme;
        _withSession = withSession;
        _withEndpoint = withEndpoint;
        _shared = new(caller.SharedValue, rules.IsMultivalued);
    }

    /// <summary>What is allowed on the resource whose policy is known.</summary>
    public AccessView Inside(PolicySet policies)
    {
        var view = Own(policies);
        AddResource(view, policies);
        if (_scheme.ResourceControlApplies)
        {
            AddResourceControl(view, policies);
        }

        var gates = Gates(view);
        var bounds = Bounds(view);
        switch (_scheme.Combination)
        {
            case AccessCombination.ResourceOnly:
                view.Terms.Add(["resource", .. gates]);
                break;
            case AccessCombination.Both:
                view.Terms.Add(["identity", "resource", .. bounds, .. gates]);
                break;
            default:
                view.Terms.Add(["identity", .. _scheme.Combination == AccessCombination.WithConsent ? (string[])["delegated"] : [], .. bounds, .. gates]);
                view.Terms.Add(["entity", .. bounds, .. gates]);
                view.Terms.Add(["direct", .. gates]);
                break;
        }

        return view;
    }

    /// <summary>What is allowed on all other resources, of whose own policies nobody knows.</summary>
    public AccessView Outside(PolicySet policies)
    {
        var view = Own(policies);
        if (_scheme.ResourceControlApplies)
        {
            // A deny that is lifted frees other resources too; whether one that stays reaches them is not known.
            var reached = new AccessView();
            AddResourceControl(reached, policies);
            view.Denies.AddRange(reached.Denies.Select(deny => (deny.Id, deny.Box with { IsCertain = false })));
        }

        var gates = Gates(view);
        var bounds = Bounds(view);
        foreach (var key in (string[])["direct", "entity", "resource"])
        {
            view.Add(new(key, [], IsAtLeast: true));
        }

        if (_scheme.Combination == AccessCombination.ResourceOnly)
        {
            view.Terms.Add(["resource", .. gates]);
            return view;
        }

        view.Terms.Add(["identity", .. bounds, .. gates]);
        view.Terms.Add(["entity", .. bounds, .. gates]);
        view.Terms.Add(["direct", .. gates]);
        return view;
    }

    private static List<string> Gates(AccessView view) => [.. view.Keys.Where(key => key.StartsWith("scp", StringComparison.Ordinal) || key == "endpoint")];

    private static List<string> Bounds(AccessView view) => [.. view.Keys.Where(key => key.StartsWith("boundary", StringComparison.Ordinal) || key == "session")];

    private AccessView Own(PolicySet policies)
    {
        var view = new AccessView();
        if (_scheme.AllowsByIdentity)
        {
            view.Add(new("identity", [(StatementId.None, StatementBox.Everything)]));
        }
        else
        {
            AddLayer(view, "identity", PolicyLayer.Identity, policies.Identity, policies, isUnknown: !_scheme.IsCallerKnown);
        }

        if (_scheme.BoundaryApplies)
        {
            for (var i = 0; i < policies.PermissionsBoundaries.Count; i++)
            {
                AddLayer(view, Numbered("boundary", i), PolicyLayer.PermissionsBoundary, [policies.PermissionsBoundaries[i]], policies);
            }
        }

        if (_scheme.SessionApplies && _withSession)
        {
            AddLayer(view, "session", PolicyLayer.Session, policies.SessionPolicies, policies);
        }

        if (_scheme.ServiceControlApplies)
        {
            for (var i = 0; i < policies.ServiceControl.Count; i++)
            {
                AddLayer(view, Numbered("scp", i), PolicyLayer.ServiceControl, policies.ServiceControl[i].Policies, policies);
            }
        }

        if (_withEndpoint && policies.VpcEndpoint.Count > 0 && _scheme.Combination != AccessCombination.ResourceOnly)
        {
            AddLayer(view, "endpoint", PolicyLayer.VpcEndpoint, policies.VpcEndpoint, policies);
        }

        return view;
    }

    private void AddLayer(AccessView view, string key, PolicyLayer layer, IReadOnlyList<AttachedPolicy> attached, PolicySet policies, bool isUnknown = false)
    {
        var boxes = new List<(StatementId, StatementBox)>();
        foreach (var (statement, id) in PolicyStatements.Of(attached, layer))
        {
            var grades = layer == PolicyLayer.VpcEndpoint ? _caller.GradesOf(statement.Principals, statement.Effect, attached[0].AccountNamesRootAlone) : new(Truth.True, Truth.False, Truth.False);
            if (Box(statement, layer, grades.Any) is { } box)
            {
                (statement.Effect == Effect.Deny ? view.Denies : boxes).Add((id, box));
            }
        }

        view.Add(new(key, boxes, isUnknown || policies.IsUnavailable(layer) || attached.Any(policy => policy.Document is null)));
    }

    private void AddResource(AccessView view, PolicySet policies)
    {
        List<(StatementId Id, StatementBox Box)> direct = [], entity = [], delegated = [];
        var layer = _scheme.IsRoleTrust ? PolicyLayer.RoleTrust : PolicyLayer.Resource;
        var policy = _scheme.ResourcePolicyApplies ? policies.ResourcePolicy : null;
        foreach (var (statement, id) in PolicyStatements.Of(policy is null ? [] : [policy], layer))
        {
            var grades = _caller.GradesOf(statement.Principals, statement.Effect);
            if (statement.Effect == Effect.Deny)
            {
                if (Box(statement, layer, grades.Any) is { } deny)
                {
                    view.Denies.Add((id, deny));
                }

                continue;
            }

            foreach (var (list, matches) in new[] { (direct, grades.Direct), (entity, grades.Entity), (delegated, grades.Delegated) })
            {
                if (Box(statement, layer, matches) is { } box)
                {
                    list.Add((id, box));
                }
            }
        }

        var isAtLeast = (policies.IsUnavailable(PolicyLayer.Resource) || policies.IsUnavailable(PolicyLayer.RoleTrust) || policy is { Document: null }) && _scheme.ResourcePolicyApplies;
        view.Add(new("direct", direct, isAtLeast));
        view.Add(new("entity", entity, isAtLeast));
        view.Add(new("delegated", delegated, isAtLeast));
        view.Add(new("resource", [.. direct, .. entity, .. delegated], isAtLeast));
    }

    private void AddResourceControl(AccessView view, PolicySet policies)
    {
        foreach (var (statement, id) in PolicyStatements.Of([.. policies.ResourceControl.SelectMany(node => node.Policies)], PolicyLayer.ResourceControl))
        {
            if (statement.Effect == Effect.Deny
                && Box(statement, PolicyLayer.ResourceControl, _caller.GradesOf(statement.Principals, statement.Effect).Any) is { } deny)
            {
                view.Denies.Add((id, deny with { Spares = [.. _scheme.UncontrolledActions.Select(AccessPattern.OfAction)] }));
            }
        }
    }

    private StatementBox? Box(Statement statement, PolicyLayer layer, Truth matches) =>
        matches == Truth.False ? null : StatementBox.Of(statement, layer, _rules, matches == Truth.True).Given(_shared);

    private static string Numbered(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}:{number}");
}
