using System.Text.Json.Nodes;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>Grants of keys that the trail tells of, as statements of the key's policy, to find out what difference they made.</summary>
/// <remarks>
/// They are in the policies that changes are tried with, and never in those that are explained or changed: a grant is no part of the policy, and a refusal shows that none
/// allowed the call. Those that were there before the trail began are known to nobody (HIST-09).
/// </remarks>
internal static class KeyGrants
{
    /// <summary>Whether a grant was given to the caller of <paramref name="request"/>, for what it asks.</summary>
    public static bool IsFor(AuthorizationRequest request, HistoryIndex index, PolicySlot slot) =>
        index.EventsOf(slot.Carrier).SelectMany(change => change.Changes).FirstOrDefault(change => change.Slot == slot && change.Value is not null)?.Value is { } text
        && DocumentText.Parse(text) is JsonObject grant && Text(grant["Grantee"]) is { } grantee
        && (grantee == request.Principal.EntityId || grantee == request.Principal.Id)
        && OperationsOf(grant).Contains(request.Action, StringComparer.OrdinalIgnoreCase);

    /// <summary>The policies with the grants that the key had at <paramref name="cut"/>.</summary>
    public static PolicySet Over(PolicySet policies, HistoryIndex index, HistoryCut cut)
    {
        if (policies.ResourceCarrierId is not { } key || policies.ResourcePolicy is not { Document: { } document } policy)
        {
            return policies;
        }

        var statements = index.SlotsOf(key).Where(slot => slot.Kind == SlotKind.Grant).OrderBy(slot => slot.Name, StringComparer.Ordinal)
            .Select(slot => index.Resolve(slot, cut) is { IsKnown: true, Value: { } grant } ? StatementOf(grant) : null).OfType<JsonNode>().ToList();
        if (statements.Count == 0)
        {
            return policies;
        }

        var json = new JsonObject
        {
            ["Version"] = document.Version,
            ["Statement"] = new JsonArray([.. document.Statements.Select(statement => JsonNode.Parse(statement.Json.Span)), .. statements]),
        };
        return policies with { ResourcePolicy = policy with { Document = PolicyDocument.Parse(json.ToJsonString()) } };
    }

    private static JsonObject? StatementOf(string text)
    {
        if (DocumentText.Parse(text) is not JsonObject grant || Text(grant["Grantee"]) is not { } grantee)
        {
            return null;
        }

        var conditions = new JsonObject();
        Add(conditions, grant["encryptionContextSubset"] as JsonObject);
        if (grant["encryptionContextEquals"] is JsonObject whole)
        {
            Add(conditions, whole);
            conditions["ForAllValues:StringEquals"] = new JsonObject { ["kms:EncryptionContextKeys"] = new JsonArray([.. whole.Select(pair => (JsonNode)pair.Key)]) };
        }

        var isService = !grantee.StartsWith("arn:", StringComparison.Ordinal);
        var statement = new JsonObject
        {
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { [isService ? "Service" : "AWS"] = grantee },
            ["Action"] = new JsonArray([.. OperationsOf(grant).Select(action => (JsonNode)action)]),
            ["Resource"] = "*",
        };
        if (conditions.Count > 0)
        {
            statement["Condition"] = conditions;
        }

        return statement;
    }

    private static void Add(JsonObject conditions, JsonObject? context)
    {
        if (context is not { Count: > 0 })
        {
            return;
        }

        var equals = conditions["StringEquals"] as JsonObject ?? new JsonObject();
        foreach (var (key, value) in context)
        {
            equals[$"kms:EncryptionContext:{key}"] = value?.DeepClone();
        }

        conditions["StringEquals"] = equals;
    }

    private static IEnumerable<string> OperationsOf(JsonObject grant) => (grant["Operations"] as JsonArray ?? []).Select(Text).OfType<string>().Select(operation => $"kms:{operation}");

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
