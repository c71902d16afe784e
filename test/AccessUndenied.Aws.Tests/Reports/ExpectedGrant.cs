using System.Text.Json;
using System.Text.RegularExpressions;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Reports;

/// <summary>An Allow statement that a remediation must or must not add.</summary>
internal sealed class ExpectedGrant(JsonElement json)
{
    /// <summary>Whether some Allow among the changes of <paramref name="remediation"/> is one.</summary>
    /// <param name="remediation">The remediation.</param>
    /// <param name="isWide">Whether a statement that covers more counts too.</param>
    public bool IsIn(Remediation remediation, bool isWide) => remediation.Changes.Any(change =>
        (Text("target") is not { } target || change.AttachmentTarget == target) && StatementsOf(change).Any(statement => IsMetBy(statement, isWide)));

    public override string ToString() => json.GetRawText();

    private static List<JsonElement> StatementsOf(PolicyChange change)
    {
        using var document = JsonDocument.Parse(change.Json);
        var root = document.RootElement.Clone();
        return root.TryGetProperty("Statement", out var statements) ? List(statements) : [root];
    }

    private bool IsMetBy(JsonElement statement, bool isWide) => Member(statement, "Effect")?.GetString() == "Allow"
        && (Text("action") is not { } action || List(Member(statement, "Action")).Any(item => Covers(item.GetString()!, action, RegexOptions.IgnoreCase)))
        && (Text("resource") is not { } resource || List(Member(statement, "Resource")).Any(item => item.GetString() == resource || (isWide && Covers(item.GetString()!, resource, RegexOptions.None))))
        && HasPrincipal(Member(statement, "Principal"), isWide) && HasCondition(Member(statement, "Condition"));

    private bool HasPrincipal(JsonElement? principal, bool isWide)
    {
        if (Member(json, "principal") is not { } wanted)
        {
            return true;
        }

        if (principal is not { } given)
        {
            return false;
        }

        var isEverybody = given.ValueKind == JsonValueKind.String ? given.GetString() == "*" : List(Member(given, "AWS")).Any(item => item.GetString() == "*");
        return wanted.ValueKind == JsonValueKind.String ? isEverybody
            : (isWide && isEverybody) || (given.ValueKind == JsonValueKind.Object && wanted.EnumerateObject().All(
                pair => List(pair.Value).All(name => List(Member(given, pair.Name)).Any(item => item.GetString() == name.GetString()))));
    }

    private bool HasCondition(JsonElement? condition)
    {
        if (!json.TryGetProperty("condition", out var wanted))
        {
            return true;
        }

        if (wanted.ValueKind == JsonValueKind.Null)
        {
            return condition is not { } any || !any.EnumerateObject().Any();
        }

        return wanted.EnumerateObject().All(group => group.Value.EnumerateObject().All(pair =>
            condition is { } given && Member(given, group.Name) is { } keys
            && keys.EnumerateObject().Any(key => key.Name.Equals(pair.Name, StringComparison.OrdinalIgnoreCase)
                && List(pair.Value).All(value => List(key.Value).Any(item => Plain(item).Equals(Plain(value), StringComparison.OrdinalIgnoreCase))))));
    }

    private static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static bool Covers(string pattern, string text, RegexOptions options) => Regex.IsMatch(
        text, "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$", options | RegexOptions.Singleline | RegexOptions.CultureInvariant);

    private string? Text(string member) => Member(json, member)?.GetString();

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static List<JsonElement> List(JsonElement? element) => element switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } array => [.. array.EnumerateArray()],
        { } single => [single],
    };
}
