namespace AccessUndenied.Aws.Policies.History;

/// <summary>What an operation that changes policies does.</summary>
internal enum WriteKind
{
    CreateEntity,
    DeleteEntity,

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
    DeleteResource,

    /// <summary>It changes a policy by words that the record does not have as a document.</summary>
    LoseResource,
    AddStatement,
    RemoveStatement,
    PutPublicAccess,
    DeletePublicAccess,
    PutEndpoint,
    CreateOrganizationPolicy,
    UpdateOrganizationPolicy,
    DeleteOrganizationPolicy,
    AttachOrganizationPolicy,
    DetachOrganizationPolicy,
    Move,
    LoseOrganization,
}
