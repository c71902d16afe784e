using System.Text.Json;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Tables that DynamoDB's batch calls name as keys of a map, and the actions that a PartiQL statement needs.</summary>
internal static class DynamoDbTables
{
    private const int MostTables = 25;

    internal static List<FoundResource>? Find(CatalogAction action, ResourceSearch search)
    {
        if (action.Service != "dynamodb")
        {
            return null;
        }

        // What reads an index is authorized on the index ("Using IAM policy conditions for fine-grained access control").
        if (action.Name is "Query" or "Scan" && search.Parameters.Text("indexName") is { Length: > 0 } index && search.Parameters.Text("tableName") is { Length: > 0 } owner)
        {
            return [new(search.Identify($"{Table(owner, search.Place)}/index/{index}"), Certainty.Likely, RequestMessages.FromParameters)];
        }

        if (search.Parameters["requestItems"] is not { ValueKind: JsonValueKind.Object } items)
        {
            return null;
        }

        var found = new List<FoundResource>();
        foreach (var item in items.EnumerateObject())
        {
            if (ParameterReader.NameOf(item) is { Length: > 0 } table && found.Count < MostTables)
            {
                found.Add(new(search.Identify(Table(table, search.Place)), Certainty.Likely, RequestMessages.FromParameters));
            }
        }

        return found.Count > 0 ? found : null;
    }

    /// <summary>Those of <paramref name="actions"/> that the request's content asks for; all where it does not tell.</summary>
    internal static IReadOnlyList<CatalogAction> Needed(IReadOnlyList<CatalogAction> actions, ResourceSearch search)
    {
        if (search.Parameters.Text("statement") is { } statement)
        {
            var word = statement.AsSpan().TrimStart();
            word = word[..(word.IndexOfAny(' ', '\n', '\t') is var end and >= 0 ? end : word.Length)];
            for (var i = 0; i < actions.Count; i++)
            {
                if (actions[i].Name.AsSpan().EndsWith(word, StringComparison.OrdinalIgnoreCase))
                {
                    return [actions[i]];
                }
            }
        }

        if (search.Parameters["transactItems"] is { ValueKind: JsonValueKind.Array } items)
        {
            // An item's only member is the operation: put, update, delete or conditionCheck.
            var needed = actions.Where(a => items.EnumerateArray().Any(item => Asks(item, a.Name))).ToList();
            return needed.Count > 0 ? needed : actions;
        }

        return actions;
    }

    private static string Table(string name, in ArnPlace place) => name.StartsWith("arn:", StringComparison.Ordinal)
        ? name
        : $"arn:{place.Partition}:dynamodb:{place.Region}:{place.AccountId ?? "*"}:table/{name}";

    private static bool Asks(JsonElement item, string action) =>
        item.ValueKind == JsonValueKind.Object
        && item.EnumerateObject().Any(m => ParameterReader.NameOf(m) is { Length: > 2 } name && action.StartsWith(name, StringComparison.OrdinalIgnoreCase));
}
