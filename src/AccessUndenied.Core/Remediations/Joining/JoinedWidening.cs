using System.Text.Json.Nodes;
using AccessUndenied.Policies;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Remediations.Joining;

/// <summary>An Allow widened so that it allows what many widened ones allow.</summary>
/// <remarks>
/// Only values added to one and the same list are joined, of resources, actions, principals or one condition: a list allows each of its
/// values on its own, so that the union allows what the parts did and nothing else.
/// </remarks>
internal sealed class JoinedWidening : JoinedEdit
{
    private string? _place;

    public JoinedWidening(PolicyChange first)
        : base(first)
    {
    }

    protected override Action? Prepare(PolicyChange change)
    {
        if (Read(change.Json) is not { } widened)
        {
            return null;
        }

        if (Joined is null)
        {
            return () =>
            {
                Joined = widened;
                _place = Original is null ? null : PlaceOfDifference(Original, widened, "");
                Opens(change);
            };
        }

        if (Original is null || _place is not { Length: > 0 } place || PlaceOfDifference(Original, widened, "") != place
            || TextsOf(At(widened, place)) is not { } added || TextsOf(At(Joined, place)) is not { } texts
            || TextsOf(At(Original, place)) is not { } before || before.Except(added, StringComparer.Ordinal).Any())
        {
            return null;
        }

        var all = texts.Union(added, StringComparer.Ordinal).ToList();
        return all.Count > JoinedRemediation.MostMembers ? null : () =>
        {
            Set(Joined, place, NodeOf(all));
            Opens(change);
        };
    }

    public override string ToWords() => JoinedMessages.GroupWidens(
        LayerNames.PolicyOf(First.Layer), First.Policy is { Name.Length: > 0 } policy ? policy.Name : First.AttachmentTarget, First.Replaces?.Index ?? 0);

    // The path of the one member that differs, such as "/Condition/StringLike/s3:prefix"; null where several do, empty where none does.
    private static string? PlaceOfDifference(JsonObject one, JsonObject other, string path)
    {
        var places = new List<string>();
        foreach (var name in one.Select(pair => pair.Key).Union(other.Select(pair => pair.Key), StringComparer.Ordinal))
        {
            if (JsonNode.DeepEquals(one[name], other[name]))
            {
                continue;
            }

            var inner = one[name] is JsonObject left && other[name] is JsonObject right ? PlaceOfDifference(left, right, $"{path}\n{name}") : $"{path}\n{name}";
            if (inner is null)
            {
                return null;
            }

            places.Add(inner);
        }

        return places.Count switch { 0 => "", 1 => places[0], _ => null };
    }

    private static JsonNode? At(JsonObject node, string place) =>
        place.Split('\n', StringSplitOptions.RemoveEmptyEntries).Aggregate((JsonNode?)node, (current, name) => (current as JsonObject)?[name]);

    private static void Set(JsonObject node, string place, JsonNode value)
    {
        var names = place.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var parent = names.SkipLast(1).Aggregate(node, (current, name) => (JsonObject)current[name]!);
        parent[names[^1]] = value;
    }
}
