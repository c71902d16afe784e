namespace AccessUndenied.Aws.Remediations;

/// <summary>The kinds of thing that hold a policy, each with commands and templates of its own.</summary>
internal enum SubjectKind
{
    User,
    Role,
    Group,
    UnnamedRole,
    Managed,
    NewBoundary,
    PermissionSet,
    Session,
    NewServiceControl,
    Organization,
    VpcEndpoint,
    Trust,
    Bucket,
    Key,
    Queue,
    Topic,
    Secret,
    Repository,
    Table,
    Function,
    Resource,
}
