using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Wildcards under <c>StringEquals</c>, which let in nobody: where they may be read as the patterns that their author perhaps meant (OP-02).</summary>
/// <remarks>
/// In the policy of an owner a pattern lets in whoever fits it: every repository of a provider's, or a role of that name in every account. So that of an outside provider's
/// tokens, of everybody, and of
/// callers from outside it is only ever the one value that came. Source: IAM User Guide, "Identity-provider controls for shared OIDC providers".
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html"/>.
/// </remarks>
internal static class MeantPatterns
{
    public static bool MayBe(AuthorizationRequest request, PolicyLayer layer, Statement statement, Condition condition)
    {
        if (layer is not (PolicyLayer.Resource or PolicyLayer.RoleTrust))
        {
            return true;
        }

        if (OutsideCallers.Contain(request) || statement.Principals is not { IsNegated: false, Entries: { Count: > 0 } entries } || entries.Any(entry => entry.IsEverybody))
        {
            return false;
        }

        // A service acts for whoever has a resource that fits: in the owner's account that is nobody else.
        return request.Principal.Kind != PrincipalKind.Service
            || (OutsideCallers.OwnerOf(request) is { } owner && condition.Values.All(value => value.AsSpan().IndexOfAny('*', '?') < 0 || value.Contains($":{owner}:", StringComparison.Ordinal)));
    }
}
