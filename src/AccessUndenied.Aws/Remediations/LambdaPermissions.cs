using System.Text.Json.Nodes;
using AccessUndenied.Remediations;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Writes statements of a function's policy as commands: Lambda takes them one by one, and never a document.</summary>
/// <remarks>Source: Lambda API reference, AddPermission. Its conditions are those on the source and the organization alone.</remarks>
internal static class LambdaPermissions
{
    /// <summary>The commands; null where the change cannot be made by them.</summary>
    public static string? Write(PolicyChange change, string function)
    {
        if (!change.IsAddition || JsonNode.Parse(change.Json)?["Statement"] is not JsonArray statements)
        {
            return null;
        }

        var commands = new List<string>();
        foreach (var statement in statements)
        {
            if (Command(statement!.AsObject(), function, $"{ChangeSubject.NameOfNew(change)}-{commands.Count + 1}") is not { } command)
            {
                return null;
            }

            commands.Add(command);
        }

        return string.Join('\n', commands);
    }

    private static string? Command(JsonObject statement, string function, string id)
    {
        if (TextOf(statement["Action"]) is not { } action || PrincipalOf(statement["Principal"]) is not { } principal || ConditionsOf(statement["Condition"]) is not { } conditions)
        {
            return null;
        }

        // arn:aws:lambda:region:account:function:name:qualifier
        var fields = function.Split(':');
        var name = string.Join(':', fields.Take(7));
        var qualifier = fields.Length > 7 ? $" --qualifier {AwsCliScript.Quote(fields[7])}" : "";
        return $"aws lambda add-permission --function-name {AwsCliScript.Quote(name)}{qualifier} --statement-id {id} --action {AwsCliScript.Quote(action)} --principal {AwsCliScript.Quote(principal)}{conditions}";
    }

    private static string? PrincipalOf(JsonNode? principal) => principal switch
    {
        JsonValue => TextOf(principal),
        JsonObject { Count: 1 } named => TextOf(named.First().Value),
        _ => null,
    };

    private static string? ConditionsOf(JsonNode? condition)
    {
        var options = "";
        foreach (var (_, pairs) in condition as JsonObject ?? [])
        {
            foreach (var (key, value) in pairs!.AsObject())
            {
                var option = key.ToUpperInvariant() switch
                {
                    "AWS:SOURCEARN" => "source-arn",
                    "AWS:SOURCEACCOUNT" => "source-account",
                    "AWS:PRINCIPALORGID" => "principal-org-id",
                    _ => null,
                };
                if (option is null || TextOf(value) is not { } text)
                {
                    return null;
                }

                options += $" --{option} {AwsCliScript.Quote(text)}";
            }
        }

        return options;
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
