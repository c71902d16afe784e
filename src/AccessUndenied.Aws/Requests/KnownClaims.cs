namespace AccessUndenied.Aws.Requests;

/// <summary>Which claims of a provider's token STS makes condition keys of, for the providers of which AWS lists them.</summary>
/// <remarks>
/// A claim that is not in the list is no key, whatever the token holds, so that a condition on it finds no value. Of providers that are not
/// here nothing is said. Source: IAM User Guide, "IAM and AWS STS condition context keys", "Available keys for AWS OIDC federation"; those of
/// GitHub and CircleCI beside <c>aud</c> and <c>sub</c> came in January 2026. Rule GK-51.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
/// https://aws.amazon.com/about-aws/whats-new/2026/01/aws-sts-supports-validation-identity-provider-claims/
/// </remarks>
internal static class KnownClaims
{
    private static readonly string[] s_ofGitHub =
        ["aud", "sub", "actor", "actor_id", "job_workflow_ref", "repository", "repository_id", "workflow", "ref", "environment", "enterprise_id"];

    private static readonly string[] s_usual = ["aud", "sub", "amr", "azp", "email", "oaud"];

    /// <summary>The claims of <paramref name="issuer"/> that are condition keys; empty where AWS's page does not settle it.</summary>
    internal static IReadOnlyList<string> Of(string issuer)
    {
        var host = issuer.AsSpan(0, issuer.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? slash : issuer.Length);
        return host is "token.actions.githubusercontent.com" ? s_ofGitHub
            : host.StartsWith("oidc.eks.", StringComparison.OrdinalIgnoreCase) && host.Contains(".amazonaws.", StringComparison.OrdinalIgnoreCase) ? s_usual
            : [];
    }

    /// <summary>Whether <paramref name="claim"/> of <paramref name="issuer"/> is certainly no condition key.</summary>
    internal static bool AreWithout(string issuer, string claim) => Of(issuer) is { Count: > 0 } known && !known.Contains(claim, StringComparer.OrdinalIgnoreCase);
}
