using System.Text.Json.Nodes;
using Parquet;
using Parquet.Schema;
using Parquet.Serialization;

namespace AccessUndenied.Aws.Tests.Formats;

/// <summary>Writes the samples in Parquet, from those in JSON beside them: columns nest as the values do.</summary>
public sealed class ParquetSampleFiles
{
    private static string Source => Path.Combine(Repository.PathOf("test", "AccessUndenied.Aws.Tests", "Cases"), "Formats");

    [Test]
    [Explicit("writes into the source tree")]
    public async Task Write()
    {
        var records = File.ReadLines(Path.Combine(Source, "lake-event-json.csv")).Skip(1)
            .Select(line => JsonNode.Parse(line.Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal))!.AsObject()).ToList();
        await WriteAsync("event-json.parquet", [.. records.Select(record => new JsonObject { ["eventJson"] = record.ToJsonString() })]);
        await WriteAsync("athena.parquet", [.. records.Select(record => new JsonObject(record.Select(member => KeyValuePair.Create(
            member.Key.ToLowerInvariant(), member.Key is "requestParameters" or "responseElements" ? member.Value?.ToJsonString() : Lower(member.Value)))))]);
        await WriteAsync("security-lake.parquet", [.. File.ReadLines(Path.Combine(Source, "ocsf-1.1.jsonl")).Select(line => JsonNode.Parse(line)!.AsObject())]);
    }

    /// <summary>The file of rows, two row groups of it.</summary>
    internal static async Task<byte[]> OfAsync(IReadOnlyList<JsonObject> rows)
    {
        var schema = new ParquetSchema(Fields([.. rows]));
        using var file = new MemoryStream();
        await ParquetSerializer.SerializeUntypedAsync(
            [.. rows.Select(row => (IDictionary<string, object?>)Values(row, schema.Fields))], schema, file, new() { CompressionMethod = CompressionMethod.Snappy, RowGroupSize = (rows.Count + 1) / 2 });
        return file.ToArray();
    }

    private static async Task WriteAsync(string name, IReadOnlyList<JsonObject> rows) => await File.WriteAllBytesAsync(Path.Combine(Source, name), await OfAsync(rows));

    private static JsonNode? Lower(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key.ToLowerInvariant(), Lower(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Lower)]),
        _ => node?.DeepClone(),
    };

    private static IEnumerable<Field> Fields(IReadOnlyList<JsonObject> rows) => rows.SelectMany(row => row.Select(member => member.Key)).Distinct(StringComparer.Ordinal)
        .Select(name => FieldOf(name, [.. rows.Select(row => row[name]).OfType<JsonNode>()])).OfType<Field>();

    private static Field? FieldOf(string name, List<JsonNode> values) => values.FirstOrDefault() switch
    {
        null => null,
        JsonObject { Count: 0 } => null,
        JsonObject => new StructField(name, [.. Fields([.. values.Select(value => value.AsObject())])]),
        JsonArray when values.SelectMany(value => value.AsArray()).OfType<JsonObject>().ToList() is { Count: > 0 } items => new ListField(name, new StructField("element", [.. Fields(items)])),
        _ => new DataField<string>(name),
    };

    private static Dictionary<string, object?> Values(JsonObject row, IReadOnlyList<Field> fields) =>
        fields.ToDictionary(field => field.Name, field => Value(row[field.Name], field), StringComparer.Ordinal);

    private static object? Value(JsonNode? value, Field field) => (value, field) switch
    {
        (null, _) => null,
        (JsonObject members, StructField group) => Values(members, group.Fields),
        (JsonArray items, ListField { Item: StructField item }) => items.Select(one => (IDictionary<string, object?>)Values(one!.AsObject(), item.Fields)).ToList(),
        (JsonValue text, _) when text.TryGetValue<string>(out var said) => said,
        _ => value.ToJsonString(),
    };
}
