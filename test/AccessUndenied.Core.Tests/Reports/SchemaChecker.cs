using System.Text.Json;

namespace AccessUndenied.Core.Tests.Reports;

/// <summary>As much of JSON Schema as our own schema uses; what the schema does not name is a fault too.</summary>
internal sealed class SchemaChecker
{
    private static readonly HashSet<string> s_known =
        ["$schema", "$defs", "$ref", "title", "description", "type", "enum", "anyOf", "required", "properties", "additionalProperties", "items", "minimum", "format"];

    private readonly JsonElement _root;

    public SchemaChecker(JsonElement root) => _root = root;

    public IReadOnlyList<string> Check(JsonElement value, string definition) => [.. Faults(value, _root.GetProperty("$defs").GetProperty(definition), "$")];

    public IReadOnlyList<string> Check(JsonElement value) => [.. Faults(value, _root, "$")];

    private IEnumerable<string> Faults(JsonElement value, JsonElement schema, string path)
    {
        foreach (var keyword in schema.EnumerateObject().Where(keyword => !s_known.Contains(keyword.Name)))
        {
            yield return $"{path}: the schema uses {keyword.Name}, which is not checked";
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            foreach (var fault in Faults(value, _root.GetProperty("$defs").GetProperty(reference.GetString()!.Split('/')[^1]), path))
            {
                yield return fault;
            }
        }

        if (schema.TryGetProperty("anyOf", out var choices) && !choices.EnumerateArray().Any(choice => !Faults(value, choice, path).Any()))
        {
            yield return $"{path}: none of the choices fits: {string.Join("; ", choices.EnumerateArray().SelectMany(choice => Faults(value, choice, path)))}";
        }

        if (schema.TryGetProperty("enum", out var values) && !values.EnumerateArray().Any(item => item.GetRawText() == value.GetRawText()))
        {
            yield return $"{path}: {value.GetRawText()} is not one of the values";
        }

        if (schema.TryGetProperty("type", out var type) && !Types(type).Contains(TypeOf(value)))
        {
            yield return $"{path}: {TypeOf(value)} is not {type.GetRawText()}";
        }

        if (schema.TryGetProperty("minimum", out var minimum) && value.ValueKind == JsonValueKind.Number && value.GetDouble() < minimum.GetDouble())
        {
            yield return $"{path}: {value} is less than {minimum}";
        }

        if (schema.TryGetProperty("format", out _) && value.ValueKind == JsonValueKind.String && !value.TryGetDateTimeOffset(out _))
        {
            yield return $"{path}: {value} is no time";
        }

        foreach (var fault in Members(value, schema, path).Concat(Items(value, schema, path)))
        {
            yield return fault;
        }
    }

    private IEnumerable<string> Members(JsonElement value, JsonElement schema, string path)
    {
        if (value.ValueKind != JsonValueKind.Object || !(schema.TryGetProperty("properties", out var properties) | schema.TryGetProperty("additionalProperties", out var others)))
        {
            yield break;
        }

        foreach (var name in schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(item => item.GetString()!) : [])
        {
            if (!value.TryGetProperty(name, out _))
            {
                yield return $"{path}: {name} is missing";
            }
        }

        foreach (var member in value.EnumerateObject())
        {
            var found = properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(member.Name, out var named) ? named : others;
            if (found.ValueKind == JsonValueKind.Undefined)
            {
                yield return $"{path}: {member.Name} is not in the schema";
                continue;
            }

            foreach (var fault in Faults(member.Value, found, $"{path}.{member.Name}"))
            {
                yield return fault;
            }
        }
    }

    private IEnumerable<string> Items(JsonElement value, JsonElement schema, string path) =>
        value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items)
            ? value.EnumerateArray().SelectMany((item, index) => Faults(item, items, $"{path}[{index}]"))
            : [];

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(item => item.GetString()!) : [type.GetString()!];

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => "integer",
        _ => value.ValueKind.ToString().ToLowerInvariant(),
    };
}
