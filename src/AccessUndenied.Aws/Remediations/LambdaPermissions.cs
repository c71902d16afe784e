using System.Text.Json.Nodes;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Writes statements of a function's policy as commands: Lambda takes them one by one, and never a document.</summary>
/// <remarks>Source: Lambda API reference, AddPermission. Its conditions are those on the source and the organization alone.</remarks>
internal static class LambdaPermissions
{
    /// <summary>The commands; null where the change cannot be made by them.</summary>
    public static IReadOnlyList<AwsCommand>? Of(PolicyChange change, string function)
    {
        if (change is not PolicyChange.AddStatements || JsonNode.Parse(change.Json)?["Statement"] is not JsonArray statements)
        {
            return null;
        }

        var commands = new List<AwsCommand>();
        foreach (var statement in statements)
        {
            if (Command(statement!.AsObject(), function, $"{ChangeSubject.NameOfNew(change)}-{commands.Count + 1}") is not { } command)
            {
                return null;
            }

            commands.Add(command);
        }

        return commands;
    }

    // A permission has no other operators than these, which it chooses itself.
    private static readonly string[] s_operators = ["ArnLike", "ArnEquals", "StringLike", "StringEquals"];

    private static AwsCommand? Command(JsonObject statement, string function, string id)
    {
        if (TextOf(statement["Effect"]) != "Allow" || TextOf(statement["Action"]) is not { } action || PrincipalOf(statement["Principal"]) is not { } principal)
        {
            return null;
        }

        var (name, qualifier) = LambdaQualifiers.Split(function);
        var command = new AwsCommand("lambda add-permission").With("function-name", name);
        command = qualifier is null ? command : command.With("qualifier", qualifier);
        return WithConditions(command.With("statement-id", id).With("action", action).With("principal", principal), statement["Condition"]);
    }

    private static string? PrincipalOf(JsonNode? principal) => principal switch
    {
        JsonValue => TextOf(principal),
        JsonObject { Count: 1 } named => TextOf(named.First().Value),
        _ => null,
    };

    private static AwsCommand? WithConditions(AwsCommand command, JsonNode? condition)
    {
        foreach (var (name, pairs) in condition as JsonObject ?? [])
        {
            if (!s_operators.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                return null;
            }

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

                command = command.With(option, text);
            }
        }

        return command;
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
