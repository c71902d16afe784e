using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <remarks>From the JSON of the answers. Words that are not known are passed over, and so are members of another type than they should be.</remarks>
internal sealed partial record AuthorizationDetailsRecord
{
    private const int BelowAllUnits = 1_000;
    private const int MostWrappings = 3;

    /// <summary>Reads an answer of <c>GetRequestAuthorizationDetails</c>.</summary>
    /// <param name="answer">The answer, an object; of several pages, their lists one after the other.</param>
    /// <param name="policies">The answers of <c>GetRequestAuthorizationPolicy</c>, or the documents in them, by the policies' <c>uri</c>.</param>
    /// <param name="why">Why some text is missing; null where none is.</param>
    /// <param name="details">What it says.</param>
    /// <param name="problem">What is wrong with it, in one sentence without a full stop.</param>
    internal static bool TryRead(
        JsonElement answer,
        IReadOnlyDictionary<string, JsonElement> policies,
        string? why,
        [NotNullWhen(true)] out AuthorizationDetailsRecord? details,
        [NotNullWhen(false)] out string? problem)
    {
        try
        {
            return TryReadWhole(answer, policies, why, out details, out problem);
        }
        catch (InvalidOperationException)
        {
            // The JSON's form is sound, and a text in it is none: bytes that are not UTF-8, or half of a character.
            (details, problem) = (null, RequestMessages.DetailsAreNoText);
            return false;
        }
    }

    private static bool TryReadWhole(
        JsonElement answer,
        IReadOnlyDictionary<string, JsonElement> policies,
        string? why,
        [NotNullWhen(true)] out AuthorizationDetailsRecord? details,
        [NotNullWhen(false)] out string? problem)
    {
        var evaluations = ParameterReader.Find(answer, "evaluations");
        if (answer.ValueKind != JsonValueKind.Object || evaluations.ValueKind != JsonValueKind.Array)
        {
            (details, problem) = (null, RequestMessages.DetailsHaveNoEvaluations);
            return false;
        }

        var shared = RecordedValues.In(ParameterReader.Find(answer, "requestContext"));
        var recorded = Items(ParameterReader.Find(answer, "policies")).Select(policy => Policy(policy, policies, shared)).OfType<RecordedPolicy>()
            .GroupBy(policy => policy.Id, StringComparer.Ordinal).Select(Merged).ToList();
        var layers = recorded.ToDictionary(policy => policy.Id, policy => policy.Layer, StringComparer.Ordinal);
        var found = Items(evaluations).Select(item => (Told: EvaluationIn(item, layers), Context: RecordedValues.In(ParameterReader.Find(item, "context"))))
            .Where(item => item.Told is not null).DistinctBy(item => (item.Told!.Action, item.Told.Resource)).ToList();
        if (found.Count == 0)
        {
            (details, problem) = (null, RequestMessages.DetailsHaveNoEvaluations);
            return false;
        }

        problem = null;
        details = new()
        {
            Evaluations = [.. found.Select(item => item.Told!)],

            // The pair's own keys lie over those that all share.
            Contexts = [.. found.Select(item => (IReadOnlyList<KeyValuePair<string, ContextValue>>)
                [.. item.Context, .. shared.Where(key => !item.Context.Exists(own => own.Key.Equals(key.Key, StringComparison.OrdinalIgnoreCase)))])],
            Policies = recorded,
            Why = recorded.Exists(policy => policy.DocumentJson is null) ? why : null,
        };
        return true;
    }

    /// <summary>The <c>uri</c> of every policy in <paramref name="answer"/>, each once.</summary>
    internal static IReadOnlyList<string> UrisIn(JsonElement answer) =>
        [.. Items(ParameterReader.Find(answer, "policies")).Select(policy => Text(policy, "uri")).OfType<string>().Where(uri => uri.Length > 0).Distinct(StringComparer.Ordinal)];

