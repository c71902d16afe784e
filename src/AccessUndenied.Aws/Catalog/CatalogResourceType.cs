namespace AccessUndenied.Aws.Catalog;

/// <summary>A kind of resource that a service's actions can be allowed on.</summary>
/// <remarks>Source: Service Authorization Reference, "Resource types" table of each service.</remarks>
internal sealed class CatalogResourceType
{
    internal CatalogResourceType(string name, IReadOnlyList<string> arnTemplates, IReadOnlyList<CatalogConditionKey> conditionKeys)
    {
        Name = name;
        ArnTemplates = arnTemplates;
        ConditionKeys = conditionKeys;
    }

    /// <summary>The type's name within its service, such as <c>bucket</c>.</summary>
    public string Name { get; }

    /// <summary>The formats of its ARN; never empty, mostly one.</summary>
    /// <remarks>Shape: <c>arn:${Partition}:sqs:${Region}:${Account}:${QueueName}</c>.</remarks>
    public IReadOnlyList<string> ArnTemplates { get; }

    /// <summary>The condition keys that describe a resource of this type.</summary>
    public IReadOnlyList<CatalogConditionKey> ConditionKeys { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
