namespace AccessUndenied.Aws.Catalog;

/// <summary>What an action does to a resource, in AWS's own classes.</summary>
/// <remarks>Source: IAM User Guide, "Access levels in policy summaries".</remarks>
internal enum AccessLevel
{
    /// <summary>The action is not in the catalog.</summary>
    Unknown,

    /// <summary>Lists resources and shows that they exist.</summary>
    List,

    /// <summary>Reads the content or attributes of resources.</summary>
    Read,

    /// <summary>Creates, changes or deletes resources.</summary>
    Write,

    /// <summary>Changes nothing but tags.</summary>
    Tagging,

    /// <summary>Grants or changes permissions.</summary>
    PermissionsManagement,
}
