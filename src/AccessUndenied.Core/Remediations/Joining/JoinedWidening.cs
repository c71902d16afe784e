using System.Text;
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
internal sealed class JoinedWidening : JoinedChange
{
    private readonly JsonObject? _original;
    private readonly List<string> _opens = [];
    private JsonObject? _joined;
    private string? _place;

    public JoinedWidening(PolicyChange first)
        : base(first) => _original = first.Replaces is { } statement ? Read(Encoding.UTF8.GetString(statement.Json.Span)) : null;

    protected override Action? Prepare(PolicyChange change)
    {
        if (Read(change.Json) is not { } widened)
        {
            return null;
        }

        if (_joined is null)
        {
            return () =>
            {
                _joined = widened;
                _place = _original is null ? null : PlaceOfDifference(_original, widened, "");
                Opens(change);
            };
        }

        if (_original is null || _place is not { Length: > 0 } place || PlaceOfDifference(_original, widened, "") != place
            || TextsOf(At(widened, place)) is not { } added || TextsOf(At(_joined, place)) is not { } texts
            || TextsOf(At(_original, place)) is not { } before || before.Except(added, StringComparer.Ordinal).Any())
        {
            return null;
        }

        var all = texts.Union(added, StringComparer.Ordinal).ToList();
        return all.Count > JoinedRemediation.MostMembers ? null : () =>
        {
            Set(_joined, place, NodeOf(all));
            Opens(change);
        };
    }

    public override string ToWords() => JoinedMessages.GroupWidens(
        LayerNames.PolicyOf(First.Layer), First.Policy is { Name.Length: > 0 } policy ? policy.Name : First.AttachmentTarget, First.Replaces?.Index ?? 0);

    protected override JsonObject ToJson() => (JsonObject)_joined!.DeepClone();

    protected override IEnumerable<(Statement? Replaced, string Json)> Edits() => [(First.Replaces, Write(_joined))];

    protected override string OpensInWords() => JoinedMessages.GroupLifts([.. _opens.Take(JoinedMessages.MostOpens)], _opens.Count);

    private void Opens(PolicyChange change)
    {
        if (change.Opens.Length > 0 && _opens.Count < JoinedRemediation.MostMembers && !_opens.Contains(change.Opens))
        {
            _opens.Add(change.Opens);
        }
    }

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
