using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations.Opening;

/// <summary>Reads a part as anybody could who has nothing but the data, and tells what is in it.</summary>
internal sealed class OpenedReader
{
    private readonly List<Statement> _all = [];
    private readonly List<List<Statement>> _none = [];

    public OpenedReader(OpenedAccess part)
    {
        Part = part;
        _all.Add(Read(new JsonObject { ["Action"] = List(part.Actions), ["Resource"] = List(part.Resources) }));
        foreach (var condition in part.Conditions)
        {
            if (condition.StartsWith("as far as ", StringComparison.Ordinal) || condition.StartsWith("where ", StringComparison.Ordinal))
            {
                Notes++;
            }
            else if (condition.StartsWith("not (", StringComparison.Ordinal))
            {
                var at = "not (".Length;
                var elements = new List<Statement> { Element(condition, ref at) };
                while (condition[at..].StartsWith(" and ", StringComparison.Ordinal))
                {
                    at += " and ".Length;
                    elements.Add(Element(condition, ref at));
                }

                _none.Add(condition[at..] == ")" ? elements : throw new FormatException(condition));
            }
            else
            {
                var at = 0;
                _all.Add(Element(condition, ref at));
                if (at != condition.Length)
                {
                    throw new FormatException(condition);
                }
            }
        }
    }

    public OpenedAccess Part { get; }

    public int Notes { get; }

    public bool Contains(string action, string resource, RequestContext context) =>
        _all.TrueForAll(statement => Fulfills(statement, action, resource, context))
        && !_none.Exists(statements => statements.TrueForAll(statement => Fulfills(statement, action, resource, context)));

    /// <summary>The same where what nobody knows of the call may be as the part says.</summary>
    public bool MayContain(string action, string resource, RequestContext context) =>
        _all.TrueForAll(statement => statement.Actions!.Covers(action) && statement.Resources!.Covers(resource, context) != Truth.False
            && statement.Conditions.All(condition => condition.Holds(context) != Truth.False))
        && !_none.Exists(statements => statements.TrueForAll(statement => Fulfills(statement, action, resource, context)));

    private static bool Fulfills(Statement statement, string action, string resource, RequestContext context) =>
        statement.Actions!.Covers(action) && statement.Resources!.Covers(resource, context) == Truth.True
        && statement.Conditions.All(condition => condition.Holds(context) == Truth.True);

    private static Statement Element(string text, ref int at)
    {
        var name = Word(text, ref at);
        if (name is "Action" or "NotAction" or "Resource" or "NotResource")
        {
            return Read(new JsonObject { [name] = Values(text, ref at) });
        }

        var key = Word(text, ref at);
        return Read(new JsonObject { ["Condition"] = new JsonObject { [name] = new JsonObject { [key] = Values(text, ref at) } } });
    }

    private static string Word(string text, ref int at)
    {
        var end = text.IndexOf(' ', at);
        var word = text[at..end];
        at = end + 1;
        return word;
    }

    private static JsonNode Values(string text, ref int at)
    {
        if (text[at] == '[')
        {
            var utf8 = Encoding.UTF8.GetBytes(text[at..]);
            var reader = new Utf8JsonReader(utf8);
            var list = JsonElement.ParseValue(ref reader);
            at += Encoding.UTF8.GetCharCount(utf8.AsSpan(0, (int)reader.BytesConsumed));
            return JsonArray.Create(list)!;
        }

        var end = text.AsSpan(at).IndexOfAny(" )") is var length and >= 0 ? at + length : text.Length;
        var value = text[at..end];
        at = end;
        return value;
    }

    private static JsonArray List(IReadOnlyList<string> items) => [.. items.Select(item => (JsonNode?)item)];

    private static Statement Read(JsonObject statement)
    {
        statement["Effect"] = "Allow";
        if (!statement.ContainsKey("Action") && !statement.ContainsKey("NotAction"))
        {
            statement["Action"] = "*";
        }

        if (!statement.ContainsKey("Resource") && !statement.ContainsKey("NotResource"))
        {
            statement["Resource"] = "*";
        }

        return PolicyDocument.Parse(new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = statement }.ToJsonString()).Statements[0];
    }
}
