namespace AccessUndenied.Aws.Catalog;

/// <summary>An IAM action and what AWS documents of it.</summary>
/// <remarks>Source: Service Authorization Reference, "Actions" table of each service.</remarks>
public sealed class CatalogAction
{
    private string? _fullName;
    private OperationActions? _sameName;

    internal CatalogAction(
        string service,
        string name,
        AccessLevel accessLevel,
        IReadOnlyList<ActionResourceType> resourceTypes,
        IReadOnlyList<CatalogConditionKey> conditionKeys)
    {
        Service = service;
        Name = name;
        AccessLevel = accessLevel;
        ResourceTypes = resourceTypes;
        ConditionKeys = conditionKeys;
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
    public IReadOnlyList<ActionResourceType> ResourceTypes { get; }

    /// <summary>The condition keys that the action supplies whatever the resource.</summary>
    /// <remarks>
    /// Of the global keys only <c>aws:RequestTag</c>, <c>aws:ResourceTag</c> and <c>aws:TagKeys</c> are listed by action.
    /// </remarks>
    public IReadOnlyList<CatalogConditionKey> ConditionKeys { get; }

    /// <summary>Whether the action is known to support no resource, so that it is authorized against <c>*</c>.</summary>
    /// <remarks>False for an action that is not in the catalog. Source: rule RES-08.</remarks>
    public bool TakesNoResource => IsListed && ResourceTypes.Count == 0;

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
}
