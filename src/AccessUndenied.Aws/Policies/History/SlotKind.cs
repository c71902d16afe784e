namespace AccessUndenied.Aws.Policies.History;

/// <summary>What can change by itself.</summary>
internal enum SlotKind
{
    /// <summary>That a user, group, role or managed policy is there; its value is what it is found by.</summary>
    Entity,
    Inline,
    Attachment,
    Boundary,
    Trust,
    Membership,

    /// <summary>The document of one version of a managed policy, which never changes.</summary>
    Version,
    DefaultVersion,
    EntityTag,
    Resource,

    /// <summary>All tags of a resource, as an object.</summary>
    ResourceTags,

    /// <summary>A grant of a key: the name is its id.</summary>
    Grant,
    PublicAccess,
    Endpoint,

    /// <summary>The VPC and the type of an endpoint, which never change.</summary>
    EndpointPlace,

    /// <summary>The document of a policy of the organization.</summary>
    OrganizationPolicy,

    /// <summary>Which policies are attached to a node of the organization: the name is the policy's id.</summary>
    OrganizationAttachment,

    /// <summary>The node above a node of the organization.</summary>
    OrganizationParent,
}
