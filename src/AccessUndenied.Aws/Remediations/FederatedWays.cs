using AccessUndenied.Remediations;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>How a call with a token or an assertion is given what a caller with keys of its own would pass as a parameter: by who issues it.</summary>
/// <remarks>
/// Source: IAM User Guide, "Pass session tags in AWS STS", "Monitor and control actions taken with assumed roles" and "Configure SAML assertions":
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html.
/// </remarks>
internal static class FederatedWays
{
    private const string Iam = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";

    // The claim of a token, and the attribute of an assertion; null where the call has a parameter for it.
    private static readonly (string Key, string? Claim, string? Attribute, string Page)[] s_rows =
    [
        ("aws:RequestTag/", "https://aws.amazon.com/tags (principal_tags)", "https://aws.amazon.com/SAML/Attributes/PrincipalTag:{name}", Iam + "id_session-tags.html"),
        ("aws:TagKeys", "https://aws.amazon.com/tags (principal_tags)", "https://aws.amazon.com/SAML/Attributes/PrincipalTag:…", Iam + "id_session-tags.html"),
        ("sts:TransitiveTagKeys", "https://aws.amazon.com/tags (transitive_tag_keys)", "https://aws.amazon.com/SAML/Attributes/TransitiveTagKeys", Iam + "id_session-tags.html"),
        ("sts:SourceIdentity", "https://aws.amazon.com/source_identity", "https://aws.amazon.com/SAML/Attributes/SourceIdentity", Iam + "id_credentials_temp_control-access_monitor.html"),
        ("sts:RoleSessionName", null, "https://aws.amazon.com/SAML/Attributes/RoleSessionName", Iam + "id_roles_providers_create_saml_assertions.html"),
    ];

    /// <summary>The way; null where the caller can take the usual one.</summary>
    public static CallerWay? Of(AuthorizationRequest request, CallerWish wish)
    {
        if (request.Principal.Kind is not (PrincipalKind.WebIdentity or PrincipalKind.Saml))
        {
            return null;
        }

        foreach (var (key, claim, attribute, page) in s_rows)
        {
            var isFor = key[^1] == '/' ? wish.Key.StartsWith(key, StringComparison.OrdinalIgnoreCase) : wish.Key.Equals(key, StringComparison.OrdinalIgnoreCase);
            if (isFor && (request.Principal.Kind == PrincipalKind.Saml ? attribute : claim) is { } place)
            {
                // What a provider puts into what it signs is not the caller's to say, so that nothing is proved by it.
                return new(RemediationMessages.FromProvider(wish, place.Replace("{name}", wish.Key[key.Length..], StringComparison.Ordinal), request.Principal.Kind == PrincipalKind.Saml),
                    page) { CanBeSimulated = false };
            }
        }

        return null;
    }
}
