using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <remarks>From the JSON that STS returns as a string.</remarks>
internal sealed partial record DecodedAuthorizationMessage
{
    /// <summary>Reads the <c>DecodedMessage</c> of <c>sts:DecodeAuthorizationMessage</c>.</summary>
    /// <param name="json">The message, a JSON object; also a JSON string that holds one.</param>
    /// <param name="message">What it says.</param>
    /// <param name="problem">What is wrong with it, in one sentence without a full stop.</param>
    public static bool TryParse(
        string? json,
        [NotNullWhen(true)] out DecodedAuthorizationMessage? message,
        [NotNullWhen(false)] out string? problem)
    {
        message = null;
        problem = null;
        try
        {
            using var document = JsonDocument.Parse(json ?? "");
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.String && ParameterReader.StringOf(root) is { } inner && inner.AsSpan().TrimStart().StartsWith("{"))
            {
                return TryParse(inner, out message, out problem);
            }

            if (root.ValueKind != JsonValueKind.Object)
            {
                problem = RequestMessages.DecodedIsNoObject;
                return false;
            }

            message = Read(ParameterReader.Find(root, "DecodedMessage") is { ValueKind: JsonValueKind.Object } wrapped ? wrapped : root);
            return true;
        }
        catch (JsonException)
        {
            problem = RequestMessages.DecodedIsNoJson;
            return false;
        }
    }

    private static DecodedAuthorizationMessage Read(JsonElement root)
    {
        var context = ParameterReader.Find(root, "context");
        var principal = ParameterReader.Find(context, "principal");
        return new()
        {
            // DEC-03: older documentation shows the flags as strings.
            IsExplicitDeny = Text(root, "explicitDeny") is { } flag && flag.Equals("true", StringComparison.OrdinalIgnoreCase),
            PrincipalArn = Text(principal, "arn"),
            PrincipalId = Text(principal, "id"),
            Action = Text(context, "action"),
            Resource = Text(context, "resource"),
            Conditions = [.. Items(ParameterReader.Find(context, "conditions")).Select(Condition).OfType<KeyValuePair<string, ContextValue>>()],
            MatchedStatements = [.. Items(ParameterReader.Find(root, "matchedStatements")).Select(s => Text(s, "statementId")).OfType<string>().Where(s => s.Length > 0)],
        };
    }

    // DEC-05: {key, values: {items: [{value}]}}, and the older {item: {key, values: […]}}.
    private static KeyValuePair<string, ContextValue>? Condition(JsonElement item)
    {
        var condition = ParameterReader.Find(item, "item") is { ValueKind: JsonValueKind.Object } inner ? inner : item;
        if (Text(condition, "key") is not { Length: > 0 } key)
        {
            return null;
        }

        var values = Items(ParameterReader.Find(condition, "values"))
            .Select(v => v.ValueKind == JsonValueKind.Object ? Text(v, "value") : ParameterReader.TextOf(v))
            .OfType<string>();
        return new(key, ContextValue.Of([.. values]));
    }

    private static IEnumerable<JsonElement> Items(JsonElement list)
    {
        var items = list.ValueKind == JsonValueKind.Object ? ParameterReader.Find(list, "items") : list;
        return items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];
    }

    private static string? Text(JsonElement element, string member) => ParameterReader.TextOf(ParameterReader.Find(element, member));
}
