using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>The values of the keys that follow from who calls, whether a record tells it or a request that is to be simulated (GK-01 to GK-11, EVAL-21).</summary>
/// <remarks>
/// A service, and whoever an outside identity provider vouches for, belongs to no account and has neither type, name nor id: its keys are absent. Of somebody of whom the account
/// alone is known, they are unknown.
/// Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">IAM User Guide, "AWS global condition context keys"</see>.
/// </remarks>
internal static class CallerKeys
{
    private const string Nobody = "anonymous";
    private const string RoleIds = "AROA";
    private const string UserIds = "AIDA";

    /// <summary><c>aws:PrincipalArn</c>: of a session it is the role's, with its path (GK-01, ARN-06).</summary>
    /// <param name="principal">Who calls.</param>
    /// <param name="entity">The role that a session is of; null where it is not known well enough.</param>
    public static ContextValue Arn(Principal principal, string? entity) => principal.Kind switch
    {
        PrincipalKind.User or PrincipalKind.Root or PrincipalKind.FederatedSession => ContextValue.Of(principal.Id),
        PrincipalKind.Role or PrincipalKind.RoleSession => entity is null ? ContextValue.Unknown : ContextValue.Of(entity),
        _ => Other(principal),
    };

    /// <summary><c>aws:PrincipalAccount</c> (GK-02).</summary>
    public static ContextValue Account(Principal principal) => principal switch
    {
        { Kind: PrincipalKind.Anonymous } => ContextValue.Of(Nobody),
        { AccountId: { } account } => ContextValue.Of(account),
        _ => HasNoAccount(principal) ? ContextValue.Absent : ContextValue.Unknown,
    };

    /// <summary><c>aws:PrincipalIsAWSService</c> (GK-06); requests that nobody signed have none.</summary>
    public static ContextValue IsService(Principal principal) => principal.Kind switch
    {
        PrincipalKind.Anonymous => ContextValue.Absent,
        PrincipalKind.Unknown => ContextValue.Unknown,
        var kind => ContextValue.Of(kind == PrincipalKind.Service),
    };

    /// <summary><c>aws:PrincipalType</c> (GK-09, UID-29).</summary>
    public static ContextValue Type(Principal principal) => principal switch
    {
        { Kind: PrincipalKind.Root } => ContextValue.Of("Account"),
        { Kind: PrincipalKind.User } => ContextValue.Of("User"),
        { Kind: PrincipalKind.Role or PrincipalKind.RoleSession } => ContextValue.Of("AssumedRole"),
        { Kind: PrincipalKind.FederatedSession } => ContextValue.Of("FederatedUser"),
        { Kind: PrincipalKind.Anonymous } => ContextValue.Of("Anonymous"),
        _ when IsSomebody(principal, RoleIds) => ContextValue.Of("AssumedRole"),
        _ when IsSomebody(principal, UserIds) => ContextValue.Of("User"),
        _ => Other(principal),
    };

    /// <summary><c>aws:userid</c> (GK-10).</summary>
    /// <param name="principal">Who calls.</param>
    /// <param name="told">The id as a record has it; null where none does.</param>
    /// <param name="joined">Joins a unique id and the name of a session.</param>
    public static ContextValue UserId(Principal principal, string? told, JoinedText joined) => principal switch
    {
        { Kind: PrincipalKind.Anonymous } => ContextValue.Of(Nobody),
        { Kind: PrincipalKind.User or PrincipalKind.RoleSession or PrincipalKind.FederatedSession or PrincipalKind.Root } when told is not null => ContextValue.Of(told),
        { Kind: PrincipalKind.Account, UniqueId: not null } when told is not null => ContextValue.Of(told),
        { Kind: PrincipalKind.User, UniqueId: { } id } => ContextValue.Of(id),
        { Kind: PrincipalKind.RoleSession, UniqueId: { } id } => ContextValue.Of(joined.Of(id, principal.SessionName)),
        { Kind: PrincipalKind.FederatedSession, AccountId: { } account } => ContextValue.Of(joined.Of(account, principal.SessionName)),
        { Kind: PrincipalKind.Root, AccountId: { } account } => ContextValue.Of(account),
        _ => HasNoAccount(principal) ? ContextValue.Absent : ContextValue.Unknown,
    };

    /// <summary><c>aws:username</c>, which users alone have (GK-11).</summary>
    public static ContextValue UserName(Principal principal) => principal switch
    {
        { Kind: PrincipalKind.User } => principal.Name is { } name ? ContextValue.Of(name) : ContextValue.Unknown,
        _ when IsSomebody(principal, RoleIds) => ContextValue.Absent,
        _ => Other(principal),
    };

    // A unique id tells a role's from a user's (UID-29), though it names neither.
    private static bool IsSomebody(Principal principal, string ids) =>
        principal is { Kind: PrincipalKind.Account, UniqueId: { } id } && id.StartsWith(ids, StringComparison.Ordinal);

    private static bool HasNoAccount(Principal principal) => principal.Kind is PrincipalKind.Service or PrincipalKind.WebIdentity or PrincipalKind.Saml;

    private static ContextValue Other(Principal principal) =>
        principal.Kind is PrincipalKind.Account or PrincipalKind.Unknown or PrincipalKind.DirectoryUser ? ContextValue.Unknown : ContextValue.Absent;
}
