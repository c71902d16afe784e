using System.Text.Json.Serialization;
using AccessUndenied.Json;

namespace AccessUndenied.Requests;

/// <summary>The kinds of policy that each have a say of their own in a decision.</summary>
[JsonConverter(typeof(ResultConverter))]
[ConvertedBy(typeof(PolicyLayerConverter))]
public enum PolicyLayer
{
    /// <summary>A policy of the user, its groups, or the role.</summary>
    Identity,

    /// <summary>The boundary of the user or role.</summary>
    PermissionsBoundary,

    /// <summary>A policy passed when the session was made.</summary>
    Session,

    /// <summary>A policy that the resource carries.</summary>
    Resource,

    /// <summary>A role's trust policy: the resource policy of a role.</summary>
    RoleTrust,

    /// <summary>A service control policy of the caller's organization.</summary>
    ServiceControl,

    /// <summary>A resource control policy of the resource's organization.</summary>
    ResourceControl,

    /// <summary>The policy of the VPC endpoint that the request came through.</summary>
    VpcEndpoint,
}
