using AccessUndenied.Requests;
using Services = AccessUndenied.Aws.Requests.ServiceName;

namespace AccessUndenied.Aws.Conditions;

/// <summary>Keys that say who the caller is.</summary>
internal static class PrincipalKeys
{
    // Without the issuer the path is not known, and the key neither.
    internal static ContextValue Arn(KeySubject subject) =>
        CallerKeys.Arn(subject.Principal, subject.Principal is { EntityIsExact: true, EntityId: { } role } ? role : null);

    internal static ContextValue Account(KeySubject subject) => CallerKeys.Account(subject.Principal);

    internal static ContextValue Organization(KeySubject subject) => OfPrincipal(subject);

    internal static ContextValue Tag(KeySubject subject) => OfPrincipal(subject);

    internal static ContextValue IsService(KeySubject subject) => CallerKeys.IsService(subject.Principal);

    internal static ContextValue ServiceName(KeySubject subject) => subject.Principal.Kind switch
    {
        PrincipalKind.Service => Services.IsServiceName(subject.Principal.Id) ? ContextValue.Of(subject.Principal.Id) : ContextValue.Unknown,
        PrincipalKind.Unknown => ContextValue.Unknown,
        _ => ContextValue.Absent,
    };

    internal static ContextValue Type(KeySubject subject) => CallerKeys.Type(subject.Principal);

    internal static ContextValue UserId(KeySubject subject) => CallerKeys.UserId(subject.Principal, subject.Identity?.PrincipalId, new());

    internal static ContextValue UserName(KeySubject subject) => CallerKeys.UserName(subject.Principal);

    // Services and nobody have neither tags nor an organization.
    private static ContextValue OfPrincipal(KeySubject subject) =>
        subject.Principal.Kind is PrincipalKind.Anonymous or PrincipalKind.Service ? ContextValue.Absent : ContextValue.Unknown;
}
