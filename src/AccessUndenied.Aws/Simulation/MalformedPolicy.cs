using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Aws.Simulation;

/// <summary>Finds the policy that a statement stands in: a place in a document says little where a request has several.</summary>
internal static class MalformedPolicy
{
    /// <summary>The name of the policy with <paramref name="statement"/>, and its layer; null where it has none.</summary>
    public static string? NameOf(Statement statement, PolicySet policies)
    {
        foreach (var (layer, policy) in All(policies))
        {
            if (policy.Document?.Statements.Contains(statement, ReferenceEqualityComparer.Instance) == true)
            {
                return policy.Name.Length > 0 ? $"{LayerNames.PolicyOf(layer)} '{policy.Name}'" : LayerNames.PolicyOf(layer);
            }
        }

        return null;
    }

    private static IEnumerable<(PolicyLayer Layer, AttachedPolicy Policy)> All(PolicySet policies) =>
        Of(PolicyLayer.Identity, policies.Identity)
            .Concat(Of(PolicyLayer.PermissionsBoundary, policies.PermissionsBoundaries))
            .Concat(Of(PolicyLayer.Session, policies.SessionPolicies))
            .Concat(Of(PolicyLayer.Resource, policies.ResourcePolicy is { } resource ? [resource] : []))
            .Concat(Of(PolicyLayer.ServiceControl, policies.ServiceControl.SelectMany(node => node.Policies)))
            .Concat(Of(PolicyLayer.ResourceControl, policies.ResourceControl.SelectMany(node => node.Policies)))
            .Concat(Of(PolicyLayer.VpcEndpoint, policies.VpcEndpoint));

    private static IEnumerable<(PolicyLayer Layer, AttachedPolicy Policy)> Of(PolicyLayer layer, IEnumerable<AttachedPolicy> policies) =>
        policies.Select(policy => (layer, policy));
}
