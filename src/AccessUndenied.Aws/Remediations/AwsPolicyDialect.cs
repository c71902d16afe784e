using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>How AWS's policies name callers and exempt them, which of them can be changed, and by what commands.</summary>
/// <remarks>
/// Source: IAM User Guide, "AWS JSON policy elements: Principal" and "Deny with ArnNotEquals aws:PrincipalArn" (PRIN-24), "IAM and AWS STS
/// quotas" and the quotas of the other services (LIM-01 to LIM-08).
/// </remarks>
internal sealed class AwsPolicyDialect : IPolicyDialect
{
    private const string ReservedPath = "/aws-reserved/sso.amazonaws.com/";
    private const string ReservedName = "AWSReservedSSO_";
    private const string ServiceLinkedPath = "/aws-service-role/";

    private readonly ScriptOptions _scripts;

    public AwsPolicyDialect(ScriptOptions? scripts = null) => _scripts = scripts ?? ScriptOptions.Default;

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
            PrincipalKind.Account or PrincipalKind.Root => principal.AccountId is { } account ? ("AWS", account) : null,
            _ => ("AWS", principal.EntityId ?? principal.Id),
        };
    }

    /// <inheritdoc/>
    public (string Operator, string Key, string Value)? ExemptionOf(Principal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return principal.Kind switch
        {
            PrincipalKind.User or PrincipalKind.Role or PrincipalKind.RoleSession when principal.EntityId is { } entity => ("ArnNotEquals", "aws:PrincipalArn", entity),
            PrincipalKind.FederatedSession or PrincipalKind.Root => ("ArnNotEquals", "aws:PrincipalArn", principal.Id),
            PrincipalKind.Service => ("StringNotEqualsIfExists", "aws:PrincipalServiceName", principal.Id),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Operator, string Key, string Value)> ConditionsOf(AuthorizationRequest request, PolicyLayer layer)
    {
        ArgumentNullException.ThrowIfNull(request);
        return TightConditions.Of(request, layer);
    }

    /// <inheritdoc/>
    public ChangePlace? PlaceOf(PolicyLayer layer, string? target)
    {
        if (layer is not (PolicyLayer.Identity or PolicyLayer.RoleTrust) || target is null)
        {
            return new(target);
        }

        // SVC-12: these roles are made by others, who would undo or refuse the change.
        if (target.Contains(ServiceLinkedPath, StringComparison.Ordinal))
        {
            return null;
        }

        if (!target.Contains(ReservedPath, StringComparison.Ordinal) && !target.Contains(":role/" + ReservedName, StringComparison.Ordinal))
        {
            return new(target);
        }

        return layer == PolicyLayer.RoleTrust ? null : new($"permission set {PermissionSetOf(target)}", RemediationMessages.PermissionSet(PermissionSetOf(target)), HoldsOnePolicy: true);
    }

    /// <inheritdoc/>
    public bool CanChange(AttachedPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.Origin != PolicyOrigin.ProviderManaged
            && policy.Id?.EndsWith("p-FullAWSAccess", StringComparison.Ordinal) != true && policy.Id?.EndsWith("p-RCPFullAWSAccess", StringComparison.Ordinal) != true
            && !(policy.Id is { } id && id.Contains(":iam::aws:policy/", StringComparison.Ordinal))
            && !(policy.Name is "FullAWSAccess" or "RCPFullAWSAccess")
            && policy.AttachedTo?.Contains(ServiceLinkedPath, StringComparison.Ordinal) != true;
    }

    /// <inheritdoc/>
    public int? LongestPolicy(PolicyLayer layer, PolicyOrigin origin) => layer switch
    {
        PolicyLayer.Identity => origin == PolicyOrigin.Inline ? 10_240 : 6_144,
        PolicyLayer.PermissionsBoundary => 6_144,
        PolicyLayer.Session or PolicyLayer.RoleTrust => 2_048,
        PolicyLayer.ServiceControl => 10_240,
        PolicyLayer.ResourceControl => 5_120,
        PolicyLayer.VpcEndpoint or PolicyLayer.Resource => 20_480,
        _ => null,
    };

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
        return ChangeScripts.Of(change, _scripts);
    }

    // AWSReservedSSO_<permission set>_<16 hexadecimal digits>
    private static string PermissionSetOf(string role)
    {
        var name = role[(role.LastIndexOf('/') + 1)..];
        name = name.StartsWith(ReservedName, StringComparison.Ordinal) ? name[ReservedName.Length..] : name;
        var end = name.LastIndexOf('_');
        return end > 0 ? name[..end] : name;
    }
}
