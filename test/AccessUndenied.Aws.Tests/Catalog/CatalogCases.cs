using System.Text.Json;

namespace AccessUndenied.Aws.Tests.Catalog;

internal static class CatalogCases
{
    internal static IReadOnlyList<OperationCase> Operations() => Read<OperationCase>("Operations.json");

    internal static IReadOnlyList<ActionCase> Actions() => Read<ActionCase>("Actions.json");

    internal static IReadOnlyList<ConditionKeyCase> ConditionKeys() => Read<ConditionKeyCase>("ConditionKeys.json");

    internal static IEnumerable<string> IndependentOperations() => File
        .ReadLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "Cases", "Catalog", "IndependentOperations.txt"))
        .Where(line => !line.StartsWith('#'));

    private static List<T> Read<T>(string file) => JsonSerializer.Deserialize<List<T>>(
        File.ReadAllBytes(Path.Combine(TestContext.CurrentContext.TestDirectory, "Cases", "Catalog", file)),
        JsonSerializerOptions.Web)!;
}
