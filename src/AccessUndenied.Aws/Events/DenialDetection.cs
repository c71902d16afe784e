namespace AccessUndenied.Aws.Events;

/// <summary>Whether a record is a denial by policy: its error code is one of those, or its message has the shape of one.</summary>
/// <remarks>
/// The codes are compared by their last part, without case and without the suffixes <c>Exception</c>, <c>Fault</c> and <c>Error</c>.
/// A code that only looks like a denial is none, unless its message is one of <see cref="RefusalTable"/>: a refusal by another gate
/// than a policy is a denial too, and the explanation tells them apart.
/// Rules: docs/rules/messages.md (ERR-01 to ERR-22, MSG-01 to MSG-41, NOP-01 to NOP-11).
/// </remarks>
internal static class DenialDetection
{
    private static readonly string[] s_suffixes = ["Exception", "Fault", "Error"];

    // Normalized: last part, without suffixes. One line a rule.
    private static readonly string[] s_denialCodes =
    [
        "AccessDenied", // ERR-01, ERR-02, ERR-08
        "UnauthorizedOperation", // ERR-03, ERR-04
        "Authorization", // ERR-05
        "Unauthorized", "Forbidden", // ERR-06, ERR-08
        "NotAuthorized", // ERR-07
        "InvalidAccess", "OrganizationAccessDenied", "CloudHsmAccessDenied", "OpsItemAccessDenied", "AccessForbidden", "UnauthorizedClient", // ERR-08
        "InsufficientPermissions", // ERR-09
        "AccessDeniedForDependency", "DependencyAccessDenied", "DependentServiceAccessDenied", "EC2AccessDenied", "S3AccessDenied", // ERR-10
        "KMSAccessDenied", "EncryptionKeyAccessDenied", // ERR-11
        "VpceAccessDenied", // ERR-12
        "AllAccessDisabled", // ERR-13; its other half, MethodNotAllowed, hangs on the operation
    ];

    // Normalized like the denial codes: the caller or its account was refused before any policy was asked.
    private static readonly string[] s_unauthenticated =
    [
        "OptInRequired", "SubscriptionRequired", "NotSignedUp", "PendingVerification", "Blocked", "AccountDisabled", "AccountProblem", "RegionDisabled", // NOP-02
        "InvalidClientTokenId", "UnrecognizedClient", "MissingAuthenticationToken", "InvalidAccessKeyId", "SignatureDoesNotMatch", // NOP-03
        "IncompleteSignature", "InvalidSignature", "RequestTimeTooSkewed", "ExpiredToken", "RequestExpired", "TokenRefreshRequired", // NOP-03
    ];

    // Normalized like the denial codes. Only those whose message may have the shape of a denial matter.
    private static readonly string[] s_lookAlikeCodes =
    [
        "AuthFailure", // NOP-01
        .. s_unauthenticated,
        "DryRunOperation", // NOP-04
        "TagPolicyViolation", "TooManyVPCAssociationAuthorizations", "LimitExceeded", "ServiceQuotaExceeded", // NOP-05
        "MalformedPolicyDocument", "PackedPolicyTooLarge", "InvalidIdentityToken", "IDPRejectedClaim", "IDPCommunication", // NOP-06
        "AuthorizationPending", // NOP-07
        "CustomerKeyHasBeenRevoked", "KMSInvalidState", "Disabled", // NOP-08
        "InvalidObjectState", // NOP-09
    ];

    // Texts that settle it under any code: another permission system or another kind of policy has spoken.
    private static readonly string[] s_lookAlikeTexts =
    [
        "Declarative Policy", // NOP-05
    ];

    private static readonly string[] s_refusedAccess = ["Not authorized for ", "Unauthorized attempt to access restricted resource", "do not have permission to access the specified resource"];

    // NOP-07: end users of a Cognito pool share NotAuthorizedException with callers whom a policy refused.
    private static readonly string[] s_endUserTexts =
    [
        "Incorrect username or password", "Password attempts exceeded", "User is disabled", "Invalid Refresh Token", "Refresh Token has",
        "Access Token has", "Invalid login token", "Invalid session for the user",
    ];

    // Parts that every message of the template has; the rest of the template varies too much to ask for.
    private static readonly string[] s_denialTexts =
    [
        "not authorized to perform", // MSG-01 to MSG-08, MSG-16 to MSG-18, MSG-34, MSG-36, MSG-37
        "with an explicit deny", // MSG-16
        "is not authorized to access this resource", // MSG-35
        "you are not allowed to access", // MSG-38
        "denied due to a VPC endpoint policy", // MSG-39
        "Insufficient Lake Formation permission", // NOP-10: another permission system, which the explanation names
        "Not authorized for images", // NOP-01: an image's launch permissions, under AuthFailure and under the codes of services that launch
        "is not allowed to execute", "Not authorized to access resource", "No access to any requested resource", // MSG-41
    ];

