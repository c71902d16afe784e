using AccessUndenied.Requests;
using Services = AccessUndenied.Aws.Requests.ServiceName;

namespace AccessUndenied.Aws.Conditions;

/// <summary>Keys that say who the caller is.</summary>
internal static class PrincipalKeys
{
    // GK-01: the role with its path, not the session. Without the issuer the path is not known, and the key neither.
    internal static ContextValue Arn(KeySubject subject) => subject.Principal.Kind switch
    {
        PrincipalKind.User or PrincipalKind.Root or PrincipalKind.FederatedSession => ContextValue.Of(subject.Principal.Id),
        PrincipalKind.Role or PrincipalKind.RoleSession =>
            subject.Principal is { EntityIsExact: true, EntityId: { } role } ? ContextValue.Of(role) : ContextValue.Unknown,
        PrincipalKind.Anonymous or PrincipalKind.Service or PrincipalKind.WebIdentity or PrincipalKind.Saml => ContextValue.Absent,
        _ => ContextValue.Unknown,
    };

    internal static ContextValue Account(KeySubject subject) => subject.Principal switch
    {
        { Kind: PrincipalKind.Anonymous } => ContextValue.Of("anonymous"),
        { AccountId: { } account } => ContextValue.Of(account),
        _ => ContextValue.Unknown,
    };

    internal static ContextValue Organization(KeySubject subject) => OfPrincipal(subject);

    internal static ContextValue Tag(KeySubject subject) => OfPrincipal(subject);

    internal static ContextValue IsService(KeySubject subject) => subject.Principal.Kind switch
    {
        PrincipalKind.Anonymous => ContextValue.Absent,
        PrincipalKind.Unknown => ContextValue.Unknown,
        var kind => ContextValue.Of(kind == PrincipalKind.Service),
    };

    internal static ContextValue ServiceName(KeySubject subject) => subject.Principal.Kind switch
    {
        PrincipalKind.Service => Services.IsServiceName(subject.Principal.Id) ? ContextValue.Of(subject.Principal.Id) : ContextValue.Unknown,
        PrincipalKind.Unknown => ContextValue.Unknown,
        _ => ContextValue.Absent,
    };

    // UID-29.
    internal static ContextValue Type(KeySubject subject) => subject.Principal switch
    {
        { Kind: PrincipalKind.Root } => ContextValue.Of("Account"),
        { Kind: PrincipalKind.User } => ContextValue.Of("User"),
        { Kind: PrincipalKind.Role or PrincipalKind.RoleSession } => ContextValue.Of("AssumedRole"),
        { Kind: PrincipalKind.FederatedSession } => ContextValue.Of("FederatedUser"),
        { Kind: PrincipalKind.Anonymous } => ContextValue.Of("Anonymous"),
        { Kind: PrincipalKind.Account, UniqueId: { } id } when id.StartsWith("AROA", StringComparison.Ordinal) => ContextValue.Of("AssumedRole"),
        { Kind: PrincipalKind.Account, UniqueId: { } id } when id.StartsWith("AIDA", StringComparison.Ordinal) => ContextValue.Of("User"),
        _ => ContextValue.Unknown,
    };

    internal static ContextValue UserId(KeySubject subject)
    {
        var id = subject.Identity?.PrincipalId;
        return subject.Principal.Kind switch
        {
            PrincipalKind.Anonymous => ContextValue.Of("anonymous"),
            PrincipalKind.Root => (id ?? subject.Principal.AccountId) is { } account ? ContextValue.Of(account) : ContextValue.Unknown,
            PrincipalKind.User or PrincipalKind.RoleSession or PrincipalKind.FederatedSession => id is null ? ContextValue.Unknown : ContextValue.Of(id),
            PrincipalKind.Account when subject.Principal.UniqueId is not null && id is not null => ContextValue.Of(id),
            _ => ContextValue.Unknown,
        };
    }

    internal static ContextValue UserName(KeySubject subject) => subject.Principal switch
    {
        { Kind: PrincipalKind.User, Name: { } name } => ContextValue.Of(name),
        { Kind: PrincipalKind.User or PrincipalKind.Unknown } => ContextValue.Unknown,
        { Kind: PrincipalKind.Account, UniqueId: var id } => id?.StartsWith("AROA", StringComparison.Ordinal) == true ? ContextValue.Absent : ContextValue.Unknown,
        _ => ContextValue.Absent,
    };

    // Services and nobody have neither tags nor an organization.
    private static ContextValue OfPrincipal(KeySubject subject) =>
        subject.Principal.Kind is PrincipalKind.Anonymous or PrincipalKind.Service ? ContextValue.Absent : ContextValue.Unknown;
}
