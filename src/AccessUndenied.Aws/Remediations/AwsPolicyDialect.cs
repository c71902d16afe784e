using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Remediations;

/// <summary>How AWS's policies name callers and exempt them, which of them can be changed, and by what commands.</summary>
/// <remarks>
/// Source: IAM User Guide, "AWS JSON policy elements: Principal" and "Deny with ArnNotEquals aws:PrincipalArn" (PRIN-24), "IAM and AWS STS
/// quotas" and the quotas of the other services (LIM-01 to LIM-08).
/// </remarks>
internal sealed partial class AwsPolicyDialect : IPolicyDialect
{
    private const string ReservedPath = "/aws-reserved/sso.amazonaws.com/";
    private const string ReservedName = "AWSReservedSSO_";
    private const string ServiceLinkedPath = "/aws-service-role/";

    // What every root, unit and account has from the start (SCP-05).
    private static readonly AttachedPolicy s_fullAccess = new()
    {
        Name = "FullAWSAccess",
        Id = "p-FullAWSAccess",
        Document = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"""),
        Origin = PolicyOrigin.ProviderManaged,
    };

    private readonly ScriptOptions _scripts;

    public AwsPolicyDialect(ScriptOptions? scripts = null) => _scripts = scripts ?? new ScriptOptions();

    /// <inheritdoc/>
    public string Version => "2012-10-17";

    /// <inheritdoc/>
    public (string Type, string Value)? NameOf(Principal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return principal.Kind switch
        {
            PrincipalKind.Service => ("Service", principal.Id),
            PrincipalKind.WebIdentity or PrincipalKind.Saml => ("Federated", principal.Id),
            PrincipalKind.Anonymous or PrincipalKind.Unknown or PrincipalKind.DirectoryUser => null,
            PrincipalKind.FederatedSession => ("AWS", principal.Id),
            // Of somebody in an account no more is known: to name the account would let in everybody else in it.
            PrincipalKind.Account => null,
            PrincipalKind.Root => principal.AccountId is { } account ? ("AWS", account) : null,
            _ => ("AWS", principal.EntityId ?? principal.Id),
        };
    }

    /// <inheritdoc/>
    public SessionLink? LinkFor(CallerSession session, string key) => SessionLinks.For(session, key);

    /// <inheritdoc/>
    public IReadOnlyList<AuthorizationRequest> CallsAt(SessionLink link, IReadOnlyList<KeyValuePair<string, ContextValue>> added) => SessionLinks.CallsAt(link, added);

    /// <inheritdoc/>
    public (string Operator, string Key, string Value)? ExemptionOf(Principal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return principal.Kind switch
        {
            PrincipalKind.User or PrincipalKind.Role or PrincipalKind.RoleSession when principal.EntityId is { } entity => ("ArnNotEquals", "aws:PrincipalArn", entity),
            PrincipalKind.FederatedSession => ("ArnNotEquals", "aws:PrincipalArn", principal.Id),
            PrincipalKind.Service => ("StringNotEqualsIfExists", "aws:PrincipalServiceName", principal.Id),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public (string Type, string Value)? NameOf(Principal principal, PolicyLayer layer) =>
        IsNamedByCondition(principal, layer) ? ("*", "*") : NameOf(principal) ?? ObscureCallers.NameOf(principal, layer);

    /// <inheritdoc/>
    public IReadOnlyList<(string Operator, string Key, string Value)> CallerConditionsOf(Principal principal, PolicyLayer layer)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return ObscureCallers.ConditionsOf(principal, layer);
    }

    /// <inheritdoc/>
    public string? WhatTells(Principal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return ObscureCallers.WhatTells(principal);
    }

    /// <summary>Whether a policy of <paramref name="layer"/> names <paramref name="principal"/> by a condition, as those of gateway endpoints must.</summary>
    /// <remarks>Source: AWS PrivateLink Guide, "Endpoint policies for gateway endpoints": https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html</remarks>
    internal static bool IsNamedByCondition(Principal principal, PolicyLayer layer)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return layer == PolicyLayer.VpcEndpoint && principal is { Kind: PrincipalKind.User or PrincipalKind.Role or PrincipalKind.RoleSession, EntityId: not null };
    }

    /// <inheritdoc/>
    public (string Operator, string Key, string Value)? ExemptionOf(AuthorizationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Principal.Kind != PrincipalKind.Root ? ExemptionOf(request.Principal)
            : IsAssumedRoot(request) ? ("Null", "aws:AssumedRoot", "true") : null;
    }

    /// <inheritdoc/>
    /// <remarks>The root user's own sign-in is what such denies are for; a privileged session that IAM's centralized root access made is not.</remarks>
    public bool IsNeverExempted(AuthorizationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Principal.Kind == PrincipalKind.Root && !IsAssumedRoot(request);
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Operator, string Key, string Value)> PlaceholdersOf(AuthorizationRequest request, PolicyLayer layer)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Principal.Kind == PrincipalKind.Service && layer == PolicyLayer.Resource && !ServiceBindings.Known(request).Any() && ServiceBindings.Placeholder(request) is { } binding
            ? [binding]
            : [.. TightConditions.MissingClaims(request, layer)];
    }

    /// <inheritdoc/>
    public CallerWay? WayOf(AuthorizationRequest request, PolicyLayer layer, CallerWish wish)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(wish);
        return CallerWays.Of(request, layer, wish);
    }

    // Of two actions the asterisk is a part of the name.
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-permissions.html
    /// <inheritdoc/>
    public bool IsActionName(string action) =>
        (!action.AsSpan().ContainsAny('*', '?') && !action.Contains("${", StringComparison.Ordinal)) || action is "lambda:EnableReplication*" or "lambda:DisableReplication*";

    /// <inheritdoc/>
    public bool CanHave(AuthorizationRequest request, string key)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(key);
        return SuppliedKeys.CanHave(request, key);
    }

    /// <inheritdoc/>
    public bool MayExemptBy(AuthorizationRequest request, string key)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(key);
        return !ForeignEndpoints.IsOf(request, key) && ForeignKeys.Of(request, key) is null;
    }

    /// <inheritdoc/>
    public bool ComesFromOutside(AuthorizationRequest request) => OutsideCallers.Contain(request);

    /// <inheritdoc/>
    public bool MayBePattern(AuthorizationRequest request, PolicyLayer layer, Statement statement, Condition condition)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(condition);
        return MeantPatterns.MayBe(request, layer, statement, condition);
    }

    /// <inheritdoc/>
    public bool CanActOn(string action, string resource) => BucketStatements.CanActOn(action, resource);

    /// <inheritdoc/>
    public bool CanCarry(AuthorizationRequest request, string key)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(key);
        return CarriedKeys.CanCarry(request, key);
    }

    /// <inheritdoc/>
    public bool CanHaveValue(AuthorizationRequest request, string key, string value)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        return PossibleValues.Are(request.Action, key, value);
    }

    /// <inheritdoc/>
    public bool IsChosenByCaller(string key) => CallerChosenKeys.IsChosenByCaller(key);

    /// <inheritdoc/>
    public bool TellsWhoCalls(string key) => CallerChosenKeys.TellsWhoCalls(key);

    /// <inheritdoc/>
    public bool IsPurposeOfItsOwn(string key) => TightConditions.IsOfCreation(key);

    /// <inheritdoc/>
    public bool BelongsToLeftOutActions(AuthorizationRequest request, Statement statement)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(statement);
        return statement.Actions is { IsNegated: true } && GlobalActions.Contains(request.Action)
            && statement.Conditions.Any(condition => condition.Key.Equals("aws:RequestedRegion", StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Operator, string Key, string Value)> NarrowingOf(AuthorizationRequest request, Statement statement)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(statement);
        return ForwardedWays.NarrowingOf(request, statement);
    }

    /// <inheritdoc/>
    public bool RevokesCredentials(Statement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return RevokedSessions.AreDeniedBy(statement);
    }

    /// <inheritdoc/>
    public bool NamesResource(PolicyLayer layer, string? target) => ResourceElements.AreNamed(layer, target);

    /// <inheritdoc/>
    public bool AsksOnPattern(AuthorizationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PatternResources.PatternOf(request) is not null;
    }

    /// <inheritdoc/>
    public string? ResourcePatternOf(AuthorizationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PatternResources.PatternOf(request);
    }

    /// <inheritdoc/>
    public (string Member, string Value)? ResourceOf(AuthorizationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return UnnamedResources.Of(request);
    }

    /// <inheritdoc/>
    public CallerWay? CorrectionOf(AuthorizationRequest request, PolicySet policies)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(policies);
        return CallMistakes.Of(request, policies);
    }

    /// <inheritdoc/>
    public string? KeyMeantBy(AuthorizationRequest request, string key)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(key);
        return ClaimKeys.MeantBy(request, key);
    }

    /// <inheritdoc/>
    public AttachedPolicy? FullAccessOf(PolicyLayer layer) => layer == PolicyLayer.ServiceControl ? s_fullAccess : null;

    /// <inheritdoc/>
    public string AttachingOf(AttachedPolicy policy, string target)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return RemediationMessages.AttachAgain(policy.Name, AttachmentScripts.Command(policy.Id ?? policy.Name, target));
    }

    /// <inheritdoc/>
    public (string Member, IReadOnlyList<string> Values)? ActionsBut(AuthorizationRequest request, IReadOnlyList<string> actions, PolicyLayer layer, bool onResourceAlone)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(actions);
        return OtherActions.Of(request, actions, layer, onResourceAlone);
    }

    private static bool IsAssumedRoot(AuthorizationRequest request) => request.Context["aws:AssumedRoot"] is { Count: 1 } value && value[0] == "true";

    /// <inheritdoc/>
    public IReadOnlyList<(string Operator, string Key, string Value)> ConditionsOf(AuthorizationRequest request, PolicyLayer layer)
    {
        ArgumentNullException.ThrowIfNull(request);
        return TightConditions.Of(request, layer);
    }

    /// <inheritdoc/>
    public ChangePlace? PlaceOf(PolicyLayer layer, string? target)
    {
        // XACC-03: such a resource has no place for a statement; its owner shares it in another way, or not at all.
        if (layer == PolicyLayer.Resource && PolicyCarriers.IsOfKindWithout(target))
        {
            return null;
        }

        // Lambda takes statements one by one and has no way to replace one.
        if (layer == PolicyLayer.Resource && target?.Contains(":lambda:", StringComparison.Ordinal) == true)
        {
            return new(target) { ReplacesStatements = false };
        }

        if (layer is not (PolicyLayer.Identity or PolicyLayer.RoleTrust) || target is null)
        {
            return new(layer == PolicyLayer.Resource ? BucketOf(target) : target);
        }

        // SVC-12: these roles are made by others, who would undo or refuse the change.
        if (target.Contains(ServiceLinkedPath, StringComparison.Ordinal))
        {
            return null;
        }

        if (!IsOfPermissionSet(target))
        {
            return new(target);
        }

        return layer == PolicyLayer.RoleTrust ? null : new($"permission set {PermissionSetOf(target)}", RemediationMessages.PermissionSet(PermissionSetOf(target)), holdsOnePolicy: true);
    }

    // Objects have no policy; that of their bucket decides on them.
    private static string? BucketOf(string? target) =>
        Arn.TryParse(target, out var arn) && arn.Service is "s3" && arn.AccountId.IsEmpty && arn.Resource.IndexOf('/') is var slash and > 0
            ? target[..^(arn.Resource.Length - slash)]
            : target;

    /// <inheritdoc/>
    public bool CanChange(AttachedPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.FoundIn is null && policy.Origin != PolicyOrigin.ProviderManaged && policy.Document?.Id?.StartsWith("auto-", StringComparison.Ordinal) != true
            && policy.Id?.EndsWith("p-FullAWSAccess", StringComparison.Ordinal) != true && policy.Id?.EndsWith("p-RCPFullAWSAccess", StringComparison.Ordinal) != true
            && !(policy.Id is { } id && id.Contains(":iam::aws:policy/", StringComparison.Ordinal))
            && !(policy.Name is "FullAWSAccess" or "RCPFullAWSAccess")
            && policy.AttachedTo?.Contains(ServiceLinkedPath, StringComparison.Ordinal) != true;
    }

    /// <inheritdoc/>
    public int? LongestPolicy(PolicyLayer layer, PolicyOrigin origin) => PolicyQuotas.LongestPolicy(layer, origin);

    /// <inheritdoc/>
    public int? LongestPolicy(PolicyLayer layer, PolicyOrigin origin, string? target) => PolicyQuotas.LongestPolicy(layer, origin, target);

    /// <inheritdoc/>
    public int? MostStatements(PolicyLayer layer, string? target) => PolicyQuotas.MostStatements(layer, target);

    /// <inheritdoc/>
    public string? BeyondQuota(PolicyLayer layer, string? target, string document) => PolicyQuotas.Beyond(layer, target, document);

    /// <inheritdoc/>
    public int? LongestTogether(PolicyLayer layer, string? target) => PolicyQuotas.LongestTogether(layer, target);

    /// <inheritdoc/>
    public int? MostPolicies(PolicyLayer layer) => PolicyQuotas.MostPolicies(layer);

    /// <inheritdoc/>
    public (string? AccountId, string? Region) OwnerOf(PolicyChange change, AuthorizationRequest request, PolicySet policies)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(policies);
        return ChangeOwners.Of(change, request, policies);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ChangeScript> ScriptsOf(PolicyChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change is PolicyChange.AttachPolicy attachment ? AttachmentScripts.Of(attachment, _scripts) : ChangeScripts.Of(change, _scripts);
    }

    private static bool IsOfPermissionSet(string entity) =>
        entity.Contains(ReservedPath, StringComparison.Ordinal) || entity.Contains(":role/" + ReservedName, StringComparison.Ordinal);

    // AWSReservedSSO_<permission set>_<16 hexadecimal digits>
    private static string PermissionSetOf(string role)
    {
        var name = role[(role.LastIndexOf('/') + 1)..];
        name = name.StartsWith(ReservedName, StringComparison.Ordinal) ? name[ReservedName.Length..] : name;
        var end = name.LastIndexOf('_');
        return end > 0 ? name[..end] : name;
    }
}
