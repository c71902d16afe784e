namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>The names of one object's members so far: a name that comes twice is refused, since either of its values could be the one that was meant.</summary>
internal struct MembersSeen
{
    private HashSet<string>? _names;

    public void Add(ref SnapshotCursor cursor)
    {
        var name = cursor.Name();
        if (!(_names ??= new(StringComparer.Ordinal)).Add(name))
        {
            throw cursor.Fault(SnapshotMessages.Duplicate(name));
        }
    }
}
