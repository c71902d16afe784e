using System.Text.Json.Serialization;
using AccessUndenied.Json;

namespace AccessUndenied.Results;

/// <summary>What an analysis concluded, in one of a fixed set of texts.</summary>
[JsonConverter(typeof(ResultConverter))]
[ConvertedBy(typeof(AssessmentConverter))]
public enum Assessment
{
    /// <summary>The request is allowed.</summary>
    Allowed,

    /// <summary>No identity-based policy allows the request.</summary>
    MissingAllowInIdentityPolicy,

    /// <summary>No resource-based policy allows the request, which comes from another account.</summary>
    MissingAllowInResourcePolicyCrossAccount,

    /// <summary>Neither side of a cross-account request allows it.</summary>
    MissingAllowInBothCrossAccount,

    /// <summary>The resource-based policy, whose consent is required, does not allow the request.</summary>
    MissingAllowInResourcePolicy,

    /// <summary>The permissions boundary does not allow the request.</summary>
    MissingAllowInPermissionsBoundary,

    /// <summary>A level of the organization has no service control policy that allows the request.</summary>
    MissingAllowInServiceControlPolicy,

    /// <summary>A level of the organization has no resource control policy that allows the request.</summary>
    MissingAllowInResourceControlPolicy,

    /// <summary>No session policy allows the request.</summary>
    MissingAllowInSessionPolicy,

    /// <summary>The VPC endpoint's policy does not allow the request.</summary>
    MissingAllowInVpcEndpointPolicy,

    /// <summary>The role's trust policy does not allow the request.</summary>
    MissingAllowInRoleTrustPolicy,

    /// <summary>An identity-based policy denies the request.</summary>
    ExplicitDenyInIdentityPolicy,

    /// <summary>The resource-based policy denies the request.</summary>
    ExplicitDenyInResourcePolicy,

    /// <summary>The permissions boundary denies the request.</summary>
    ExplicitDenyInPermissionsBoundary,

    /// <summary>A service control policy denies the request.</summary>
    ExplicitDenyInServiceControlPolicy,

    /// <summary>A resource control policy denies the request.</summary>
    ExplicitDenyInResourceControlPolicy,

    /// <summary>A session policy denies the request.</summary>
    ExplicitDenyInSessionPolicy,

    /// <summary>The VPC endpoint's policy denies the request.</summary>
    ExplicitDenyInVpcEndpointPolicy,

    /// <summary>The role's trust policy denies the request.</summary>
    ExplicitDenyInRoleTrustPolicy,

    /// <summary>The request itself is not a valid one.</summary>
    InvalidAction,

    /// <summary>No conclusion could be reached.</summary>
    Error,
}
