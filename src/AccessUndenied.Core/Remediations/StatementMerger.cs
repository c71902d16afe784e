using System.Text.Json.Nodes;

namespace AccessUndenied.Remediations;

/// <summary>Makes one statement of those that differ by their actions alone, or by their resources alone.</summary>
/// <remarks>INVARIANT: the merged statements allow exactly what the single ones did; two that differ by both stay two.</remarks>
internal static class StatementMerger
{
    public static IReadOnlyList<string> Merge(IReadOnlyList<string> statements) =>
        statements.Count < 2 ? statements : By(By(statements, "Action"), "Resource");

    private static IReadOnlyList<string> By(IReadOnlyList<string> statements, string member)
    {
        var merged = new List<JsonObject>();
        var byRest = new Dictionary<string, (JsonObject Statement, List<string> Values)>(StringComparer.Ordinal);
        foreach (var text in statements)
        {
            var statement = JsonNode.Parse(text)!.AsObject();
            if (ValuesOf(statement[member]) is not { } values)
            {
                merged.Add(statement);
                continue;
            }

            // The member stays, empty, so that it keeps its place among the others.
            statement[member] = null;
            var rest = DocumentEditor.Text(statement);
            if (byRest.TryGetValue(rest, out var same))
            {
                same.Values.AddRange(values.Except(same.Values, StringComparer.Ordinal));
                continue;
            }

            byRest.Add(rest, (statement, values));
            merged.Add(statement);
        }

        foreach (var (statement, values) in byRest.Values)
        {
            statement[member] = values.Count == 1 ? JsonValue.Create(values[0]) : new JsonArray([.. values.Select(value => (JsonNode?)JsonValue.Create(value))]);
        }

        return merged.ConvertAll(DocumentEditor.Text);
    }

    private static List<string>? ValuesOf(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        JsonArray array when array.All(item => item is JsonValue) => [.. array.Select(item => item!.ToString())],
        _ => null,
    };
}
