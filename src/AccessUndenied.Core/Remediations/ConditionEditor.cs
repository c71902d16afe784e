using System.Text.Json.Nodes;
using AccessUndenied.Policies;

namespace AccessUndenied.Remediations;

/// <summary>Writes a statement with one test of its <c>Condition</c> changed and everything else as it was.</summary>
internal static class ConditionEditor
{
    private const string Member = "Condition";

    /// <summary>One value more for the test of <paramref name="key"/> by <paramref name="operatorName"/>, which is added where there is none.</summary>
    public static string WithValue(string statement, string operatorName, string key, string value) => Edit(statement, conditions =>
    {
        var pairs = PairsOf(conditions, operatorName);
        var name = NameIn(pairs, key) ?? key;
        pairs[name] = pairs[name] is { } old ? Longer(old, value) : JsonValue.Create(value);
    });

    /// <summary>The test without <paramref name="value"/>; null where it is the last one, without which the test would be gone.</summary>
    public static string? WithoutValue(string statement, string operatorName, string key, string value)
    {
        var isLeft = false;
        var text = Edit(statement, conditions =>
        {
            var pairs = PairsOf(conditions, operatorName);
            if (NameIn(pairs, key) is { } name && pairs[name] is JsonArray values)
            {
                var kept = values.Where(item => item?.ToString() != value).Select(item => item?.DeepClone()).ToArray();
                isLeft = kept.Length > 0 && kept.Length < values.Count;
                pairs[name] = new JsonArray(kept);
            }
        });
        return isLeft ? text : null;
    }

    /// <summary>The test with <paramref name="values"/> in place of its own.</summary>
    public static string WithValues(string statement, string operatorName, string key, IReadOnlyList<string> values) => Edit(statement, conditions =>
    {
        var pairs = PairsOf(conditions, operatorName);
        pairs[NameIn(pairs, key) ?? key] = NodeOf(values);
    });

    /// <summary>
    /// The test of <paramref name="key"/> moved to another operator; other keys of the first operator stay with it. Null where the other operator tests the key already: one of the two would be lost.
    /// </summary>
    public static string? WithOperator(string statement, string operatorName, string key, string otherName)
    {
        var isFree = false;
        var text = Edit(statement, conditions =>
        {
            var pairs = PairsOf(conditions, operatorName);
            if (NameIn(pairs, key) is not { } name || conditions.Any(other => other.Key.Equals(otherName, StringComparison.OrdinalIgnoreCase)
                && (other.Value is not JsonObject tests || NameIn(tests, key) is not null)))
            {
                return;
            }

            var values = pairs[name]?.DeepClone();
            pairs.Remove(name);
            if (pairs.Count == 0)
            {
                conditions.Remove(conditions.First(pair => ReferenceEquals(pair.Value, pairs)).Key);
            }

            PairsOf(conditions, otherName)[name] = values;
            isFree = true;
        });
        return isFree ? text : null;
    }

    /// <summary>The test of <paramref name="key"/> as a test of <paramref name="otherKey"/>.</summary>
    public static string WithKey(string statement, string operatorName, string key, string otherKey) => Edit(statement, conditions =>
    {
        var pairs = PairsOf(conditions, operatorName);
        if (NameIn(pairs, key) is { } name && NameIn(pairs, otherKey) is null)
        {
            var values = pairs[name]?.DeepClone();
            pairs.Remove(name);
            pairs[otherKey] = values;
        }
    });

    /// <summary>Whether a test of <paramref name="key"/> stands under <paramref name="operatorName"/>.</summary>
    public static bool Has(Statement statement, string operatorName, string key) => statement.ConditionArray.Any(condition =>
        condition.OperatorName.Equals(operatorName, StringComparison.OrdinalIgnoreCase) && condition.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    private static string Edit(string statement, Action<JsonObject> edit)
    {
        var node = JsonNode.Parse(statement)!.AsObject();
        var name = NameIn(node, Member) ?? Member;
        if (node[name] is not JsonObject conditions)
        {
            node[name] = conditions = [];
        }

        edit(conditions);
        return DocumentEditor.Text(node);
    }

    private static JsonObject PairsOf(JsonObject conditions, string operatorName)
    {
        var name = NameIn(conditions, operatorName) ?? operatorName;
        if (conditions[name] is not JsonObject pairs)
        {
            conditions[name] = pairs = [];
        }

        return pairs;
    }

    private static string? NameIn(JsonObject node, string name) =>
        node.ContainsKey(name) ? name : node.Select(pair => pair.Key).FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static JsonArray Longer(JsonNode old, string value)
    {
        var items = old is JsonArray array ? array.Select(item => item?.DeepClone()) : [old.DeepClone()];
        return new([.. items, JsonValue.Create(value)]);
    }

    private static JsonNode NodeOf(IReadOnlyList<string> values) =>
        values.Count == 1 ? JsonValue.Create(values[0]) : new JsonArray([.. values.Select(value => (JsonNode?)JsonValue.Create(value))]);
}
