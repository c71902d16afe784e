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

        return TryGetClaim(subject, out value);
    }

    internal static ContextValue AssumedRoot(KeySubject subject) => subject.Identity?.AssumedRoot == true ? ContextValue.Of(true) : ContextValue.Absent;

    internal static ContextValue FederatedProvider(KeySubject subject) => Text(subject.Identity?.WebIdFederation?.FederatedProvider) ?? ContextValue.Absent;

    internal static ContextValue TokenIssueTime(KeySubject subject) =>
        subject.Identity?.CreationDate is { } created && !HasLongTermKey(subject) ? ContextValue.Of(CallKeys.Iso(created)) : WithoutSession(subject);

    // Absent for long-term keys: BoolIfExists and Null count on it.
    internal static ContextValue MfaPresent(KeySubject subject) =>
        HasLongTermKey(subject) ? ContextValue.Absent
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

        return subject.Principal.Kind == PrincipalKind.RoleSession && subject.Record.UserAgent?.Contains("AWS_Lambda", StringComparison.Ordinal) == true
            ? ContextValue.Unknown
            : ContextValue.Absent;
    }

    private static ContextValue IdentityStoreUser(KeySubject subject) =>
        Text(subject.Identity?.OnBehalfOfUserId)
        ?? (subject.Principal.Name?.StartsWith("AWSReservedSSO_", StringComparison.Ordinal) == true ? ContextValue.Unknown : ContextValue.Absent);

    // GK-51: claims are named by their issuer, a host; SAML's by "saml".
    private static bool TryGetClaim(KeySubject subject, out ContextValue value)
    {
        var colon = subject.Key.IndexOf(':', StringComparison.Ordinal);
        var issuer = subject.Key.AsSpan(0, colon);
        var isSaml = issuer.Equals("saml", StringComparison.OrdinalIgnoreCase);
        value = ContextValue.Unknown;
        if (!isSaml && issuer.IndexOf('.') < 0)
        {
            return false;
        }

        var identity = subject.Identity;
        if (identity?.WebIdFederation is { } federation)
        {
            foreach (var claim in federation.Attributes)
            {
                if (claim.Key.Equals(subject.Key, StringComparison.OrdinalIgnoreCase))
                {
                    value = ContextValue.Of(claim.Value);
                }
            }

            return true;
        }

        var claimed = subject.Principal.Kind == (isSaml ? PrincipalKind.Saml : PrincipalKind.WebIdentity);
        value = claimed ? OfPrincipalId(identity?.PrincipalId, subject.Key[(colon + 1)..], isSaml) : ContextValue.Absent;
        if (isSaml && subject.Principal.Kind == PrincipalKind.RoleSession)
        {
            // A SAML session keeps its subject, and the record does not say that it is one.
            value = ContextValue.Unknown;
        }

        return true;
    }

    // UID-10 namequalifier:subject, UID-11 issuer:application:user; the parts may hold colons only at the end.
    private static ContextValue OfPrincipalId(string? principalId, string claim, bool isSaml)
    {
        var parts = principalId?.Split(':', isSaml ? 2 : 3) ?? [];
        var index = (isSaml, claim.ToLowerInvariant()) switch
        {
            (true, "namequalifier") => 0,
            (true, "sub") => 1,
            (false, "aud" or "app_id") => 1,
            (false, "sub" or "id" or "user_id") => 2,
            _ => int.MaxValue,
        };
        return index < parts.Length && parts.Length == (isSaml ? 2 : 3) && parts[index].Length > 0 ? ContextValue.Of(parts[index]) : ContextValue.Unknown;
    }

    private static bool HasLongTermKey(KeySubject subject) => subject.Identity?.AccessKeyId?.StartsWith("AKIA", StringComparison.Ordinal) == true;

    private static ContextValue WithoutSession(KeySubject subject) =>
        HasLongTermKey(subject) || subject.Principal.Kind is PrincipalKind.Anonymous or PrincipalKind.Service or PrincipalKind.Saml or PrincipalKind.WebIdentity
            ? ContextValue.Absent
            : ContextValue.Unknown;

    private static bool IsNamed(KeySubject subject, string start) =>
        subject.Principal is { Kind: PrincipalKind.RoleSession, SessionName: { } name } && name.StartsWith(start, StringComparison.Ordinal);

    private static ContextValue? Text(string? text) => string.IsNullOrEmpty(text) ? null : ContextValue.Of(text);
}
