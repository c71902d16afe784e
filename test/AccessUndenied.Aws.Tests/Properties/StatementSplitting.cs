using System.Text.Json;
using AccessUndenied.Aws.Tests.Reference;

namespace AccessUndenied.Aws.Tests.Properties;

/// <summary>Writes one statement as several that say the same: one for each entry of its lists.</summary>
/// <remarks>
/// Lists that mean "one of these" split: actions, resources, principals, and values under a positive operator. Those that mean "none of
/// these" do not: the Not elements, negated operators; nor do <c>ForAllValues</c> and <c>Null</c>.
/// </remarks>
internal static class StatementSplitting
{
    public static IEnumerable<string> Split(string statement, bool splitResources)
    {
        using var document = JsonDocument.Parse(statement);
        var members = document.RootElement.EnumerateObject().Select(member => (member.Name, Value: (string?)member.Value.GetRawText())).ToList();
        if (members.DistinctBy(member => member.Name).Count() != members.Count)
        {
            return [statement];
        }

        IEnumerable<List<(string Name, string? Value)>> all = [members];
        foreach (var name in new[] { "Action", "Resource", "Principal", "Condition" })
        {
            if (name != "Resource" || splitResources)
            {
                all = [.. all.SelectMany(one => SplitMember(one, name))];
            }
        }

        return all.Select(one => RequestJson.Object([.. one]));
    }

    private static IEnumerable<List<(string Name, string? Value)>> SplitMember(List<(string Name, string? Value)> members, string name)
    {
        var at = members.FindIndex(member => member.Name == name);
        if (at < 0)
        {
            return [members];
        }

        using var document = JsonDocument.Parse(members[at].Value!);
        return [.. Alternatives(document.RootElement, name).Select(value =>
        {
            var copy = members.ToList();
            copy[at] = (name, value);
            return copy;
        })];
    }

    private static List<string> Alternatives(JsonElement value, string name) => name switch
    {
        "Action" or "Resource" => Entries(value),
        "Principal" when value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any() =>
            [.. value.EnumerateObject().SelectMany(member => Entries(member.Value).Select(entry => RequestJson.Object((member.Name, entry))))],
        "Condition" => Conditions(value),
        _ => [value.GetRawText()],
    };

    private static List<string> Entries(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 ? [.. value.EnumerateArray().Select(item => item.GetRawText())] : [value.GetRawText()];

    // Every combination of one value for each test that means "one of these".
    private static List<string> Conditions(JsonElement block)
    {
        var blocks = new List<List<(string Name, string? Value)>> { new() };
        foreach (var operation in block.EnumerateObject())
        {
            var splits = Splits(operation.Name);
            var bodies = new List<List<(string Name, string? Value)>> { new() };
            foreach (var test in operation.Value.EnumerateObject())
            {
                var values = splits ? Entries(test.Value) : [test.Value.GetRawText()];
                bodies = [.. bodies.SelectMany(body => values.Select(value => (List<(string, string?)>)[.. body, (test.Name, value)]))];
            }

            blocks = [.. blocks.SelectMany(one => bodies.Select(body => (List<(string, string?)>)[.. one, (operation.Name, RequestJson.Object([.. body]))]))];
        }

        return [.. blocks.Select(one => RequestJson.Object([.. one]))];
    }

    private static bool Splits(string name) =>
        !name.Contains("Not", StringComparison.OrdinalIgnoreCase)
        && !name.StartsWith("ForAllValues:", StringComparison.OrdinalIgnoreCase)
        && !name.EndsWith("Null", StringComparison.OrdinalIgnoreCase);
}
