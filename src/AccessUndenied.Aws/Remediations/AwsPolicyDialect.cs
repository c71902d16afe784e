using AccessUndenied.Remediations;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>How AWS's policies name callers and exempt them.</summary>
/// <remarks>Source: IAM User Guide, "AWS JSON policy elements: Principal" and "Deny with ArnNotEquals aws:PrincipalArn" (PRIN-24).</remarks>
public sealed class AwsPolicyDialect : IPolicyDialect
{
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
}
