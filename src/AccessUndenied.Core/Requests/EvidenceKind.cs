using System.Text.Json.Serialization;
using AccessUndenied.Json;

namespace AccessUndenied.Requests;

/// <summary>The kinds of things that have a say and may not be readable; <see cref="EvidenceKindTexts.ToText"/> gives the stable text of each.</summary>
[JsonConverter(typeof(ResultConverter))]
[ConvertedBy(typeof(EvidenceKindConverter))]
public enum EvidenceKind
{
    /// <summary>None of the kinds below, or its source does not say.</summary>
    Other,

    /// <summary>The policies of a user or role.</summary>
    IdentityPolicies,

    /// <summary>The policies that a user or role had under the same name before it was deleted and made again.</summary>
    FormerIdentityPolicies,

    /// <summary>The policies of a group; the target is the user who is in it.</summary>
    GroupPolicies,

    /// <summary>One managed policy.</summary>
    ManagedPolicy,

    /// <summary>The boundary of a user or role.</summary>
    PermissionsBoundary,

    /// <summary>The policies passed when a session was made.</summary>
    SessionPolicies,

    /// <summary>The users, groups, roles and policies of an account.</summary>
    AuthorizationDetails,

    /// <summary>The users and roles of an account that were not asked for.</summary>
    OtherEntities,

    /// <summary>The policy that a resource carries.</summary>
    ResourcePolicy,

    /// <summary>The policies of the resources of an account that were not asked for.</summary>
    OtherResourcePolicies,

    /// <summary>The policy of the key that an alias stands for.</summary>
    AliasedKeyPolicy,

    /// <summary>A role's trust policy.</summary>
    TrustPolicy,

    /// <summary>The policy by which an organization delegates its administration.</summary>
    DelegationPolicy,

    /// <summary>The settings that keep a resource from being public.</summary>
    PublicAccessBlock,

    /// <summary>The tags of a resource.</summary>
    Tags,

    /// <summary>The service control policies of an account.</summary>
    ServiceControlPolicies,

    /// <summary>The resource control policies of an account, or those on a resource whose account is not known.</summary>
    ResourceControlPolicies,

    /// <summary>The policy of a VPC endpoint.</summary>
    EndpointPolicy,

    /// <summary>The document of a policy that is there.</summary>
    Document,

    /// <summary>What the encoded part of an error text says.</summary>
    AuthorizationMessage,

    /// <summary>Which resource the request was for.</summary>
    RequestedResource,

    /// <summary>The provider's own record of the refusal.</summary>
    AuthorizationRecord,
}
