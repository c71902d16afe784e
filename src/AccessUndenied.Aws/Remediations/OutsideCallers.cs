using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Callers who belong neither to the account that owns a resource nor to its organization: a condition that refuses them does what it is for.</summary>
/// <remarks>
/// Whom an identity provider vouches for is nobody in AWS, and a service acts for the account of its source. Sources: IAM User Guide, "Create a role for OpenID Connect federation"
/// (which asks to limit whose tokens are taken), and "The confused deputy problem".
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html"/>, <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html"/>.
/// </remarks>
internal static class OutsideCallers
{
    /// <summary>Whether the caller of <paramref name="request"/> is known to be one.</summary>
    public static bool Contain(AuthorizationRequest request) => request.Principal.Kind switch
    {
        PrincipalKind.WebIdentity or PrincipalKind.Saml or PrincipalKind.Anonymous => true,
        PrincipalKind.Service => IsOutside(request, SourceAccountOf(request), "aws:SourceOrgID"),
        _ => IsOutside(request, request.Principal.AccountId, "aws:PrincipalOrgID"),
    };

    /// <summary>The account that owns the resource of <paramref name="request"/>; null where that is not known.</summary>
    public static string? OwnerOf(AuthorizationRequest request) => request.Resource.AccountId
        ?? (Arn.TryParse(request.Resource.Value, out var arn) && arn.AccountId.Length > 0 ? arn.AccountId.ToString() : null);

    private static bool IsOutside(AuthorizationRequest request, string? home, string organizationKey) =>
        home is not null && OwnerOf(request) is { } owner && home != owner
        && !(One(request, organizationKey) is { } organization && organization == One(request, "aws:ResourceOrgID"));

    private static string? SourceAccountOf(AuthorizationRequest request) => One(request, "aws:SourceAccount")
        ?? (Arn.TryParse(One(request, "aws:SourceArn"), out var source) && source.AccountId.Length > 0 ? source.AccountId.ToString() : null);

    private static string? One(AuthorizationRequest request, string key) => request.Context[key] is { Count: 1 } value ? value[0] : null;
}
