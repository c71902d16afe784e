using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Simulation.Layers;
using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Remediations.Opening;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>What computing the reach of a change needs to know of AWS; all of it asked of the rules that simulate.</summary>
internal sealed partial class AwsPolicyDialect : IAccessRules
{
    private const int AccountDigits = 12;

    private static readonly string[] s_shared =
        ["aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalType", "aws:PrincipalIsAWSService", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalServiceName"];

    private static readonly string[] s_wellKnown = ["s3", "ec2", "iam", "sqs", "dynamodb", "lambda", "kms"];

    private static readonly string[] s_sharedByUser = ["aws:username", "aws:userid"];

    /// <inheritdoc/>
    public IReadOnlyList<string> FreeActions => ServiceRules.WithoutPermission;

    /// <inheritdoc/>
    public string CallerKey => "aws:PrincipalArn";

    /// <inheritdoc/>
    public AccessScheme SchemeOf(AuthorizationRequest request, PolicySet policies)
    {
        var evaluation = Start(request, policies);
        var caller = evaluation.Caller;
        var service = ServiceRules.ServiceOf(request.Action).ToString();
        return new()
        {
            Combination = caller.IsService || caller.IsAnonymous || caller.IsOutsideIdentity ? AccessCombination.ResourceOnly
                : evaluation.IsCrossAccount ? AccessCombination.Both
                : DecisionOrder.NeedsConsent(evaluation) ? AccessCombination.WithConsent
                : AccessCombination.Either,
            Principal = caller.Kind is PrincipalKind.User or PrincipalKind.Role or PrincipalKind.RoleSession ? caller.EntityId ?? caller.Principal.Id : caller.Principal.Id,
            AllowsByIdentity = caller.IsRoot,
            IsCallerKnown = !caller.IsObscure,
            BoundaryApplies = caller.HasIdentity,
            SessionApplies = SessionLayer.Evaluate(evaluation).Applies,
            ServiceControlApplies = ServiceControlLayer.Evaluate(evaluation).Applies,
            ResourceControlApplies = ResourceControlLayer.Evaluate(evaluation).Applies,
            ResourcePolicyApplies = !evaluation.TakesNoResource && !evaluation.IsRoleWithoutTrustCheck,
            IsRoleTrust = evaluation.IsRoleTrust,
            IsNeverAllowed = DecisionOrder.IsNeverAllowed(evaluation),
            ResourceAccount = evaluation.ResourceAccount,
            GovernedActions = service + ":*",
            UncontrolledActions = ["kms:RetireGrant"],
            HasSpecialActions = evaluation.IsCrossAccount || caller.IsRoot || service is "iam",
        };
    }

    /// <inheritdoc/>
    public AccessGrades GradesOf(PrincipalElement? element, Effect effect, AuthorizationRequest request, PolicySet policies)
    {
        var evaluation = Start(request, policies);
        var match = PrincipalMatcher.Match(element, effect, evaluation.Caller, evaluation.UniqueId, evaluation.HasBoundary);
        return new(match.Direct, match.Entity, match.Delegated);
    }

    /// <inheritdoc/>
    public string? AccountOf(PrincipalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Type is not ("AWS" or ""))
        {
            return null;
        }

        var fields = entry.Value.Split(':');
        var account = fields is [_, _, "iam", "", var owner, "root"] ? owner : entry.Value;
        return account.Length == AccountDigits && account.All(char.IsAsciiDigit) ? account : null;
    }

    /// <inheritdoc/>
    public ContextValue SharedValue(string key, AuthorizationRequest request, PolicySet policies)
    {
        var evaluation = Start(request, policies);
        var isShared = s_shared.Contains(key, StringComparer.OrdinalIgnoreCase)
            || (evaluation.Caller.Kind == PrincipalKind.User && s_sharedByUser.Contains(key, StringComparer.OrdinalIgnoreCase));
        return isShared ? evaluation.Lookup(key) : ContextValue.Unknown;
    }

    /// <inheritdoc/>
    public bool IsMultivalued(string key) => ActionCatalog.Default.IsMultivalued(key);

    /// <inheritdoc/>
    public bool CompletesResources(PolicyLayer layer) => layer is PolicyLayer.Identity or PolicyLayer.PermissionsBoundary or PolicyLayer.ServiceControl;

    /// <inheritdoc/>
    public bool TakesNoResource(string action) => ActionCatalog.Default.FindAction(action) is { TakesNoResource: true };

    /// <inheritdoc/>
    public IReadOnlyList<string> ResourcesOf(string carrier)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        if (!carrier.StartsWith("arn:", StringComparison.Ordinal) || carrier.Contains('*'))
        {
            return [];
        }

        var literal = carrier.Replace("${", "${$}{", StringComparison.Ordinal);
        return carrier.Split(':', 6) is not [_, _, var service, _, _, var tail] ? [literal] : service switch
        {
            "s3" or "s3express" when carrier.Contains(":::", StringComparison.Ordinal) && tail.IndexOf('/') is var slash and > 0 =>
                [literal[..literal.IndexOf('/')], literal[..literal.IndexOf('/')] + "/*"],
            "s3" or "s3express" or "dynamodb" or "s3-outposts" => [literal, literal + "/*"],
            "lambda" or "logs" => [literal, literal + ":*"],
            _ => [literal],
        };
    }

    /// <inheritdoc/>
    public IEnumerable<string> ActionsOf(string? service) => (service is null ? s_wellKnown : [service])
        .SelectMany(name => ActionCatalog.Default.FindService(name)?.Actions.Select(action => action.FullName) ?? []);

    private static Evaluation Start(AuthorizationRequest request, PolicySet policies)
    {
        var evaluation = new Evaluation(ActionCatalog.Default);
        evaluation.Start(request, policies, MalformedStatements.ApplyPerhaps, recorder: null);
        return evaluation;
    }
}
