using System.Text.Json.Nodes;
using AccessUndenied.Policies;
using AccessUndenied.Results;

namespace AccessUndenied.Remediations;

/// <summary>Makes of a change one that the provider stores: without principals that are gone, and with what is to be known about carrying it out.</summary>
/// <remarks>Who is gone is met by no statement, so that to leave it out changes nothing for anybody.</remarks>
internal static class StorableChange
{
    public static PolicyChange Of(IPolicyDialect dialect, PolicyChange change, IReadOnlyList<PlannedRequest> requests)
    {
        var request = requests[0].Request;
        var gone = (change.Policy?.Document?.StatementArray ?? []).SelectMany(statement => statement.Principals?.Entries ?? []).Where(entry => dialect.IsGone(entry, request)).Distinct().ToList();
        if (gone.Count > 0)
        {
            var before = change;
            var statement = change.StatementJson.Length == 0 ? "" : OfStatement(change.StatementJson, gone);
            change = change with
            {
                Json = change.IsAddition ? change.Json : OfStatement(change.Json, gone),
                StatementJson = statement,
                LeftOut = gone,
                MakeDocument = () => OfDocument(before.Document, gone),
                Advice = Joined(change.Advice, RemedyMessages.LeavesOut(gone)),
            };
        }

        return dialect.AdviceOn(change, request) is { } advice ? change with { Advice = Joined(change.Advice, advice) } : change;
    }

    private static string Joined(string? one, string other) => one is null ? other : $"{one.TrimEnd('.')}. {other}";

    private static string OfStatement(string json, IReadOnlyList<PrincipalEntry> gone)
    {
        var statement = JsonNode.Parse(json)!.AsObject();
        return IsLeft(statement, gone) ? DocumentEditor.Text(statement) : json;
    }

    /// <summary>The policy <paramref name="json"/> without those who are <paramref name="gone"/>, and without statements that speak of nobody else.</summary>
    public static string OfDocument(string json, IReadOnlyList<PrincipalEntry> gone)
    {
        if (gone.Count == 0)
        {
            return json;
        }

        var document = JsonNode.Parse(json)!.AsObject();
        if (Member(document, "Statement") is { } name && document[name] is JsonArray statements)
        {
            foreach (var statement in statements.OfType<JsonObject>().ToList())
            {
                if (!IsLeft(statement, gone))
                {
                    statements.Remove(statement);
                }
            }
        }

        return DocumentEditor.Text(document);
    }

    // Whether the statement still speaks of anybody without those who are gone.
    private static bool IsLeft(JsonObject statement, IReadOnlyList<PrincipalEntry> gone)
    {
        if ((Member(statement, "Principal") ?? Member(statement, "NotPrincipal")) is not { } name || statement[name] is not JsonObject principals)
        {
            return true;
        }

        foreach (var (type, value) in principals.ToList())
        {
            var entries = value is JsonArray array ? array.ToList() : [value];
            var left = entries.Where(entry => entry is not JsonValue text || !text.TryGetValue<string>(out var one)
                || !gone.Any(other => other.Value == one && other.Type.Equals(type, StringComparison.OrdinalIgnoreCase))).ToList();
            if (left.Count == 0)
            {
                principals.Remove(type);
            }
            else if (left.Count < entries.Count)
            {
                principals[type] = left.Count == 1 ? left[0]!.DeepClone() : new JsonArray([.. left.Select(entry => entry?.DeepClone())]);
            }
        }

        if (principals.Count > 0)
        {
            return true;
        }

        // All but nobody are all.
        if (name.Equals("NotPrincipal", StringComparison.OrdinalIgnoreCase))
        {
            statement.Remove(name);
            statement["Principal"] = "*";
            return true;
        }

        return false;
    }

    private static string? Member(JsonObject json, string name) => json.Select(member => member.Key).FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase));
}
