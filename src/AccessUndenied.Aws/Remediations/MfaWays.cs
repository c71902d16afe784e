using AccessUndenied.Remediations;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>How a caller makes a call with MFA, or with a sign-in that is new enough.</summary>
/// <remarks>
/// Rule: GK-15. The session of a role holds no MFA information, whatever was passed when the role was assumed: IAM User Guide, "Secure API access with MFA",
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html.
/// </remarks>
internal static class MfaWays
{
    public const string Present = "aws:MultiFactorAuthPresent";
    public const string Age = "aws:MultiFactorAuthAge";

    private const string Page = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html";

    public static CallerWay? Of(AuthorizationRequest request, PolicyLayer layer, CallerWish wish)
    {
        var isAge = wish.Key.Equals(Age, StringComparison.OrdinalIgnoreCase);
        if (!WantsMfa(wish, isAge) || request.Principal.Kind is PrincipalKind.Service or PrincipalKind.WebIdentity or PrincipalKind.Saml or PrincipalKind.Anonymous)
        {
            return null;
        }

        var age = isAge && wish.Values is [var seconds] ? $", so that the sign-in is at most {seconds} seconds old" : "";
        KeyValuePair<string, ContextValue>[] sets = [isAge ? new(Present, ContextValue.Of("true")) : new(Age, ContextValue.Of("1"))];
        return request.Principal.Kind is PrincipalKind.RoleSession or PrincipalKind.Role
            ? new($"make the call as a user who signed in with MFA{age}, since the session of a role holds no MFA information", Page) { CanBeSimulated = false }
            : layer == PolicyLayer.RoleTrust || request.Action.StartsWith("sts:AssumeRole", StringComparison.OrdinalIgnoreCase)
                ? new($"sign in with MFA: pass SerialNumber and TokenCode of the device when the role is assumed{age}", Page) { AlsoSets = sets, Default = isAge ? "1" : null }
                : new($"sign in with MFA: make the call with credentials of GetSessionToken with SerialNumber and TokenCode, or from a console session with MFA{age}", Page)
                {
                    AlsoSets = sets,
                    Default = isAge ? "1" : null,
                };
    }

    // A sign-in becomes older by itself, and no new one makes it so: an age that is asked for as the least one is no reason to sign in again.
    private static bool WantsMfa(CallerWish wish, bool isAge) => isAge
        ? !wish.IsAbsent && wish.Bound != WishBound.AtLeast && (wish.Values.Count == 0 || wish.Bound == WishBound.AtMost)
        : wish.Values.Count == 0 ? !wish.IsAbsent : wish.Values.Contains("true", StringComparer.OrdinalIgnoreCase);
}
