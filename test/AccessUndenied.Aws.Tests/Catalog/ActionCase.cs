namespace AccessUndenied.Aws.Tests.Catalog;

/// <summary>An entry of Cases/Catalog/Actions.json; a star marks a resource type that is required.</summary>
public sealed record ActionCase(string Action, string Level, IReadOnlyList<string> Types)
{
    public override string ToString() => Action;
}
