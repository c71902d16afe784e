using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>Puts together the policies that a request gives itself and those of a source: each kind comes from one side, whole.</summary>
internal static class PolicyMerge
{
    /// <summary>The policies of <paramref name="request"/>, with every kind that it does not give from <paramref name="source"/>.</summary>
    public static PolicySet Of(BatchRequest request, PolicySet source)
    {
        var own = request.Policies;
        var given = request.Given;
        return source with
        {
            Identity = given.HasFlag(GivenPolicies.Identity) ? own.Identity : source.Identity,
            PermissionsBoundaries = given.HasFlag(GivenPolicies.PermissionsBoundary) ? own.PermissionsBoundaries : source.PermissionsBoundaries,
            SessionPolicies = given.HasFlag(GivenPolicies.Session) ? own.SessionPolicies : source.SessionPolicies,
            ResourcePolicy = given.HasFlag(GivenPolicies.Resource) ? own.ResourcePolicy : source.ResourcePolicy,
            ServiceControl = given.HasFlag(GivenPolicies.ServiceControl) ? own.ServiceControl : source.ServiceControl,
            ResourceControl = given.HasFlag(GivenPolicies.ResourceControl) ? own.ResourceControl : source.ResourceControl,
            VpcEndpoint = given.HasFlag(GivenPolicies.VpcEndpoint) ? own.VpcEndpoint : source.VpcEndpoint,
            PrincipalInManagementAccount = given.HasFlag(GivenPolicies.PrincipalInManagementAccount)
                ? own.PrincipalInManagementAccount
                : source.PrincipalInManagementAccount,
            ResourceInManagementAccount = given.HasFlag(GivenPolicies.ResourceInManagementAccount)
                ? own.ResourceInManagementAccount
                : source.ResourceInManagementAccount,
            RestrictsPublicPolicies = given.HasFlag(GivenPolicies.PublicAccessBlock) ? own.RestrictsPublicPolicies : source.RestrictsPublicPolicies,
            Unavailable = given == GivenPolicies.None ? source.Unavailable : [.. source.Unavailable.Where(evidence => !IsGiven(evidence.Layer, given))],
        };
    }

    private static bool IsGiven(PolicyLayer? layer, GivenPolicies given) => layer switch
    {
        PolicyLayer.Identity => given.HasFlag(GivenPolicies.Identity),
        PolicyLayer.PermissionsBoundary => given.HasFlag(GivenPolicies.PermissionsBoundary),
        PolicyLayer.Session => given.HasFlag(GivenPolicies.Session),
        PolicyLayer.Resource or PolicyLayer.RoleTrust => given.HasFlag(GivenPolicies.Resource),
        PolicyLayer.ServiceControl => given.HasFlag(GivenPolicies.ServiceControl),
        PolicyLayer.ResourceControl => given.HasFlag(GivenPolicies.ResourceControl),
        PolicyLayer.VpcEndpoint => given.HasFlag(GivenPolicies.VpcEndpoint),
        _ => false,
    };
}
