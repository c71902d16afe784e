using System.Collections.Frozen;
using System.Globalization;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>Keys that come with the caller's credentials: how and where a session was made.</summary>
/// <remarks>Rules: docs/rules/condition-keys.md.</remarks>
internal static class SessionKeys
{
    private static readonly FrozenDictionary<string, Func<KeySubject, ContextValue>> s_keys =
        new Dictionary<string, Func<KeySubject, ContextValue>>(StringComparer.OrdinalIgnoreCase)
        {
            ["ec2:RoleDelivery"] = static s => Text(s.Identity?.Ec2RoleDelivery) ?? OfInstances(s), // GK-22
            ["ec2:SourceInstanceArn"] = static s => SessionResource(s, "i-", "ec2", "instance"), // GK-23
            ["lambda:SourceFunctionArn"] = SourceFunction, // GK-24
            ["ssm:SourceInstanceArn"] = static s => SessionResource(s, "mi-", "ssm", "managed-instance"), // GK-25
            ["codebuild:BuildArn"] = static s => OfSessionsNamed(s, "AWSCodeBuild"), // GK-26
            ["codebuild:ProjectArn"] = static s => OfSessionsNamed(s, "AWSCodeBuild"), // GK-26
            ["glue:RoleAssumedBy"] = static s => OfSessionsNamed(s, "Glue"), // GK-26
            ["glue:CredentialIssuingService"] = static s => OfSessionsNamed(s, "Glue"), // GK-26
            ["identitystore:UserId"] = IdentityStoreUser, // GK-26
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    internal static bool TryGet(KeySubject subject, out ContextValue value)
    {
        if (s_keys.TryGetValue(subject.Key, out var find))
        {
            value = find(subject);
            return true;
        }

        return TokenKeys.TryGet(subject, out value);
    }

    internal static ContextValue AssumedRoot(KeySubject subject) => subject.Identity?.AssumedRoot == true ? ContextValue.Of(true) : ContextValue.Absent;

    internal static ContextValue FederatedProvider(KeySubject subject) => Text(subject.Identity?.WebIdFederation?.FederatedProvider) ?? ContextValue.Absent;

    internal static ContextValue TokenIssueTime(KeySubject subject) =>
        subject.Identity?.CreationDate is { } created && !HasLongTermKey(subject) ? ContextValue.Of(CallKeys.Iso(created)) : WithoutSession(subject);

    // Absent for long-term keys: BoolIfExists and Null count on it. A record that says yes is believed, whatever the key looks like; a session
    // of AssumeRole says no even where the role was assumed with MFA (IAM User Guide, "Secure API access with MFA").
    internal static ContextValue MfaPresent(KeySubject subject) =>
        subject.Identity?.MfaAuthenticated == true || NamesDevice(subject) ? ContextValue.Of(true)
        : HasLongTermKey(subject) ? ContextValue.Absent
        : subject.Identity?.MfaAuthenticated is { } mfa ? ContextValue.Of(mfa)
        : WithoutSession(subject);

    // An approximation: the session was made when the code was entered, or soon after.
    internal static ContextValue MfaAge(KeySubject subject)
    {
        var present = MfaPresent(subject);
        if (present.IsUnknown || present.IsAbsent || present[0] == "false")
        {
            return present.IsUnknown ? present : ContextValue.Absent;
        }

        if (subject.Identity?.MfaAuthenticated != true)
        {
            // The code came with this very call.
            return ContextValue.Of("0");
        }

        return subject.Identity?.CreationDate is { } created && subject.Record.Time is { } time && time >= created
            ? ContextValue.Of(((long)(time - created).TotalSeconds).ToString(CultureInfo.InvariantCulture))
            : ContextValue.Unknown;
    }

    internal static ContextValue SourceIdentity(KeySubject subject) => Text(subject.Identity?.SourceIdentity) ?? ContextValue.Absent;

    internal static ContextValue SignInSession(KeySubject subject) => Text(subject.Identity?.SignInSessionArn) ?? ContextValue.Absent;

    internal static ContextValue Delegation(KeySubject subject) =>
        subject.Identity?.InvokedByDelegateAccountId is null ? ContextValue.Absent : ContextValue.Unknown;

    internal static ContextValue OfSomeRoleSessions(KeySubject subject) =>
        subject.Principal.Kind is PrincipalKind.RoleSession or PrincipalKind.Role or PrincipalKind.Unknown or PrincipalKind.Account
            ? ContextValue.Unknown
            : ContextValue.Absent;

    internal static ContextValue OfInstances(KeySubject subject) =>
        subject.Identity?.Ec2RoleDelivery is not null || IsNamed(subject, "i-") ? ContextValue.Unknown : ContextValue.Absent;

    private static ContextValue OfSessionsNamed(KeySubject subject, string start) => IsNamed(subject, start) ? ContextValue.Unknown : ContextValue.Absent;

    // The session of an instance is named after it; whoever may choose a session's name could do the same.
    private static ContextValue SessionResource(KeySubject subject, string start, string service, string type) =>
        IsNamed(subject, start) && subject.Record.AwsRegion is { } region && subject.Principal.AccountId is { } account
            ? ContextValue.Of($"arn:{subject.Partition}:{service}:{region}:{account}:{type}/{subject.Principal.SessionName}")
            : ContextValue.Absent;

    private static ContextValue SourceFunction(KeySubject subject)
    {
        if (subject.Identity?.InScopeOf is { } scope)
        {
            return scope.IssuerType == "AWS::Lambda::Function" ? Text(scope.CredentialsIssuedTo ?? scope.SourceArn) ?? ContextValue.Unknown : ContextValue.Absent;
        }

        // Older records do not tell: the session of a function is named after it, as that of anything else may be.
        return subject.Principal is { Kind: PrincipalKind.RoleSession, SessionName: { } name } && MayBeFunction(subject, name) ? ContextValue.Unknown : ContextValue.Absent;
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html; the names of functions: letters, digits, dashes and underscores.
    private static bool MayBeFunction(KeySubject subject, string session) => subject.Record.UserAgent?.Contains("AWS_Lambda", StringComparison.Ordinal) == true
        || (session.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') && !IsNamed(subject, "i-") && subject.Identity is
            { WebIdFederation: null, Ec2RoleDelivery: null, SourceIdentity: null, OnBehalfOfUserId: null, MfaAuthenticated: not true }
            && subject.Principal.Name?.StartsWith("AWSReservedSSO_", StringComparison.Ordinal) != true && subject.Identity.InvokedBy is null);

    private static ContextValue IdentityStoreUser(KeySubject subject) =>
        Text(subject.Identity?.OnBehalfOfUserId)
        ?? (subject.Principal.Name?.StartsWith("AWSReservedSSO_", StringComparison.Ordinal) == true ? ContextValue.Unknown : ContextValue.Absent);

    // TRUST-13: a wrong code is refused in other words, so a device that is named was there.
    private static bool NamesDevice(KeySubject subject) =>
        (subject.IsAction("sts:AssumeRole") || subject.IsAction("sts:GetSessionToken"))
        && subject.Record.Operation is "AssumeRole" or "GetSessionToken"
        && subject.Parameters.Has("serialNumber") && !string.IsNullOrEmpty(ParameterReader.StringOf(subject.Parameters["serialNumber"]));

    private static bool HasLongTermKey(KeySubject subject) => subject.Identity?.AccessKeyId?.StartsWith("AKIA", StringComparison.Ordinal) == true;

    private static ContextValue WithoutSession(KeySubject subject) =>
        HasLongTermKey(subject) || subject.Principal.Kind is PrincipalKind.Anonymous or PrincipalKind.Service or PrincipalKind.Saml or PrincipalKind.WebIdentity
            ? ContextValue.Absent
            : ContextValue.Unknown;

    private static bool IsNamed(KeySubject subject, string start) =>
        subject.Principal is { Kind: PrincipalKind.RoleSession, SessionName: { } name } && name.StartsWith(start, StringComparison.Ordinal);

    private static ContextValue? Text(string? text) => string.IsNullOrEmpty(text) ? null : ContextValue.Of(text);
}
