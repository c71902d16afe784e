using AccessUndenied.Aws.Simulation.Layers;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Simulation.Iam;

/// <summary>What AWS's simulator cannot take into account.</summary>
/// <remarks>Source: IAM User Guide, "Testing IAM policies with the IAM policy simulator" (SIM-08, SIM-40, SIM-41, SIM-43).</remarks>
internal static class IamSimulationLimits
{
    private const string FullResourceControl = "p-RCPFullAWSAccess";

    /// <summary>Why <paramref name="request"/> cannot be simulated at all; null when it can.</summary>
    public static string? FindObstacle(AuthorizationRequest request) => request switch
    {
        { Action: var action } when action.StartsWith("sts:AssumeRole", StringComparison.OrdinalIgnoreCase) => IamSimulatorMessages.TrustUnknown,
        { Principal.Kind: PrincipalKind.User or PrincipalKind.Role } => null,
        { Principal: { Kind: PrincipalKind.RoleSession or PrincipalKind.FederatedSession, EntityId: { } entity } }
            when !entity.EndsWith(":root", StringComparison.Ordinal) => null,
        _ => IamSimulatorMessages.CallerUnknown(request.Principal),
    };

    /// <summary>The layers that have a say and are left out.</summary>
    public static IEnumerable<PolicyLayer> FindLayersLeftOut(AuthorizationRequest request, PolicySet policies)
    {
        // A federated session may do nothing that no policy was passed for.
        if (policies.SessionPolicies.Count > 0 || request.Principal.Kind == PrincipalKind.FederatedSession)
        {
            yield return PolicyLayer.Session;
        }

        if (policies.VpcEndpoint.Count > 0)
        {
            yield return PolicyLayer.VpcEndpoint;
        }

        if (!policies.ResourceInManagementAccount && policies.ResourceControl.Any(node => node.Policies.Any(policy => policy.Id?.EndsWith(FullResourceControl, StringComparison.Ordinal) != true)))
        {
            yield return PolicyLayer.ResourceControl;
        }
    }
}
