using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Json;
using AccessUndenied.Policies;
using AccessUndenied.Results;

namespace AccessUndenied.Remediations.Joining;

/// <summary>One change that does what the same change of many events does.</summary>
/// <remarks>
/// INVARIANT: what it opens is the union of what the changes of the events open. Lists are joined only where everything else is
/// the same; no pattern is ever made up.
/// </remarks>
internal abstract class JoinedChange
{
    private readonly PolicyChange _first;

    protected JoinedChange(PolicyChange first) => _first = first;

    /// <summary>A joined change that starts with <paramref name="first"/>; null where its JSON cannot be read.</summary>
    public static JoinedChange? From(PolicyChange first)
    {
        JoinedChange joined = first.IsAddition ? new JoinedAddition(first) : first is PolicyChange.WidenAllow ? new JoinedWidening(first) : new JoinedNarrowing(first);
        if (joined.Prepare(first) is not { } commit)
        {
            return null;
        }

        commit();
        return joined;
    }

    /// <summary>Whether <paramref name="change"/> is of the same place in the same policy.</summary>
    public bool IsFor(PolicyChange change) => change.Layer == _first.Layer && change.IsAddition == _first.IsAddition
        && change.AttachmentTarget == _first.AttachmentTarget && change.Policy?.Id == _first.Policy?.Id && change.Policy?.Name == _first.Policy?.Name
        && change.Replaces?.Index == _first.Replaces?.Index;

    /// <summary>Whether changes that differ are joined in it.</summary>
    public bool HasGrown { get; private set; }

    /// <summary>What would join <paramref name="change"/> with those that it has; null where it cannot be joined.</summary>
    public Action? PrepareMore(PolicyChange change) => Prepare(change) is not { } join ? null : () =>
    {
        HasGrown |= change.Json != _first.Json;
        join();
    };

    /// <summary>What would join <paramref name="change"/>; null where it cannot be joined.</summary>
    protected abstract Action? Prepare(PolicyChange change);

    /// <summary>The joined change.</summary>
    /// <param name="plan">All changes of the plan: those of one policy are one new version of it.</param>
    public PolicyChange ToChange(IReadOnlyList<JoinedChange> plan)
    {
        var json = Write(ToJson());
        return _first with
        {
            Json = json,
            Opens = OpensInWords(),
            StatementJson = "",
            AddedStatements = [],
            CurrentDocumentKnown = _first.CurrentDocumentKnown && _first.Policy is not { Document: null },
            MakeDocument = () => _first.Policy switch
            {
                null => json,
                { Document: { } document } => StorableChange.OfDocument(
                    DocumentEditor.Apply(document, plan.Where(other => PlanSearch.IsOfSamePolicy(_first, other._first)).SelectMany(other => other.Edits())), _first.LeftOut),
                _ => "",
            },
        };
    }

    /// <summary>What it does, as part of a sentence.</summary>
    public abstract string ToWords();

    protected abstract JsonObject ToJson();

    /// <summary>What is changed in the document: which statement by which, or null by one that is added.</summary>
    protected abstract IEnumerable<(Statement? Replaced, string Json)> Edits();

    /// <summary>What it opens beside the requests, in a sentence.</summary>
    protected abstract string OpensInWords();

    protected PolicyChange First => _first;

    protected static JsonObject? Read(string json)
    {
        try
        {
            // Counted, so that a member that occurs twice shows here and not later.
            var node = JsonNode.Parse(json) as JsonObject;
            return node is { Count: >= 0 } ? node : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The strings of a string or a list of strings; null where <paramref name="node"/> is anything else.</summary>
    protected static List<string>? TextsOf(JsonNode? node)
    {
        if (node is JsonValue value)
        {
            return value.TryGetValue<string>(out var text) ? [text] : null;
        }

        if (node is not JsonArray array)
        {
            return null;
        }

        var texts = new List<string>(array.Count);
        foreach (var item in array)
        {
            if (item is not JsonValue itemValue || !itemValue.TryGetValue<string>(out var text))
            {
                return null;
            }

            texts.Add(text);
        }

        return texts;
    }

    protected static JsonNode NodeOf(IReadOnlyList<string> texts)
    {
        if (texts.Count == 1)
        {
            return JsonValue.Create(texts[0])!;
        }

        var array = new JsonArray();
        foreach (var text in texts)
        {
            array.Add((JsonNode?)JsonValue.Create(text));
        }

        return array;
    }

    protected static string Write(JsonNode? node)
    {
        if (node is null)
        {
            return "null";
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, JsonForm.Compact))
        {
            node.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
