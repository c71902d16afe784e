namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>A user, group, role or managed policy of the authorization details: what it is found by, and where the rest stands.</summary>
internal sealed class EntityEntry
{
    private volatile IamEntity? _entity;

    public EntityEntry(EntityKind kind, string arn, string name, string? uniqueId, JsonSlice json)
    {
        Kind = kind;
        Arn = arn;
        Name = name;
        UniqueId = uniqueId;
        Json = json;
    }

    public EntityKind Kind { get; }

    public string Arn { get; }

    public string Name { get; }

    public string? UniqueId { get; }

    public JsonSlice Json { get; }

    /// <summary>The entity itself, read on first use.</summary>
    // Two threads may read it at once; both get the same, and either may be kept.
    public IamEntity Entity => _entity ??= IamEntityReader.Read(Json);
}
