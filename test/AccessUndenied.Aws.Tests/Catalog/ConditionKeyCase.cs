namespace AccessUndenied.Aws.Tests.Catalog;

/// <summary>An entry of Cases/Catalog/ConditionKeys.json; no type for a key that the catalog does not have.</summary>
public sealed record ConditionKeyCase(string Key, string? Type, bool Multivalued)
{
    public override string ToString() => $"'{Key}'";
}
