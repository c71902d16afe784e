using System.Text;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Remediations;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Remediations.Opening;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>Every narrower change of the kinds that are offered: something left out, a pattern replaced by the exact value, a condition added or kept.</summary>
internal static class NarrowerChanges
{
    private static readonly IPolicyDialect s_dialect = new AwsPolicyDialect();

    private static readonly string[] s_elements = ["Action", "NotAction", "Resource", "NotResource"];

    // What a grant to a service is bound by, the narrowest first.
    private static readonly string[] s_sources = ["aws:SourceArn", "aws:SourceAccount"];

    /// <summary>The changes, each with one step narrower, and what the step is.</summary>
    public static IEnumerable<(string Step, IReadOnlyList<PolicyChange> Changes)> Of(IReadOnlyList<PolicyChange> changes, IReadOnlyList<AuthorizationRequest> requests)
    {
        for (var i = 0; i < changes.Count; i++)
        {
            var at = i;
            // A Deny that is added keeps denied what the one beside it no longer does, and lets nothing through.
            if (changes[i] is PolicyChange.AddStatements && changes[i].Json.Contains("\"Effect\":\"Deny\"", StringComparison.Ordinal))
            {
                continue;
            }

            if (changes.Count > 1)
            {
                yield return ($"without change {i}", [.. changes.Where((_, index) => index != at)]);
            }

            foreach (var (step, change) in Of(changes[i], requests))
            {
                yield return ($"change {i}: {step}", [.. changes.Select((old, index) => index == at ? change : old)]);
            }
        }
    }

    private static IEnumerable<(string Step, PolicyChange Change)> Of(PolicyChange change, IReadOnlyList<AuthorizationRequest> requests)
    {
        if (change.Replaces is { } replaced)
        {
            var original = Read(Encoding.UTF8.GetString(replaced.Json.Span));
            return OfReplaced(original, change.StatementJson, requests, replaced.Effect == Effect.Deny).Select(item => (item.Step, change with { StatementJson = item.Json }));
        }

        // A policy of the provider is attached as it is, or not at all.
        return change is PolicyChange.AttachPolicy ? [] : OfAdded(change, requests);
    }

    private static IEnumerable<(string Step, PolicyChange Change)> OfAdded(PolicyChange change, IReadOnlyList<AuthorizationRequest> requests)
    {
        var statements = change.AddedStatements;
        for (var i = 0; i < statements.Count; i++)
        {
            var at = i;
            if (statements.Count > 1)
            {
                yield return ($"without statement {i}", change with { AddedStatements = [.. statements.Where((_, index) => index != at)] });
            }

            foreach (var (step, json) in Shorter([], statements[i]).Concat(Exact([], statements[i], requests)).Concat(Bound(statements[i], requests)))
            {
                yield return ($"statement {i} {step}", change with { AddedStatements = [.. statements.Select((old, index) => index == at ? json : old)] });
            }
        }
    }

    private static IEnumerable<(string Step, string Json)> OfReplaced(JsonObject original, string json, IReadOnlyList<AuthorizationRequest> requests, bool isDeny) =>
        Shorter(original, json).Concat(Exact(original, json, requests)).Concat(isDeny ? LessExempt(original, json) : Kept(original, json, requests));

    // One value less in a list, of those that were not there before.
    private static IEnumerable<(string Step, string Json)> Shorter(JsonObject original, string json)
    {
        foreach (var path in Lists(Read(json)))
        {
            var texts = TextsOf(At(Read(json), path)!);
            var before = At(original, path) is { } old ? TextsOf(old) : [];
            foreach (var text in texts.Except(before, StringComparer.Ordinal).Where(_ => texts.Count > 1))
            {
                yield return ($"without {path[^1]} {text}", With(json, path, [.. texts.Where(other => other != text)]));
            }
        }
    }

