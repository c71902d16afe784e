namespace AccessUndenied.Aws.Policies.Snapshots;

internal enum EntityKind
{
    User,
    Group,
    Role,
    ManagedPolicy,
}
