namespace AccessUndenied.Aws.Policies.History;

/// <summary>What an operation that changes policies does.</summary>
internal enum WriteKind
{
    CreateEntity,
    DeleteEntity,

    /// <summary>It changes what is there in a way that its record does not tell.</summary>
    LoseEntity,

    /// <summary>It may give another name, after which what it was is not known of either.</summary>
    RenameEntity,
    PutInline,
    DeleteInline,
    Attach,
    Detach,
    PutBoundary,
    DeleteBoundary,
    PutTrust,
    AddMember,
    RemoveMember,
    Tag,
    Untag,
    CreateManaged,
    CreateVersion,
    SetVersion,
    DeleteManaged,

    /// <summary>It makes a resource, with a policy or without.</summary>
    NewResource,
    PutResource,

    /// <summary>It changes the policy only where it has a document.</summary>
    MayPutResource,
    DeleteResource,

    /// <summary>It changes a policy by words that the record does not have as a document.</summary>
    LoseResource,

    /// <summary>It changes a policy of a kind, and does not tell of which resource, or by what: the carrier is the beginning of their ARNs.</summary>
    LoseKind,

    /// <summary>It changes the policy of what it may name by its ARN.</summary>
    LosePolicy,

    /// <summary>It makes or ends copies in other Regions.</summary>
    LoseReplicas,

    /// <summary>It shares resources, or ends that, whereupon their policies are written anew.</summary>
    Share,
    AddStatement,
    RemoveStatement,
    PutPublicAccess,
    DeletePublicAccess,
    PutEndpoint,
    CreateGrant,
    EndGrant,

    /// <summary>It sets some tags of resources.</summary>
    TagResource,
    UntagResource,

    /// <summary>It puts other tags in the place of all.</summary>
    PutTags,
    DeleteTags,

    /// <summary>It changes tags in a way that its record is not known to tell.</summary>
    LoseTags,
    CreateOrganizationPolicy,
    UpdateOrganizationPolicy,
    DeleteOrganizationPolicy,
    AttachOrganizationPolicy,
    DetachOrganizationPolicy,
    Move,

    /// <summary>An account comes into the organization or goes out of it: the account that is named, or else the caller's.</summary>
    JoinOrLeave,
    LoseOrganization,
}
