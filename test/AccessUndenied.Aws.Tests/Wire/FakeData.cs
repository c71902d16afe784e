using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>The accounts and the organization that the server has, in the snapshot's format.</summary>
internal sealed class FakeData
{
    private readonly JsonObject _root;

    private FakeData(JsonObject root) => _root = root;

    public IEnumerable<string> AccountIds => _root["Accounts"]!.AsObject().Select(pair => pair.Key);

    public JsonObject Organization => _root["Organization"]?.AsObject() ?? [];

    public string? OrganizationId => (string?)_root["OrganizationId"];

    public string? ManagementAccountId => (string?)_root["ManagementAccountId"];

    /// <summary>The keys that KMS aliases stand for, by the aliases' ARNs.</summary>
    public Dictionary<string, string> Aliases { get; } = new(StringComparer.Ordinal);

    /// <summary>The regions of buckets that do not answer everywhere, by name.</summary>
    public Dictionary<string, string> BucketRegions { get; } = new(StringComparer.Ordinal);

    /// <summary>The objects of buckets, by bucket and key; whoever asks may read them.</summary>
    public Dictionary<string, SortedDictionary<string, byte[]>> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>The queues, by their URLs.</summary>
    public Dictionary<string, FakeQueue> Queues { get; } = new(StringComparer.Ordinal);

    /// <summary>What S3 answers where a bucket is in another region.</summary>
    public (int Status, string Code) WrongRegion { get; set; } = (301, "PermanentRedirect");

    /// <summary>What encoded authorization messages say, by message.</summary>
    public Dictionary<string, string> DecodedMessages { get; } = new(StringComparer.Ordinal);

    /// <summary>What was recorded of refusals, by authorization id, in the shape of a snapshot's entries.</summary>
    public Dictionary<string, JsonObject> Authorizations { get; } = new(StringComparer.Ordinal);

    /// <summary>The Region that has the records.</summary>
    public string AuthorizationRegion { get; set; } = "us-east-1";

    /// <summary>How often a record is asked for in vain before it is there.</summary>
    public int NotRecordedYet { get; set; }

    /// <summary>The events of all accounts, newest first.</summary>
    public List<JsonObject> Events { get; } = [];

    public static FakeData Parse(string json) => new(JsonNode.Parse(json)!.AsObject());

    public static FakeData Open(string path) => Parse(File.ReadAllText(path));

    /// <summary>The same with the members of the maps of some accounts added.</summary>
    public FakeData With(string accounts)
    {
        foreach (var (id, maps) in JsonNode.Parse(accounts)!.AsObject())
        {
            foreach (var (name, members) in maps!.AsObject())
            {
                foreach (var (key, value) in members!.AsObject())
                {
                    ((JsonObject)(Account(id)![name] ??= new JsonObject()))[key] = value?.DeepClone();
                }
            }
        }

        return this;
    }

    /// <summary>Puts an object into a bucket.</summary>
    public FakeData With(string bucket, string key, byte[] content)
    {
        if (!Objects.TryGetValue(bucket, out var objects))
        {
            Objects[bucket] = objects = new(StringComparer.Ordinal);
        }

        objects[key] = content;
        return this;
    }

    /// <summary>Puts messages into the queue.</summary>
    public FakeQueue Queue(params IEnumerable<string> bodies)
    {
        var url = FakeQueue.Location.Replace("sqs://", "https://", StringComparison.Ordinal);
        if (!Queues.TryGetValue(url, out var queue))
        {
            Queues[url] = queue = new();
        }

        return queue.With(bodies);
    }

    public JsonObject? Account(string id) => _root["Accounts"]![id]?.AsObject();

    /// <summary>The entities of one kind, such as <c>RoleDetailList</c>.</summary>
    public IReadOnlyList<JsonObject> Entities(string account, string list) =>
        [.. (Account(account)?["AuthorizationDetails"]?[list]?.AsArray() ?? []).Select(node => node!.AsObject())];

    public JsonObject? Entity(string account, string list, string nameMember, string name) =>
        Entities(account, list).FirstOrDefault(entity => (string?)entity[nameMember] == name);

    public JsonObject? ManagedPolicy(string account, string arn) =>
        Entities(account, "Policies").Concat(AccountIds.SelectMany(id => Entities(id, "Policies").Where(_ => arn.StartsWith("arn:aws:iam::aws:", StringComparison.Ordinal))))
            .FirstOrDefault(policy => (string?)policy["Arn"] == arn);

    /// <summary>A resource's policy as text; null when it has none.</summary>
    public string? Policy(string account, string arn) => Account(account)?["ResourcePolicies"]?[arn] is { } policy ? Compact(policy) : null;

    public JsonObject? Map(string account, string map) => Account(account)?[map]?.AsObject();

    /// <summary>A copy of <paramref name="node"/> in which documents that are written as texts are objects.</summary>
    public static JsonNode WithDocuments(JsonNode node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, member.Value is null ? null : (JsonNode?)WithDocuments(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(item => WithDocuments(item!))]),
        JsonValue value when value.TryGetValue<string>(out var text) && Uri.UnescapeDataString(text).StartsWith('{') => JsonNode.Parse(Uri.UnescapeDataString(text))!,
        _ => node.DeepClone(),
    };

    public static string Compact(JsonNode node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node.ToJsonString();
}
