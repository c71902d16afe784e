using System.Text;
using System.Text.Json;

namespace AccessUndenied.Results;

/// <summary>What a change does to the statements of a policy that is there, element by element.</summary>
/// <remarks>Shape: lines such as <c>- Resource arn:aws:s3:::bucket/a</c> and <c>+ Condition StringEquals aws:SourceVpc = vpc-1</c>, one for each value.</remarks>
internal static class StatementDifference
{
    /// <summary>The lines; none where a new policy is added, all of which is new.</summary>
    public static IReadOnlyList<string> Of(PolicyChange change)
    {
        if (change.Replaces is { } replaced)
        {
            return Between(Flat(Encoding.UTF8.GetString(replaced.Json.Span)), Flat(change.StatementJson.Length > 0 ? change.StatementJson : change.Json));
        }

        return change is { IsAddition: true, Policy: not null } ? Between([], StatementsOf(change.Json)) : [];
    }

    private static List<string> Between(List<(string Element, string Line)> before, List<(string Element, string Line)> after)
    {
        var was = before.Select(item => item.Line).ToHashSet(StringComparer.Ordinal);
        var willBe = after.Select(item => item.Line).ToHashSet(StringComparer.Ordinal);
        var lines = new List<string>();
        foreach (var element in before.Concat(after).Select(item => item.Element).Distinct(StringComparer.Ordinal))
        {
            lines.AddRange(before.Where(item => item.Element == element && !willBe.Contains(item.Line)).Select(item => "- " + item.Line));
            lines.AddRange(after.Where(item => item.Element == element && !was.Contains(item.Line)).Select(item => "+ " + item.Line));
        }

        return lines;
    }

    private static List<(string Element, string Line)> StatementsOf(string policy) => Read(policy, root =>
    {
        var lines = new List<(string, string)>();
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("Statement", out var statements))
        {
            var number = 0;
            foreach (var statement in Items(statements))
            {
                // Statements stay apart, however alike they are.
                number++;
                lines.AddRange(Flat(statement).Select(item => ($"{number} {item.Element}", item.Line)));
            }
        }

        return lines;
    });

    private static List<(string Element, string Line)> Flat(string statement) => Read(statement, root => Flat(root).ToList());

    private static IEnumerable<(string Element, string Line)> Flat(JsonElement statement)
    {
        if (statement.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var member in statement.EnumerateObject())
        {
            foreach (var words in Words(member))
            {
                yield return (member.Name, $"{member.Name} {words}");
            }
        }
    }

    private static IEnumerable<string> Words(JsonProperty member)
    {
        var isCondition = member.Name.Equals("Condition", StringComparison.OrdinalIgnoreCase);
        foreach (var item in Items(member.Value))
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                yield return ValueOf(item);
                continue;
            }

            foreach (var words in item.EnumerateObject().SelectMany(part => isCondition ? OfOperator(part) : Items(part.Value).Select(value => $"{part.Name} {ValueOf(value)}")))
            {
                yield return words;
            }
        }
    }

    private static IEnumerable<string> OfOperator(JsonProperty part) => part.Value.ValueKind != JsonValueKind.Object
        ? [$"{part.Name} {ValueOf(part.Value)}"]
        : part.Value.EnumerateObject().SelectMany(pair => Items(pair.Value).Select(value => $"{part.Name} {pair.Name} = {ValueOf(value)}"));

    private static IEnumerable<JsonElement> Items(JsonElement json) => json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : [json];

    private static string ValueOf(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText();

    private static List<(string, string)> Read(string json, Func<JsonElement, List<(string, string)>> read)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(json));
            return read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, or a text with half of a pair of surrogates: the change itself shows it.
            return [];
        }
    }
}
