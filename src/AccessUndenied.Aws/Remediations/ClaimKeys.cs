using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Claims of the caller's own token whose key names their provider otherwise than AWS does: by its ARN or its URL, or, of the providers that IAM knows by itself, misspelled.</summary>
/// <remarks>Source: IAM User Guide, "IAM and AWS STS condition context keys". https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html</remarks>
internal static class ClaimKeys
{
    public static string? MeantBy(AuthorizationRequest request, string key) =>
        request.Principal.Kind == PrincipalKind.WebIdentity ? ProviderKeys.SurelyMeantBy(request.Principal.Id, key) : null;
}