    /// <summary>The document in an answer of <c>GetRequestAuthorizationPolicy</c>, or the answer itself where it is one; null where there is none.</summary>
    /// <remarks>The page that names the member was not at hand: any that holds a <c>Statement</c> is taken, as an object or as a text (AID-08).</remarks>
    internal static JsonElement? DocumentIn(JsonElement answer, int depth = 0)
    {
        if (answer.ValueKind == JsonValueKind.String && ParameterReader.StringOf(answer) is { } text && depth < MostWrappings)
        {
            return Parse(text) is { } inner ? DocumentIn(inner, depth + 1) : null;
        }

        if (answer.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return ParameterReader.Find(answer, "Statement").ValueKind is JsonValueKind.Array or JsonValueKind.Object ? answer
            : depth >= MostWrappings ? null
            : answer.EnumerateObject().Select(member => DocumentIn(member.Value, depth + 1)).FirstOrDefault(found => found is not null);
    }

    private static JsonElement? Parse(string text)
    {
        var json = text.AsSpan().TrimStart().StartsWith("%") ? Uri.UnescapeDataString(text) : text;
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static RecordedEvaluation? EvaluationIn(JsonElement item, IReadOnlyDictionary<string, PolicyLayer?> layers)
    {
        if (Text(item, "action") is not { Length: > 0 } action || !action.Contains(':', StringComparison.Ordinal))
        {
            return null;
        }

        return new()
        {
            Action = action,
            Resource = Text(item, "resource") is { Length: > 0 } resource ? resource : "*",
            Outcome = Text(item, "evaluatedEffect") switch
            {
                "ALLOW" => RecordedEffect.Allowed,
                "EXPLICIT_DENY" => RecordedEffect.ExplicitDeny,
                "IMPLICIT_DENY" => RecordedEffect.ImplicitDeny,
                _ => null,
            },
            Matched = [.. Items(ParameterReader.Find(item, "matchedPolicies")).SelectMany(policy => Matched(policy, layers))],
        };
    }

    private static IEnumerable<RecordedStatement> Matched(JsonElement policy, IReadOnlyDictionary<string, PolicyLayer?> layers)
    {
        if (Text(policy, "uri") is not { Length: > 0 } uri)
        {
            return [];
        }

        var layer = layers.GetValueOrDefault(uri);
        return Items(ParameterReader.Find(policy, "matchedStatements")).Select(statement => new RecordedStatement(layer, uri, Text(statement, "sid"), Text(statement, "evaluatedEffect") switch
        {
            "DENY" or "EXPLICIT_DENY" => true,
            "ALLOW" => false,
            _ => null,
        }));
    }

    private static RecordedPolicy? Policy(JsonElement item, IReadOnlyDictionary<string, JsonElement> texts, IReadOnlyList<KeyValuePair<string, ContextValue>> shared)
    {
        if (Text(item, "uri") is not { Length: > 0 } uri)
        {
            return null;
        }

        var layer = LayerOf(Text(item, "type"));
        return new()
        {
            Id = uri,
            Layer = layer,
            IsInline = ParameterReader.Find(item, "inline").ValueKind == JsonValueKind.True || !uri.StartsWith("arn:", StringComparison.Ordinal),
            AttachedTo = [.. Items(ParameterReader.Find(item, "attachedTo")).Select(target => Text(target, "arn")).OfType<string>().Select(arn => Target(arn, layer, shared))],
            DocumentJson = texts.TryGetValue(uri, out var text) && DocumentIn(text) is { } document ? document.GetRawText() : null,
        };
    }

    // A page may tell of a policy that another one has told of.
    private static RecordedPolicy Merged(IEnumerable<RecordedPolicy> same) => same.Aggregate(static (one, other) => new()
    {
        Id = one.Id,
        IsInline = one.IsInline,
        Layer = one.Layer ?? other.Layer,
        DocumentJson = one.DocumentJson ?? other.DocumentJson,
        AttachedTo = [.. one.AttachedTo.Concat(other.AttachedTo).Distinct()],
    });

    private static PolicyLayer? LayerOf(string? type) => type switch
    {
        "IDENTITY_BASED_POLICY" => PolicyLayer.Identity,
        "PERMISSIONS_BOUNDARY" => PolicyLayer.PermissionsBoundary,
        "SESSION_POLICY" => PolicyLayer.Session,
        "RESOURCE_BASED_POLICY" => PolicyLayer.Resource,
        "SERVICE_CONTROL_POLICY" => PolicyLayer.ServiceControl,
        "RESOURCE_CONTROL_POLICY" => PolicyLayer.ResourceControl,
        "VPC_ENDPOINT_POLICY" => PolicyLayer.VpcEndpoint,
        _ => null,
    };

    // arn:aws:organizations::444455556666:ou/o-exampleorgid/ou-exam-11111111
    private static RecordedTarget Target(string arn, PolicyLayer? layer, IReadOnlyList<KeyValuePair<string, ContextValue>> shared)
    {
        if (layer is not (PolicyLayer.ServiceControl or PolicyLayer.ResourceControl) || !Arn.TryParse(arn, out var parts))
        {
            return new(arn, arn, 0);
        }

        var id = arn[(arn.LastIndexOf('/') + 1)..];
        var key = layer == PolicyLayer.ServiceControl ? "aws:PrincipalOrgPaths" : "aws:ResourceOrgPaths";
        var path = shared.Where(pair => pair.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).SelectMany(pair => pair.Value.ToList()).FirstOrDefault() ?? "";
        return new(id, arn, parts.ResourceType switch
        {
            "root" => 0,
            "account" => BelowAllUnits,
            _ => Array.IndexOf(path.Split('/'), id) is > 0 and var depth ? depth : 1,
        });
    }

    private static IEnumerable<JsonElement> Items(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static string? Text(JsonElement element, string member) => ParameterReader.TextOf(ParameterReader.Find(element, member));
}
