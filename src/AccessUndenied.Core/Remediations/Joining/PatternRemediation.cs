using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Remediations.Opening;
using AccessUndenied.Results;

namespace AccessUndenied.Remediations.Joining;

/// <summary>The pattern that covers what a list names one by one, as an alternative that says what it opens beyond the list.</summary>
/// <remarks>
/// Only what begins alike up to a boundary of names is covered, and only beside the exact list. An escaped asterisk holds no boundary, so
/// that no cut goes through one.
/// </remarks>
internal static class PatternRemediation
{
    private const int Fewest = 3;

    /// <summary>The alternative to <paramref name="exact"/>; null where no honest pattern is shorter.</summary>
    public static Remediation? Of(Remediation exact)
    {
        if (exact.Kind != RemediationKind.Grant || exact.Changes is not [PolicyChange.AddStatements change] || JsonNode.Parse(change.Json) is not JsonObject policy
            || policy["Statement"] is not JsonArray statements)
        {
            return null;
        }

        var words = new List<string>();
        foreach (var statement in statements.OfType<JsonObject>())
        {
            Generalize(statement, "Resource", ResourcePattern, words);
            Generalize(statement, "Action", ActionPattern, words);
        }

        return words.Count == 0 ? null : With(exact, change, policy, [.. statements.Select(statement => DocumentEditor.Text(statement!))], words);
    }

    private static Remediation With(Remediation exact, PolicyChange change, JsonObject policy, IReadOnlyList<string> statements, List<string> words)
    {
        var json = DocumentEditor.Text(policy);
        var wider = change with
        {
            Json = json,
            AddedStatements = statements,
            Opens = JoinedMessages.OpensPattern(words),
            MakeDocument = () => change.Policy?.Document is { } document
                ? StorableChange.OfDocument(DocumentEditor.Apply(document, statements.Select(statement => ((Statement?)null, statement))), change.LeftOut) : json,
        };
        var tooLong = PolicyWriter.IsTooLong(wider);
        return new Remediation(exact)
        {
            Sentence = JoinedMessages.PatternRemedy(words),
            Changes = [wider],
            Verified = !tooLong && exact.Assumptions.All(assumption => assumption.Id != RemedyMessages.TooLongId) ? exact.Verified : !tooLong,
            Opens = [wider.Opens],
            OpensExactly = [.. exact.OpensExactly.Select(part => part.Principal).Distinct(StringComparer.Ordinal).SelectMany(principal =>
                policy["Statement"]!.AsArray().Select(statement => Part(principal, statement!)))],
            Assumptions = [.. exact.Assumptions.Where(assumption => assumption.Id != RemedyMessages.TooLongId)],
        };
    }

    // All that the statement allows, as far as it was not allowed before: what bounds each match of the pattern was not asked for.
    private static OpenedAccess Part(string principal, JsonNode statement) => new()
    {
        Principal = principal,
        Actions = Texts(statement["Action"]),
        Resources = statement["Resource"] is { } resources ? Texts(resources) : ["*"],
        Conditions = [OpenedMessages.BoundBy("others")],
    };

    private static List<string> Texts(JsonNode? node) => node is JsonArray list ? [.. list.Select(item => item!.ToString())] : node is null ? ["*"] : [node.ToString()];

    private static void Generalize(JsonObject statement, string member, Func<IReadOnlyList<string>, string?> patternOf, List<string> words)
    {
        if (statement[member] is JsonArray { Count: >= Fewest } array && array.All(item => item?.GetValueKind() == JsonValueKind.String)
            && patternOf([.. array.Select(item => item!.GetValue<string>())]) is { } pattern)
        {
            words.Add(JoinedMessages.PatternFor(pattern, array.Count));
            statement[member] = pattern;
        }
    }

    private static string? ResourcePattern(IReadOnlyList<string> values)
    {
        var common = CommonPrefix(values);
        var end = common.AsSpan().LastIndexOfAny('/', ':');
        var prefix = end < 0 ? "" : common[..(end + 1)];

        // A service, an account and the kind of resource alone would be everything that there is.
        return SixFields.LastFrom(prefix) is >= 0 and var own && own < prefix.Length ? prefix + "*" : null;
    }

    private static string? ActionPattern(IReadOnlyList<string> values)
    {
        var common = CommonPrefix(values);
        var colon = common.IndexOf(':', StringComparison.Ordinal);

        // Cut where a word begins, such as s3:GetObject*, so that a verb at least is named.
        while (common.Length > 0 && values.Any(value => value.Length > common.Length && !char.IsAsciiLetterUpper(value[common.Length])))
        {
            common = common[..^1];
        }

        return colon > 0 && common.Length > colon + 3 ? common + "*" : null;
    }

    private static string CommonPrefix(IReadOnlyList<string> values)
    {
        var prefix = values[0];
        foreach (var value in values)
        {
            prefix = prefix[..prefix.AsSpan().CommonPrefixLength(value)];
        }

        return prefix;
    }
}
