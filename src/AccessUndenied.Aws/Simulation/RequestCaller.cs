using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Simulation;

/// <summary>What the rules ask of a caller, read from its <see cref="Principal"/> without allocating.</summary>
internal readonly struct RequestCaller
{
    private const string ServiceLinkedPath = ":role/aws-service-role/";
    private const string ServiceLinkedName = "AWSServiceRoleFor";

    public RequestCaller(Principal principal, string? givenRole)
    {
        Principal = principal;
        EntityId = givenRole ?? principal.EntityId;
        EntityIsExact = givenRole is not null || principal.EntityIsExact;
    }

    public Principal Principal { get; }

    /// <summary>The role or user whose policies count; null when it is not known.</summary>
    public string? EntityId { get; }

    /// <summary>Whether <see cref="EntityId"/> has the path, too.</summary>
    public bool EntityIsExact { get; }

    public PrincipalKind Kind => Principal.Kind;

    public string? AccountId => Principal.AccountId;

    /// <summary>Whether the caller is a user, a role or a session, so that identity policies speak of it.</summary>
    public bool HasIdentity => Kind is PrincipalKind.User or PrincipalKind.Role or PrincipalKind.RoleSession or PrincipalKind.FederatedSession;

    public bool IsRoot => Kind == PrincipalKind.Root;

    public bool IsService => Kind == PrincipalKind.Service;

    public bool IsAnonymous => Kind == PrincipalKind.Anonymous;

    /// <summary>Whether an outside identity provider vouches for the caller, who has no account yet.</summary>
    public bool IsOutsideIdentity => Kind is PrincipalKind.WebIdentity or PrincipalKind.Saml;

    /// <summary>Whether the caller is known only as somebody of an account, or not at all.</summary>
    public bool IsObscure => Kind is PrincipalKind.Account or PrincipalKind.Unknown or PrincipalKind.DirectoryUser;

    /// <summary>Whether the caller is a session of a role that AWS manages for a service (PM-05, PM-08).</summary>
    public bool IsServiceLinkedRole => Kind is PrincipalKind.Role or PrincipalKind.RoleSession
        && (EntityId?.Contains(ServiceLinkedPath, StringComparison.Ordinal) == true
            || Principal.Name?.StartsWith(ServiceLinkedName, StringComparison.Ordinal) == true);

    /// <summary>The partition of the caller's ARN, such as <c>aws-cn</c>; <c>aws</c> where it has none.</summary>
    public ReadOnlySpan<char> Partition => Arn.OrNone(Principal.Id).Partition is { IsEmpty: false } partition ? partition : "aws";
}
