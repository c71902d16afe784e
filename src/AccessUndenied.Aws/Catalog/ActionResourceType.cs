namespace AccessUndenied.Aws.Catalog;

/// <summary>A resource type as one action takes it.</summary>
internal sealed class ActionResourceType
{
    internal ActionResourceType(CatalogResourceType type, bool required, IReadOnlyList<CatalogConditionKey> conditionKeys)
    {
        Type = type;
        Required = required;
        ConditionKeys = conditionKeys;
    }

    /// <summary>The resource type.</summary>
    public CatalogResourceType Type { get; }

    /// <summary>Its name within the service, such as <c>bucket</c>.</summary>
    public string Name => Type.Name;

    /// <summary>The formats of its ARN.</summary>
    public IReadOnlyList<string> ArnTemplates => Type.ArnTemplates;

    /// <summary>Whether the action is always authorized on a resource of this type, and not only in some calls.</summary>
    public bool Required { get; }

    /// <summary>The condition keys that the action supplies with this resource type, beyond those of the action itself.</summary>
    public IReadOnlyList<CatalogConditionKey> ConditionKeys { get; }

    /// <inheritdoc/>
    public override string ToString() => Required ? Name + "*" : Name;
}
