using System.Text.Json.Nodes;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Tests.Remediations.Opening;

/// <summary>Policies of all layers as lists of statements, which can be changed one by one and written for either evaluator.</summary>
internal sealed record LayeredPolicies
{
    public const string ManagedPolicy = "arn:aws:iam::111111111111:policy/shared";

    /// <summary>Each policy is a list of statements as JSON.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Identity { get; init; } = [];

    public IReadOnlyList<IReadOnlyList<string>> Boundaries { get; init; } = [];

    public IReadOnlyList<IReadOnlyList<string>> Session { get; init; } = [];

    /// <summary>One policy a level of the organization.</summary>
    public IReadOnlyList<IReadOnlyList<string>> ServiceControl { get; init; } = [];

    public IReadOnlyList<IReadOnlyList<string>> ResourceControl { get; init; } = [];

    public IReadOnlyList<string>? Resource { get; init; }

    /// <summary>The owner of the bucket.</summary>
    public string Owner { get; init; } = OpeningUniverse.Account;

    /// <summary>Whether the first identity policy is attached to others too.</summary>
    public bool FirstIsShared { get; init; }

    /// <summary>The set for the product. A statement that both sets have is one object, as after an edit.</summary>
    public PolicySet ToPolicySet(Dictionary<string, PolicyDocument> documents) => new()
    {
        Identity = [.. Identity.Select((policy, index) => index == 0 && FirstIsShared
            ? new AttachedPolicy { Name = "shared", Id = ManagedPolicy, Origin = PolicyOrigin.Managed, Document = Parse(policy, documents) }
            : Attached(policy, OpeningUniverse.Role, documents))],
        PermissionsBoundaries = [.. Boundaries.Select(policy => Attached(policy, null, documents) with { Id = "arn:aws:iam::111111111111:policy/boundary" })],
        SessionPolicies = [.. Session.Select(policy => Attached(policy, null, documents))],
        ServiceControl = [.. ServiceControl.Select((policy, index) => new PolicyNode($"ou-{index}", null, [Attached(policy, $"ou-{index}", documents)]))],
        ResourceControl = [.. ResourceControl.Select((policy, index) => new PolicyNode($"ou-{index}", null, [Attached(policy, $"ou-{index}", documents)]))],
        ResourcePolicy = Resource is null ? null : Attached(Resource, OpeningUniverse.Bucket, documents),
        ResourceAccountId = Owner,
    };

    /// <summary>The request in the <c>simulate</c> format, for the plain evaluator.</summary>
    public JsonObject ToPlain(string caller, OpeningPoint point)
    {
        var request = new JsonObject
        {
            ["principal"] = caller,
            ["action"] = point.Action,
            ["resource"] = point.Resource,
            ["resourceAccount"] = Owner,
            ["context"] = new JsonObject(point.Keys().Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            ["identityPolicies"] = Documents(Identity),
            ["permissionsBoundaries"] = Documents(Boundaries),
            ["sessionPolicies"] = Documents(Session),
            ["serviceControlPolicies"] = Levels(ServiceControl),
            ["resourceControlPolicies"] = Levels(ResourceControl),
        };
        if (Resource is not null)
        {
            request["resourcePolicy"] = JsonNode.Parse(Text(Resource));
        }

        return request;
    }

    private static AttachedPolicy Attached(IReadOnlyList<string> statements, string? to, Dictionary<string, PolicyDocument> documents) =>
        new() { Document = Parse(statements, documents), AttachedTo = to, Origin = PolicyOrigin.Inline };

    private static PolicyDocument Parse(IReadOnlyList<string> statements, Dictionary<string, PolicyDocument> documents)
    {
        var text = Text(statements);
        return documents.TryGetValue(text, out var known) ? known : documents[text] = PolicyDocument.Parse(text);
    }

    private static JsonArray Documents(IReadOnlyList<IReadOnlyList<string>> policies) => [.. policies.Select(policy => JsonNode.Parse(Text(policy)))];

    private static JsonArray Levels(IReadOnlyList<IReadOnlyList<string>> policies) =>
        [.. policies.Select((policy, index) => new JsonObject { ["target"] = $"ou-{index}", ["policies"] = Documents([policy]) })];

    private static string Text(IReadOnlyList<string> statements) => $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";
}
