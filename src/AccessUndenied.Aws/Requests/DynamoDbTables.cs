using System.Text.Json;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Tables that DynamoDB's batch calls name as keys of a map, and the actions that a PartiQL statement needs.</summary>
internal static class DynamoDbTables
{
    private const int MostTables = 100;
    private const int MostStatements = 100;

    /// <summary>What the record's list of resources does not tell: the index that is read, the table that a statement names.</summary>
    /// <remarks>What reads an index is authorized on the index ("Using IAM policy conditions for fine-grained access control").</remarks>
    internal static List<FoundResource>? FindNamed(CatalogAction action, ResourceSearch search)
    {
        if (action.Service != "dynamodb")
        {
            return null;
        }

        if (action.Name is "Query" or "Scan" && search.Parameters.Text("indexName") is { Length: > 0 } index && search.Parameters.Text("tableName") is { Length: > 0 } owner)
        {
            return [new(search.Identify($"{Owned(owner, search)}/index/{index}"), Certainty.Likely, RequestMessages.FromParameters)];
        }

        if (search.Parameters["transactItems"] is { ValueKind: JsonValueKind.Array } items)
        {
            return OfTransaction(action, items, search);
        }

        if (!action.Name.StartsWith("PartiQL", StringComparison.Ordinal))
        {
            return null;
        }

        var found = new List<FoundResource>();
        foreach (var statement in Statements(search))
        {
            var text = Owned(statement.Table, search) + (statement.Index is null ? "" : "/index/" + statement.Index);
            if (statement.Action == action.Name && found.Count < MostTables && !found.Exists(f => f.Id.Value == text))
            {
                found.Add(new(search.Identify(text), Certainty.Likely, RequestMessages.FromStatement));
            }
        }

        return found.Count > 0 ? found : null;
    }

    internal static List<FoundResource>? Find(CatalogAction action, ResourceSearch search)
    {
        if (action.Service != "dynamodb")
        {
            return null;
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
        var verbs = Statements(search).Select(statement => statement.Action).ToHashSet(StringComparer.Ordinal);
        if (verbs.Count > 0)
        {
            var asked = actions.Where(action => verbs.Contains(action.Name)).ToList();
            return asked.Count > 0 ? asked : actions;
        }

        if (search.Parameters["transactItems"] is { ValueKind: JsonValueKind.Array } items)
        {
            // An item's only member is the operation: put, update, delete or conditionCheck.
            var needed = actions.Where(a => items.EnumerateArray().Any(item => Asks(item, a.Name))).ToList();
            return needed.Count > 0 ? needed : actions;
        }

        return actions;
    }

    /// <summary>Whether the request shows which actions it needs, each on its table.</summary>
    internal static bool TellActions(ResourceSearch search) => Statements(search).Any()
        || (search.Parameters["transactItems"] is { ValueKind: JsonValueKind.Array } items
            && items.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Object && item.EnumerateObject().Any()));

    // Each item has one operation on one table: what is put into the one is not deleted from the other.
    private static List<FoundResource>? OfTransaction(CatalogAction action, JsonElement items, ResourceSearch search)
    {
        var found = new List<FoundResource>();
        foreach (var item in items.EnumerateArray())
        {
            if (!Asks(item, action.Name))
            {
                continue;
            }

            foreach (var operation in item.EnumerateObject())
            {
                if (ParameterReader.TextOf(ParameterReader.Find(operation.Value, "tableName")) is { Length: > 0 } table && found.Count < MostTables
                    && Owned(table, search) is var text && !found.Exists(f => f.Id.Value == text))
                {
                    found.Add(new(search.Identify(text), Certainty.Likely, RequestMessages.FromParameters));
                }
            }
        }

        return found.Count > 0 ? found : null;
    }

    private static string Table(string name, in ArnPlace place) => name.StartsWith("arn:", StringComparison.Ordinal)
        ? name
        : $"arn:{place.Partition}:dynamodb:{place.Region}:{place.AccountId ?? "*"}:table/{name}";

    // Of another account's table the record lists the ARN, where the request has but the name.
    private static string Owned(string table, ResourceSearch search)
    {
        foreach (var resource in search.Record.Resources)
        {
            if (Arn.TryParse(resource.Arn, out var arn) && arn.Service is "dynamodb" && arn.Resource.StartsWith("table/") && arn.Resource["table/".Length..].SequenceEqual(table))
            {
                return resource.Arn;
            }
        }

        return Table(table, search.Place);
    }

    // ExecuteStatement has one; the others have lists of objects.
    private static IEnumerable<PartiQlStatement> Statements(ResourceSearch search)
    {
        if (search.Parameters.Text("statement") is { } single)
        {
            return PartiQlStatement.TryParse(single, out var only) ? [only] : [];
        }

        var list = search.Parameters["statements"] is { ValueKind: JsonValueKind.Array } batch ? batch : search.Parameters["transactStatements"];
        var found = new List<PartiQlStatement>();
        if (list.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in list.EnumerateArray())
            {
                var text = ParameterReader.TextOf(item) ?? ParameterReader.TextOf(ParameterReader.Find(item, "statement"));
                if (text is not null && found.Count < MostStatements && PartiQlStatement.TryParse(text, out var statement))
                {
                    found.Add(statement);
                }
            }
        }

        return found;
    }

    private static bool Asks(JsonElement item, string action) =>
        item.ValueKind == JsonValueKind.Object
        && item.EnumerateObject().Any(m => ParameterReader.NameOf(m) is { Length: > 2 } name && action.StartsWith(name, StringComparison.OrdinalIgnoreCase));
}
