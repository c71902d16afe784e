using System.Text.Json.Nodes;
using AccessUndenied.Requests;

namespace AccessUndenied.Remediations;

/// <summary>Writes new Allow statements: exactly the action, on exactly the resource, for exactly the caller.</summary>
internal static class StatementWriter
{
    /// <summary>Whether policies of <paramref name="layer"/> say whom they speak of.</summary>
    public static bool NamesPrincipal(PolicyLayer layer) =>
        layer is PolicyLayer.Resource or PolicyLayer.RoleTrust or PolicyLayer.VpcEndpoint or PolicyLayer.ResourceControl;

    /// <summary>The statement; null where a name cannot be written so that it stands for itself.</summary>
    /// <param name="request">What it allows.</param>
    /// <param name="layer">The layer of its policy.</param>
    /// <param name="version">The version of its policy.</param>
    /// <param name="caller">The caller's name; <c>*</c> for everybody.</param>
    /// <param name="resource">The element that covers the resource, as it is written; null where such a policy has none.</param>
    /// <param name="conditions">The conditions it carries.</param>
    public static string? Write(
        AuthorizationRequest request, PolicyLayer layer, string version, (string Type, string Value)? caller, (string Member, string Value)? resource, IReadOnlyList<WrittenCondition> conditions)
    {
        var statement = new JsonObject { ["Effect"] = "Allow" };
        if (NamesPrincipal(layer))
        {
            statement["Principal"] = caller is { Type: not "*" } name ? new JsonObject { [name.Type] = name.Value } : "*";
        }

        statement["Action"] = request.Action;
        if (resource is { } named)
        {
            statement[named.Member] = named.Value;
        }

        var block = new JsonObject();
        foreach (var condition in conditions)
        {
            if (ValuesOf(condition, version) is not { } values)
            {
                return null;
            }

            var pairs = block[condition.Operator] as JsonObject;
            if (pairs is null)
            {
                block[condition.Operator] = pairs = [];
            }

            // The first of two tests of one key is the tighter one.
            pairs.TryAdd(condition.Key, values);
        }

        if (block.Count > 0)
        {
            statement["Condition"] = block;
        }

        var text = DocumentEditor.Text(statement);
        return version == "2012-10-17" || !text.Contains("${", StringComparison.Ordinal) ? text : null;
    }

    private static JsonNode? ValuesOf(WrittenCondition condition, string version)
    {
        var values = new List<string>();
        foreach (var value in condition.Values)
        {
            var isPattern = condition.Operator.Contains("Like", StringComparison.OrdinalIgnoreCase) || condition.Operator.Contains("Arn", StringComparison.OrdinalIgnoreCase);
            if ((condition.IsAsWritten ? value : isPattern ? PatternText.Pattern(value, version) : PatternText.Exact(value, version)) is not { } text)
            {
                return null;
            }

            values.Add(text);
        }

        return values.Count == 1 ? JsonValue.Create(values[0]) : new JsonArray([.. values.Select(value => (JsonNode?)JsonValue.Create(value))]);
    }
}
