using System.Text.Json.Nodes;
using AccessUndenied.Policies;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Remediations.Joining;

/// <summary>A Deny narrowed so that it exempts what many narrowed ones exempt.</summary>
/// <remarks>
/// Only exemptions are joined: values added to, or pairs of, a negated operator. Each of them keeps the Deny from applying on its
/// own, so that all of them together exempt what any one does. A statement that was changed in any other way is not joined.
/// </remarks>
internal sealed class JoinedNarrowing : JoinedEdit
{
    private const string Conditions = "Condition";

    public JoinedNarrowing(PolicyChange first)
        : base(first)
    {
    }

    protected override Action? Prepare(PolicyChange change)
    {
        if (Read(change.Json) is not { } narrowed)
        {
            return null;
        }

        if (Joined is null)
        {
            return () =>
            {
                Joined = narrowed;
                Opens(change);
            };
        }

        if (Original is null || !SameBesides(Joined, narrowed) || JoinConditions(narrowed) is not { } conditions)
        {
            return null;
        }

        return () =>
        {
            Joined[Conditions] = conditions;
            Opens(change);
        };
    }

    public override string ToWords() => JoinedMessages.GroupExempts(
        LayerNames.PolicyOf(First.Layer), First.Policy is { Name.Length: > 0 } policy ? policy.Name : First.AttachmentTarget);

    private static bool SameBesides(JsonObject one, JsonObject other)
    {
        var left = (JsonObject)one.DeepClone();
        var right = (JsonObject)other.DeepClone();
        left.Remove(Conditions);
        right.Remove(Conditions);
        return JsonNode.DeepEquals(left, right);
    }

    private JsonObject? JoinConditions(JsonObject narrowed)
    {
        var original = Original![Conditions] as JsonObject ?? [];
        if (narrowed[Conditions] is not JsonObject added || Joined![Conditions] is not JsonObject current || !Keeps(original, added))
        {
            return null;
        }

        var joined = (JsonObject)current.DeepClone();
        foreach (var (name, pairs) in added)
        {
            if (JsonNode.DeepEquals(joined[name], pairs))
            {
                continue;
            }

            if (!IsNegated(name) || pairs is not JsonObject more || joined[name] is not (null or JsonObject))
            {
                return null;
            }

            if (!JoinPairs((JsonObject?)joined[name] ?? AddOperator(joined, name), more))
            {
                return null;
            }
        }

        return joined;
    }

    // A condition of the original that is gone, or has lost a value, would widen the Deny or its exemptions in ways unknown here.
    private static bool Keeps(JsonObject original, JsonObject added) => original.All(item => item.Value is JsonObject pairs
        && added[item.Key] is JsonObject kept
        && pairs.All(pair => TextsOf(pair.Value) is { } before && TextsOf(kept[pair.Key]) is { } after && !before.Except(after, StringComparer.Ordinal).Any()));

    private static bool IsNegated(string operatorName) => operatorName.Contains("Not", StringComparison.OrdinalIgnoreCase);

    private static JsonObject AddOperator(JsonObject conditions, string name)
    {
        var pairs = new JsonObject();
        conditions[name] = pairs;
        return pairs;
    }

    private static bool JoinPairs(JsonObject joined, JsonObject added)
    {
        foreach (var (key, node) in added)
        {
            if (TextsOf(node) is not { } values)
            {
                return false;
            }

            if (joined[key] is not { } before)
            {
                joined[key] = NodeOf(values);
            }
            else if (TextsOf(before) is { } texts)
            {
                joined[key] = NodeOf([.. texts.Union(values, StringComparer.Ordinal)]);
            }
            else
            {
                return false;
            }
        }

        return true;
    }
}