    internal static bool IsDenial(
        ReadOnlySpan<char> errorCode, ReadOnlySpan<char> errorMessage, ReadOnlySpan<char> eventSource, ReadOnlySpan<char> eventName)
    {
        var code = Normalize(errorCode);
        if (IsSignIn(eventSource, eventName))
        {
            return false;
        }

        if ((OneOf(code, s_lookAlikeCodes) && !IsRefusedAccess(code, errorMessage))
            || Holds(errorMessage, s_lookAlikeTexts)
            || (StartsWith(eventSource, "cognito-") && Holds(errorMessage, s_endUserTexts)))
        {
            return RefusalTable.Detects(code, errorMessage, eventSource, eventName);
        }

        return IsDenialCode(code, eventName)
            || IsRefusedAccess(code, errorMessage)
            || (!IsValidationError(errorCode) && IsDenialText(errorMessage))
            || RefusalTable.Detects(code, errorMessage, eventSource, eventName);
    }

    /// <summary>Whether a call that failed with this code was refused before any policy was asked.</summary>
    internal static bool IsUnauthenticated(ReadOnlySpan<char> errorCode) => OneOf(Normalize(errorCode), s_unauthenticated);

    /// <summary>The last part of a code, without suffixes: <c>com.example#AccessDeniedException</c> is <c>AccessDenied</c>.</summary>
    internal static ReadOnlySpan<char> Normalize(ReadOnlySpan<char> errorCode)
    {
        // Some JSON services log the error type with the address of its model behind it: AccessDeniedException:http://…
        var address = errorCode.IndexOf(":http", StringComparison.OrdinalIgnoreCase);
        var code = (address < 0 ? errorCode : errorCode[..address]).Trim();
        code = code[(code.LastIndexOfAny('.', '#', ':') + 1)..];
        for (var i = 0; i < s_suffixes.Length; i++)
        {
            if (code.Length > s_suffixes[i].Length && code.EndsWith(s_suffixes[i], StringComparison.OrdinalIgnoreCase))
            {
                code = code[..^s_suffixes[i].Length];
                i = -1;
            }
        }

        return code;
    }

    internal static bool IsDenialText(ReadOnlySpan<char> message)
    {
        var text = message.Trim().TrimEnd('.');
        return text.Equals("Access Denied", StringComparison.OrdinalIgnoreCase) // MSG-33
            || Holds(text, s_denialTexts)
            || (StartsWith(text, "Access to the resource ") && text.EndsWith(" is denied", StringComparison.OrdinalIgnoreCase)) // MSG-41
            || (StartsWith(text, "User with access") && Holds(text, "is not authorized")); // MSG-41
    }

    // EC2's AuthFailure is for credentials that are none, and for resources of others that the caller may not use: the text tells.
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
    private static bool IsRefusedAccess(ReadOnlySpan<char> code, ReadOnlySpan<char> errorMessage) =>
        code.Equals("AuthFailure", StringComparison.OrdinalIgnoreCase) && Holds(errorMessage, s_refusedAccess);

    private static bool IsDenialCode(ReadOnlySpan<char> code, ReadOnlySpan<char> eventName) =>
        OneOf(code, s_denialCodes)
        || (code.Equals("MethodNotAllowed", StringComparison.OrdinalIgnoreCase) && Holds(eventName, "BucketPolicy")); // ERR-13

    // ERR-21: a failed sign-in is no policy denial; only switching to a role asks a policy, the role's trust policy.
    private static bool IsSignIn(ReadOnlySpan<char> eventSource, ReadOnlySpan<char> eventName) =>
        StartsWith(eventSource, "signin.") && !eventName.Equals("SwitchRole", StringComparison.OrdinalIgnoreCase);

    // NOP-06: ValidationError in these very words; a ValidationException may carry a denial of iam:PassRole (MSG-37).
    private static bool IsValidationError(ReadOnlySpan<char> errorCode) =>
        errorCode[(errorCode.LastIndexOfAny('.', '#', ':') + 1)..].Equals("ValidationError", StringComparison.OrdinalIgnoreCase);

    private static bool OneOf(ReadOnlySpan<char> code, string[] codes)
    {
        foreach (var candidate in codes)
        {
            if (code.Equals(candidate, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Holds(ReadOnlySpan<char> text, string[] parts)
    {
        foreach (var part in parts)
        {
            if (Holds(text, part))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Holds(ReadOnlySpan<char> text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static bool StartsWith(ReadOnlySpan<char> text, string start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase);
}
