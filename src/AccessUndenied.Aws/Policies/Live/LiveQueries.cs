using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>What is asked for a request, the same whether it is analyzed at once or collected for later.</summary>
internal static class LiveQueries
{
    /// <summary>The account that the caller's policies are in; null when that is not known.</summary>
    public static string? AccountOf(Principal principal) => AccountOf(PrincipalKey.Of(principal));

    /// <summary>The role that the caller of <paramref name="request"/> asks to take on; null where it is none.</summary>
    public static Principal? RoleToAssume(AuthorizationRequest request) =>
        request.Action.StartsWith("sts:AssumeRole", StringComparison.OrdinalIgnoreCase) && AwsPrincipal.TryParse(request.Resource.Value, out var role) && role.Kind == PrincipalKind.Role
            && AccountOf(role) is not null ? role : null;

    /// <summary>The same; null too where a record says what is no account id.</summary>
    public static string? AccountOf(PrincipalKey key) =>
        ((key.Entity is null ? null : Arn.AccountOf(key.Entity)) ?? key.AccountId) is { } account && AccountIds.IsAccountId(account) ? account : null;

    /// <summary>The endpoint that the request came through; null when it came through none.</summary>
    public static EndpointQuery? EndpointOf(AuthorizationRequest request, string? caller) =>
        request.NetworkEndpointId is { } id && (request.NetworkEndpointAccountId ?? caller ?? request.Resource.AccountId) is { } home ? new(id, home, request.Resource.Region) : null;
}
