namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>What an action does with its resource, as far as that changes which policies and facts belong to it.</summary>
internal enum ResourceUse
{
    Ordinary,

    /// <summary>It makes a session of a role, so that the role's trust policy has a say.</summary>
    Trust,

    /// <summary>It changes a user or role and is told of the boundary that this has (PB-02).</summary>
    BoundaryOfEntity,

    /// <summary>It is about a KMS alias itself and not about the key behind it (KMS-10).</summary>
    AliasItself,

    /// <summary>A member account does it in the organization's management account, where a delegation policy has a say.</summary>
    Delegation,

    /// <summary>It is about one version of an S3 object, whose tags are not those of the object.</summary>
    ObjectVersion,
}
