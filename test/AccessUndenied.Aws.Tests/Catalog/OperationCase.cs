namespace AccessUndenied.Aws.Tests.Catalog;

/// <summary>An entry of Cases/Catalog/Operations.json.</summary>
public sealed record OperationCase(string EventSource, string EventName, IReadOnlyList<string> Actions, string Match)
{
    public override string ToString() => $"{EventSource} {EventName}";
}
