using AccessUndenied.Requests;

namespace AccessUndenied.Policies;

/// <summary>Stands in where no source is registered: nothing can be read, so that only the error text speaks.</summary>
internal sealed class NoPolicySource : IPolicySource
{
    private static readonly PolicySet s_nothing = new()
    {
        Unavailable =
        [
            new(PolicyLayer.Identity, "the caller's policies", Messages.NoSource),
            new(PolicyLayer.PermissionsBoundary, "the caller's permissions boundary", Messages.NoSource),
            new(PolicyLayer.Session, "the session's policies", Messages.NoSource),
            new(PolicyLayer.Resource, "the resource's policy", Messages.NoSource),
            new(PolicyLayer.RoleTrust, "the role's trust policy", Messages.NoSource),
            new(PolicyLayer.ServiceControl, "the organization's service control policies", Messages.NoSource),
            new(PolicyLayer.ResourceControl, "the organization's resource control policies", Messages.NoSource),
            new(PolicyLayer.VpcEndpoint, "the VPC endpoint's policy", Messages.NoSource),
        ],
    };

    public ValueTask<PolicySet> GetPoliciesAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(s_nothing);
    }
}
