using AccessUndenied.Aws.Simulation.Layers;
using AccessUndenied.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Simulation;

/// <summary>What all layers say of one request.</summary>
/// <remarks>Rules: docs/rules/evaluation.md.</remarks>
internal struct LayerOutcomes
{
    public LayerOutcome ResourceControl;
    public LayerOutcome ServiceControl;
    public LayerOutcome VpcEndpoint;
    public LayerOutcome Resource;
    public LayerOutcome Identity;
    public LayerOutcome Boundary;
    public LayerOutcome Session;

    /// <summary>Whether any layer denies explicitly.</summary>
    public readonly Truth Deny => ResourceControl.Deny.Or(ServiceControl.Deny).Or(VpcEndpoint.Deny).Or(Resource.Deny)
        .Or(Identity.Deny).Or(Boundary.Deny).Or(Session.Deny);

    /// <summary>Whether every layer lets pass that only bounds.</summary>
    public readonly Truth Gates => ResourceControl.Allow.And(ServiceControl.Allow).And(VpcEndpoint.Allow);

    /// <summary>All layers are scanned, whatever one of them says: a deny outranks every missing allow (EVAL-02).</summary>
    public static LayerOutcomes Of(Evaluation evaluation) => new()
    {
        ResourceControl = ResourceControlLayer.Evaluate(evaluation),
        ServiceControl = ServiceControlLayer.Evaluate(evaluation),
        VpcEndpoint = VpcEndpointLayer.Evaluate(evaluation),
        Resource = ResourceLayer.Evaluate(evaluation),
        Identity = IdentityLayer.Evaluate(evaluation),
        Boundary = BoundaryLayer.Evaluate(evaluation),
        Session = SessionLayer.Evaluate(evaluation),
    };

    /// <summary>The first layer that denies for certain, in the order in which causes are reported (ANL-01).</summary>
    public readonly PolicyLayer FirstDeny(PolicyLayer resourceLayer)
    {
        if (ResourceControl.Deny == Truth.True)
        {
            return PolicyLayer.ResourceControl;
        }

        if (ServiceControl.Deny == Truth.True)
        {
            return PolicyLayer.ServiceControl;
        }

        if (VpcEndpoint.Deny == Truth.True)
        {
            return PolicyLayer.VpcEndpoint;
        }

        if (Resource.Deny == Truth.True)
        {
            return resourceLayer;
        }

        if (Identity.Deny == Truth.True)
        {
            return PolicyLayer.Identity;
        }

        return Boundary.Deny == Truth.True ? PolicyLayer.PermissionsBoundary : PolicyLayer.Session;
    }
}