    // A pattern that was not there before, replaced by what the request has.
    private static IEnumerable<(string Step, string Json)> Exact(JsonObject original, string json, IReadOnlyList<AuthorizationRequest> requests)
    {
        foreach (var path in Lists(Read(json)))
        {
            var texts = TextsOf(At(Read(json), path)!);
            // What stood under another operator, which took no wildcards, was meant as a pattern then, too.
            var before = path[0] == "Condition"
                ? Lists(original).Where(other => other[0] == path[0] && other[^1] == path[^1]).SelectMany(other => TextsOf(At(original, other)!)).ToList()
                : At(original, path) is { } old ? TextsOf(old) : [];
            // Some policies take principals in a condition alone.
            if (path[0] == "Principal" && json.Contains("\"aws:PrincipalArn\"", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var text in texts.Except(before, StringComparer.Ordinal).Where(text => IsWide(text, path)))
            {
                foreach (var exact in requests.Select(request => ExactOf(path, request)).OfType<string>().Distinct(StringComparer.Ordinal).Where(exact => exact != text))
                {
                    yield return ($"{path[^1]} {exact} for {text}", With(json, path, [.. texts.Select(other => other == text ? exact : other)]));
                }
            }
        }
    }

    // A grant to a service, bound by the source of the call.
    private static IEnumerable<(string Step, string Json)> Bound(string json, IReadOnlyList<AuthorizationRequest> requests)
    {
        if (At(Read(json), ["Principal", "Service"]) is null)
        {
            yield break;
        }

        foreach (var key in s_sources)
        {
            if (json.Contains($"\"{key}\"", StringComparison.OrdinalIgnoreCase))
            {
                yield break;
            }

            if (requests[0].Context[key] is { IsKnown: true, Count: 1 } value)
            {
                var statement = Read(json);
                var condition = statement["Condition"]?.AsObject() ?? [];
                statement.Remove("Condition");
                condition[key == "aws:SourceArn" ? "ArnEquals" : "StringEquals"] = new JsonObject { [key] = value[0] };
                statement["Condition"] = condition;
                yield return ($"where {key} is {value[0]}", statement.ToJsonString());
            }
        }
    }

    // A condition that the statement had, with the request's value in place of none.
    private static IEnumerable<(string Step, string Json)> Kept(JsonObject original, string json, IReadOnlyList<AuthorizationRequest> requests)
    {
        foreach (var path in Lists(original).Where(path => path[0] == "Condition" && At(Read(json), path) is null
            && !Lists(Read(json)).Any(other => other[0] == path[0] && other[^1] == path[^1])))
        {
            var before = TextsOf(At(original, path)!);
            if (requests[0].Context[path[2]] is { IsKnown: true, Count: 1 } value && !path[1].Contains("Not", StringComparison.Ordinal))
            {
                yield return ($"{path[1]} {path[2]} kept with {value[0]}", With(json, path, [.. before.Append(value[0]).Distinct(StringComparer.Ordinal)]));
            }
        }
    }

    // One of the exemptions less.
    private static IEnumerable<(string Step, string Json)> LessExempt(JsonObject original, string json)
    {
        var added = Lists(Read(json)).Where(path => path[0] == "Condition" && At(original, path) is null).ToList();
        foreach (var path in added.Where(_ => added.Count > 1))
        {
            var statement = Read(json);
            At(statement, path[..2])!.AsObject().Remove(path[2]);
            yield return ($"without {path[1]} {path[2]}", statement.ToJsonString());
        }
    }

    private static bool IsWide(string text, string[] path) => path is ["Principal", ..]
        ? text == "*" || text.EndsWith(":root", StringComparison.Ordinal) || text.All(char.IsAsciiDigit)
        : text.AsSpan().ContainsAny('*', '?') && !(path[0] == "Condition" && !path[1].Contains("Like", StringComparison.Ordinal) && !path[1].Contains("Arn", StringComparison.Ordinal));

    private static string? ExactOf(string[] path, AuthorizationRequest request) => path switch
    {
        ["Action" or "NotAction"] => request.Action,

        // The provider itself may ask on a pattern; and what has no ARN can be named by a star alone.
        ["Resource" or "NotResource"] => s_dialect.AsksOnPattern(request) || !request.Resource.ToString().StartsWith("arn:", StringComparison.Ordinal) ? null
            : AccessPattern.Literal(request.Resource.ToString()).Text,
        ["Principal", ..] => request.Principal.EntityId,
        ["Condition", _, var key] => request.Context[key] is { IsKnown: true, Count: 1 } value ? value[0]
            : key.Equals("aws:PrincipalArn", StringComparison.OrdinalIgnoreCase) ? request.Principal.EntityId : null,
        _ => null,
    };

    private static IEnumerable<string[]> Lists(JsonObject statement)
    {
        foreach (var element in s_elements.Where(statement.ContainsKey))
        {
            yield return [element];
        }

        foreach (var element in new[] { "Principal", "NotPrincipal" })
        {
            switch (statement[element])
            {
                case JsonObject kinds:
                    foreach (var (kind, _) in kinds)
                    {
                        yield return [element, kind];
                    }

                    break;
                case not null:
                    yield return [element];
                    break;
            }
        }

        foreach (var (name, block) in statement["Condition"]?.AsObject() ?? [])
        {
            foreach (var (key, _) in block!.AsObject())
            {
                yield return ["Condition", name, key];
            }
        }
    }

    private static JsonNode? At(JsonObject statement, string[] path) => path.Aggregate((JsonNode?)statement, (node, name) => (node as JsonObject)?[name]);

    private static string With(string json, string[] path, List<string> texts)
    {
        var statement = Read(json);
        var parent = statement;
        foreach (var name in path[..^1])
        {
            parent[name] ??= new JsonObject();
            parent = parent[name]!.AsObject();
        }

        parent[path[^1]] = path is ["Principal"] && texts is [var only] && only != "*" ? new JsonObject { ["AWS"] = only } : new JsonArray([.. texts.Select(text => (JsonNode?)text)]);
        return statement.ToJsonString();
    }

    private static List<string> TextsOf(JsonNode node) => node is JsonArray list ? [.. list.Select(item => item!.ToString())] : [node.ToString()];

    private static JsonObject Read(string json) => JsonNode.Parse(json)!.AsObject();
}
