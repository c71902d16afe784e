using AccessUndenied.Conditions;
using AccessUndenied.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Samples.TenantKey;

/// <summary>Adds the condition key <c>acme:Tenant</c>, which a company's policies ask for.</summary>
public static class TenantKeyExtensions
{
    private const string TenantPath = ":role/tenants/";

    /// <summary>Takes the tenant from the path of the caller's role: <c>role/tenants/blue/app</c> belongs to <c>blue</c>.</summary>
    public static AccessUndeniedBuilder AddTenantKey(this AccessUndeniedBuilder builder) =>
        builder.AddConditionKey("acme:Tenant", query => TenantOf(query.Request.Principal));

    // A caller without a role has no tenant; of a role whose path is not known nobody can tell.
    private static ContextValue TenantOf(Principal principal)
    {
        if (principal.EntityId is not { } role || principal.Kind is not (PrincipalKind.Role or PrincipalKind.RoleSession))
        {
            return ContextValue.Absent;
        }

        var path = role.IndexOf(TenantPath, StringComparison.Ordinal);
        if (path < 0)
        {
            return principal.EntityIsExact ? ContextValue.Absent : ContextValue.Unknown;
        }

        var rest = role[(path + TenantPath.Length)..];
        return rest.Split('/') is [var tenant, _, ..] ? ContextValue.Of(tenant) : ContextValue.Absent;
    }
}
