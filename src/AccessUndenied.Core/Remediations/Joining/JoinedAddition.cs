using System.Text.Json.Nodes;
using AccessUndenied.Policies;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Remediations.Joining;

/// <summary>A policy to add that holds what many policies to add hold.</summary>
/// <remarks>
/// Statements that differ by one element alone become one with a list there: first by resource, then by action, then by principal.
/// Two that differ by two elements stay two, since a list in both would allow every pairing.
/// </remarks>
internal sealed class JoinedAddition : JoinedChange
{
    private const string Statements = "Statement";

    private readonly Dictionary<string, StatementOfMany> _byRest = new(StringComparer.Ordinal);
    private readonly List<StatementOfMany> _inOrder = [];
    private JsonObject? _envelope;
    private int _resourceCount;
    private bool _opensMatches;

    public JoinedAddition(PolicyChange first)
        : base(first)
    {
    }

    protected override Action? Prepare(PolicyChange change)
    {
        if (Read(change.Json) is not { } policy || !policy.Remove(Statements, out var node) || StatementsOf(node) is not { } statements
            || statements.Exists(statement => statement["Effect"]?.ToString() != "Allow"))
        {
            return null;
        }

        // A Sid must be unique in its document, and an Id names one document: a policy that has them is not one of many.
        if (_envelope is not null && Write(_envelope) != Write(policy))
        {
            return null;
        }

        var split = statements.ConvertAll(Split);
        return _resourceCount + split.Sum(item => item.Resources.Count) > JoinedRemediation.MostMembers ? null : () =>
        {
            _envelope = policy;
            _opensMatches |= change.OpensMatches;
            split.ForEach(Join);
        };
    }

    public override string ToWords()
    {
        var statements = Fold();
        var actions = TextsIn(statements, "Action");
        var resources = TextsIn(statements, "Resource");
        return JoinedMessages.GroupAllows(
            string.Join(", ", actions), resources is [var only] ? only : resources.Count == 0 ? First.AttachmentTarget ?? JoinedMessages.It
                : JoinedMessages.Resources(resources.Count), LayerNames.PolicyOf(First.Layer), First.AttachmentTarget);
    }

    protected override JsonObject ToJson()
    {
        var policy = (JsonObject)_envelope!.DeepClone();
        policy[Statements] = new JsonArray([.. Fold()]);
        return policy;
    }

    protected override IEnumerable<(Statement? Replaced, string Json)> Edits() => Fold().Select(statement => ((Statement?)null, Write(statement)));

    protected override string OpensInWords()
    {
        var statements = Fold();
        var isForEverybody = statements.Exists(statement => statement["Principal"] is JsonValue && !CallersIn(statement).Any());
        var callers = statements.SelectMany(CallersIn);
        var opens = JoinedMessages.GroupOpens(
            First, isForEverybody ? [] : [.. callers.Distinct(StringComparer.Ordinal)], TextsIn(statements, "Action"), TextsIn(statements, "Resource"));
        return _opensMatches ? OpensMessages.OpensMatches(opens) : opens;
    }

    // Some policies take callers in a condition alone.
    private static IEnumerable<string> CallersIn(JsonObject statement) => statement["Principal"] is JsonObject principal
        ? principal.SelectMany(pair => TextsOf(pair.Value) ?? [])
        : TextsOf(statement["Condition"]?["ArnEquals"]?["aws:PrincipalArn"]) ?? [];

    private static List<string> TextsIn(List<JsonObject> statements, string member) =>
        [.. statements.SelectMany(statement => TextsOf(statement[member]) ?? []).Distinct(StringComparer.Ordinal)];

    private static List<JsonObject>? StatementsOf(JsonNode? node)
    {
        var items = node is JsonArray array ? array.ToList() : [node];
        return items.TrueForAll(item => item is JsonObject) ? items.ConvertAll(item => (JsonObject)item!.DeepClone()) : null;
    }

    private static (JsonObject Others, List<string> Resources) Split(JsonObject statement)
    {
        if (TextsOf(statement["Resource"]) is not { } resources)
        {
            return (statement, []);
        }

        // The member stays, empty, so that it keeps its place among the others.
        statement["Resource"] = null;
        return (statement, resources);
    }

    private void Join((JsonObject Others, List<string> Resources) item)
    {
        var key = Write(item.Others);
        if (!_byRest.TryGetValue(key, out var joined))
        {
            joined = new(item.Others);
            _byRest.Add(key, joined);
            _inOrder.Add(joined);
        }

        foreach (var resource in item.Resources)
        {
            if (joined.Seen.Add(resource))
            {
                joined.Resources.Add(resource);
                _resourceCount++;
            }
        }
    }

    private List<JsonObject> Fold()
    {
        var statements = _inOrder.ConvertAll(item =>
        {
            var statement = (JsonObject)item.Others.DeepClone();
            if (item.Resources.Count > 0)
            {
                statement["Resource"] = NodeOf(item.Resources);
            }

            return statement;
        });
        return FoldBy(FoldBy(statements, static statement => (statement, "Action")), static statement =>
            statement["Principal"] is JsonObject { Count: 1 } principal ? (principal, principal.First().Key) : null);
    }

    // Joins the lists at one place of statements that are the same everywhere else.
    private static List<JsonObject> FoldBy(List<JsonObject> statements, Func<JsonObject, (JsonObject Parent, string Member)?> placeOf)
    {
        var folded = new List<JsonObject>();
        var byRest = new Dictionary<string, (JsonObject Parent, string Member, List<string> Values)>(StringComparer.Ordinal);
        foreach (var statement in statements)
        {
            if (placeOf(statement) is not { } place || TextsOf(place.Parent[place.Member]) is not { } values)
            {
                folded.Add(statement);
                continue;
            }

            place.Parent[place.Member] = null;
            var key = Write(statement);
            if (byRest.TryGetValue(key, out var same))
            {
                same.Values.AddRange(values.Except(same.Values, StringComparer.Ordinal));
            }
            else
            {
                byRest.Add(key, (place.Parent, place.Member, values));
                folded.Add(statement);
            }
        }

        foreach (var (parent, member, values) in byRest.Values)
        {
            parent[member] = NodeOf(values);
        }

        return folded;
    }

    private sealed record StatementOfMany(JsonObject Others)
    {
        public List<string> Resources { get; } = [];

        public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);
    }
}
