using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Simulation;

/// <summary>How sentences and reports call the layers.</summary>
public static class LayerNames
{
    /// <summary>A policy of the layer, without article, such as <c>identity-based policy</c>.</summary>
    public static string PolicyOf(PolicyLayer layer) => layer switch
    {
        PolicyLayer.Identity => "identity-based policy",
        PolicyLayer.PermissionsBoundary => "permissions boundary",
        PolicyLayer.Session => "session policy",
        PolicyLayer.Resource => "resource-based policy",
        PolicyLayer.RoleTrust => "role trust policy",
        PolicyLayer.ServiceControl => "service control policy",
        PolicyLayer.ResourceControl => "resource control policy",
        _ => "VPC endpoint policy",
    };

    /// <summary>A policy of the layer with its article, such as <c>an identity-based policy</c>.</summary>
    internal static string An(PolicyLayer layer) => $"{(layer == PolicyLayer.Identity ? "an" : "a")} {PolicyOf(layer)}";

    /// <summary>The layer's name in machine-readable output, such as <c>permissionsBoundary</c>.</summary>
    internal static string Of(PolicyLayer layer) => PolicyLayerConverter.TextOf(layer);

    /// <summary>The conclusion that stands for a decision of one layer.</summary>
    /// <param name="layer">The layer that refused.</param>
    /// <param name="isExplicit">Whether it denied, rather than allowed nothing.</param>
    /// <param name="isCrossAccount">Whether the request came from another account.</param>
    public static Assessment ToAssessment(PolicyLayer layer, bool isExplicit, bool isCrossAccount) => (layer, isExplicit) switch
    {
        (PolicyLayer.Identity, true) => Assessment.ExplicitDenyInIdentityPolicy,
        (PolicyLayer.PermissionsBoundary, true) => Assessment.ExplicitDenyInPermissionsBoundary,
        (PolicyLayer.Session, true) => Assessment.ExplicitDenyInSessionPolicy,
        (PolicyLayer.Resource, true) => Assessment.ExplicitDenyInResourcePolicy,
        (PolicyLayer.RoleTrust, true) => Assessment.ExplicitDenyInRoleTrustPolicy,
        (PolicyLayer.ServiceControl, true) => Assessment.ExplicitDenyInServiceControlPolicy,
        (PolicyLayer.ResourceControl, true) => Assessment.ExplicitDenyInResourceControlPolicy,
        (PolicyLayer.VpcEndpoint, true) => Assessment.ExplicitDenyInVpcEndpointPolicy,
        (PolicyLayer.Identity, false) => Assessment.MissingAllowInIdentityPolicy,
        (PolicyLayer.PermissionsBoundary, false) => Assessment.MissingAllowInPermissionsBoundary,
        (PolicyLayer.Session, false) => Assessment.MissingAllowInSessionPolicy,
        (PolicyLayer.Resource, false) when isCrossAccount => Assessment.MissingAllowInResourcePolicyCrossAccount,
        (PolicyLayer.Resource, false) => Assessment.MissingAllowInResourcePolicy,
        (PolicyLayer.RoleTrust, false) => Assessment.MissingAllowInRoleTrustPolicy,
        (PolicyLayer.ServiceControl, false) => Assessment.MissingAllowInServiceControlPolicy,
        (PolicyLayer.ResourceControl, false) => Assessment.MissingAllowInResourceControlPolicy,
        _ => Assessment.MissingAllowInVpcEndpointPolicy,
    };
}
