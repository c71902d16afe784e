namespace AccessUndenied.Aws.Catalog;

/// <summary>An IAM action and what AWS documents of it.</summary>
/// <remarks>Source: Service Authorization Reference, "Actions" table of each service.</remarks>
internal sealed class CatalogAction
{
    // Most actions are only asked for their name: the rest is read from their line when it is asked for.
    private readonly CatalogService? _owner;
    private readonly int _line;
    private string? _fullName;
    private OperationActions? _sameName;
    private ActionDetail? _detail;

    internal CatalogAction(CatalogService owner, string name, AccessLevel accessLevel, bool takesNoResource, int line)
    {
        _owner = owner;
        _line = line;
        Service = owner.Prefix;
        Name = name;
        AccessLevel = accessLevel;
        TakesNoResource = takesNoResource;
    }

    /// <summary>An action that the catalog does not have.</summary>
    internal CatalogAction(string service, string name)
    {
        Service = service;
        Name = name;
        _detail = new([], []);
    }

    /// <summary>The IAM prefix of its service, such as <c>s3</c>.</summary>
    public string Service { get; }

    /// <summary>The name without prefix, such as <c>GetObject</c>.</summary>
    public string Name { get; }

    /// <summary>Prefix and name, such as <c>s3:GetObject</c>.</summary>
    public string FullName => _fullName ??= Service + ":" + Name;

    /// <summary>Its class; <see cref="AccessLevel.Unknown"/> for an action that is not in the catalog.</summary>
    public AccessLevel AccessLevel { get; }

    /// <summary>Whether the catalog has this action; false where it was made from an event's words alone.</summary>
    public bool IsListed => AccessLevel != AccessLevel.Unknown;

    /// <summary>The resource types that the action can be allowed on; empty when there are none or none is known.</summary>
    public IReadOnlyList<ActionResourceType> ResourceTypes => Details.ResourceTypes;

    /// <summary>The condition keys that the action supplies whatever the resource.</summary>
    /// <remarks>
    /// Of the global keys only <c>aws:RequestTag</c>, <c>aws:ResourceTag</c> and <c>aws:TagKeys</c> are listed by action.
    /// </remarks>
    public IReadOnlyList<CatalogConditionKey> ConditionKeys => Details.ConditionKeys;

    /// <summary>Whether the action is known to support no resource, so that it is authorized against <c>*</c>.</summary>
    /// <remarks>
    /// False for an action that is not in the catalog (RES-08).
    /// Source:
    /// <see href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">
    /// Service Authorization Reference</see>.
    /// </remarks>
    public bool TakesNoResource { get; }

    // Two threads may read the same line; either of the equal results may stay.
    private ActionDetail Details => Volatile.Read(ref _detail) ?? (_detail = _owner!.ReadDetail(_line));

    internal OperationActions AsSameName => _sameName ??= new OperationActions([this], OperationMatch.SameName);

    /// <summary>Whether <paramref name="key"/> is listed for this action or for one of its resource types.</summary>
    public bool Supplies(ReadOnlySpan<char> key)
    {
        if (AnyMatches(ConditionKeys, key))
        {
            return true;
        }

        for (var i = 0; i < ResourceTypes.Count; i++)
        {
            var type = ResourceTypes[i];
            if (AnyMatches(type.ConditionKeys, key) || AnyMatches(type.Type.ConditionKeys, key))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => FullName;

    private static bool AnyMatches(IReadOnlyList<CatalogConditionKey> keys, ReadOnlySpan<char> key)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i].Matches(key))
            {
                return true;
            }
        }

        return false;
    }

    internal sealed record ActionDetail(ActionResourceType[] ResourceTypes, CatalogConditionKey[] ConditionKeys);
}
