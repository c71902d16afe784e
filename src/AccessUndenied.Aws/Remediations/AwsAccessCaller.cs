using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Simulation.Layers;
using AccessUndenied.Policies;
using AccessUndenied.Remediations.Opening;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>The caller of one request, asked of the rules that simulate.</summary>
internal sealed class AwsAccessCaller : IAccessCaller
{
    // What a session's tags tell may differ from session to session; these do not.
    private static readonly string[] s_shared =
        ["aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalType", "aws:PrincipalIsAWSService", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalServiceName"];

    private static readonly string[] s_sharedByUser = ["aws:username", "aws:userid"];

    private readonly Evaluation _evaluation = new(ActionCatalog.Default);

    public AwsAccessCaller(AuthorizationRequest request, PolicySet policies)
    {
        _evaluation.Start(request, policies, MalformedStatements.ApplyPerhaps, recorder: null);
        Scheme = MakeScheme(request);
    }

    /// <inheritdoc/>
    public AccessScheme Scheme { get; }

    /// <inheritdoc/>
    public AccessGrades GradesOf(PrincipalElement? element, Effect effect) => GradesOf(element, effect, accountNamesRootAlone: false);

    /// <inheritdoc/>
    public AccessGrades GradesOf(PrincipalElement? element, Effect effect, bool accountNamesRootAlone)
    {
        var match = PrincipalMatcher.Match(element, effect, _evaluation.Caller, _evaluation.UniqueId, _evaluation.HasBoundary, accountNamesRootAlone);
        return new(match.Direct, match.Entity, match.Delegated);
    }

    /// <inheritdoc/>
    public ContextValue SharedValue(string key) => s_shared.Contains(key, StringComparer.OrdinalIgnoreCase)
        || (_evaluation.Caller.Kind == PrincipalKind.User && s_sharedByUser.Contains(key, StringComparer.OrdinalIgnoreCase))
        ? _evaluation.Lookup(key)
        : ContextValue.Unknown;

    private AccessScheme MakeScheme(AuthorizationRequest request)
    {
        var caller = _evaluation.Caller;
        var service = ActionName.ServiceOf(request.Action).ToString();
        return new()
        {
            Combination = caller.IsService || caller.IsAnonymous || caller.IsOutsideIdentity ? AccessCombination.ResourceOnly
                : _evaluation.IsCrossAccount ? AccessCombination.Both
                : DecisionOrder.NeedsConsent(_evaluation) ? AccessCombination.WithConsent
                : AccessCombination.Either,
            Principal = caller.Kind is PrincipalKind.User or PrincipalKind.Role or PrincipalKind.RoleSession ? caller.EntityId ?? caller.Principal.Id : caller.Principal.Id,
            AllowsByIdentity = caller.IsRoot,
            IsCallerKnown = !caller.IsObscure,
            BoundaryApplies = caller.HasIdentity,
            SessionApplies = SessionLayer.Evaluate(_evaluation).Applies,
            ServiceControlApplies = ServiceControlLayer.Evaluate(_evaluation).Applies,
            ResourceControlApplies = ResourceControlLayer.Evaluate(_evaluation).Applies,
            ResourcePolicyApplies = !_evaluation.TakesNoResource && !_evaluation.IsRoleWithoutTrustCheck,
            IsRoleTrust = _evaluation.IsRoleTrust,
            IsNeverAllowed = DecisionOrder.IsNeverAllowed(_evaluation),
            ResourceAccount = _evaluation.ResourceAccount,
            GovernedActions = service + ":*",
            UncontrolledActions = ["kms:RetireGrant"],
            HasSpecialActions = _evaluation.IsCrossAccount || caller.IsRoot || service.Equals("iam", StringComparison.OrdinalIgnoreCase),
        };
    }
}
