using AccessUndenied.Requests;

namespace AccessUndenied.Policies;

/// <summary>Stands in where policies cannot be read at all, so that only the error text speaks.</summary>
internal sealed class NoPolicySource : IPolicySource
{
    private readonly PolicySet _nothing;

    /// <summary>Where no source is registered.</summary>
    public NoPolicySource()
        : this(Messages.NoSource)
    {
    }

    /// <param name="why">The reason, for the evidence, with the way out.</param>
    public NoPolicySource(string why) => _nothing = new()
    {
        Unavailable =
        [
            new(PolicyLayer.Identity, "the caller's policies", why),
            new(PolicyLayer.PermissionsBoundary, "the caller's permissions boundary", why),
            new(PolicyLayer.Session, "the session's policies", why),
            new(PolicyLayer.Resource, "the resource's policy", why),
            new(PolicyLayer.RoleTrust, "the role's trust policy", why),
            new(PolicyLayer.ServiceControl, "the organization's service control policies", why),
            new(PolicyLayer.ResourceControl, "the organization's resource control policies", why),
            new(PolicyLayer.VpcEndpoint, "the VPC endpoint's policy", why),
        ],
    };

    public ValueTask<PolicySet> GetPoliciesAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_nothing);
    }
}
