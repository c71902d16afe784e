using AccessUndenied.Requests;

namespace AccessUndenied.Policies;

/// <summary>Stands in where policies cannot be read at all, so that only the error text speaks.</summary>
internal sealed class NoPolicySource : IPolicySource
{
    private readonly PolicySet _nothing;

    /// <summary>Where no source is registered.</summary>
    public NoPolicySource()
        : this(PolicyMessages.NoSource)
    {
    }

    /// <param name="why">The reason, for the evidence, with the way out.</param>
    public NoPolicySource(string why) => _nothing = new()
    {
        Unavailable =
        [
            new(PolicyLayer.Identity, "the caller's policies", why) { Kind = EvidenceKind.IdentityPolicies },
            new(PolicyLayer.PermissionsBoundary, "the caller's permissions boundary", why) { Kind = EvidenceKind.PermissionsBoundary },
            new(PolicyLayer.Session, "the session's policies", why) { Kind = EvidenceKind.SessionPolicies },
            new(PolicyLayer.Resource, "the resource's policy", why) { Kind = EvidenceKind.ResourcePolicy },
            new(PolicyLayer.RoleTrust, "the role's trust policy", why) { Kind = EvidenceKind.TrustPolicy },
            new(PolicyLayer.ServiceControl, "the organization's service control policies", why) { Kind = EvidenceKind.ServiceControlPolicies },
            new(PolicyLayer.ResourceControl, "the organization's resource control policies", why) { Kind = EvidenceKind.ResourceControlPolicies },
            new(PolicyLayer.VpcEndpoint, "the VPC endpoint's policy", why) { Kind = EvidenceKind.EndpointPolicy },
        ],
    };

    public ValueTask<PolicySet> GetPoliciesAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_nothing);
    }
}
