using System.Text.Json;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>What was read of one account, in the snapshot's words.</summary>
/// <remarks>Not for use by several threads at once.</remarks>
internal sealed class CollectedAccount
{
    private static readonly string[] s_lists = ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"];

    private readonly Dictionary<string, Dictionary<string, byte[]>> _entities = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, byte[]> _resourcePolicies = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, byte[]> _resourceTags = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, byte[]> _endpoints = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, byte[]> _publicAccessBlocks = new(StringComparer.Ordinal);
    private readonly List<UnavailableEvidence> _unavailable = [];

    /// <summary>Whether a fault that may pass kept something from being read.</summary>
    public bool HasPassingFaults { get; private set; }

    /// <summary>What could not be read, and why.</summary>
    public IReadOnlyList<UnavailableEvidence> Unavailable => _unavailable;

    public bool HasResourcePolicies => _resourcePolicies.Count > 0;

    public bool HasEntities => _entities.Count > 0;

    /// <summary>Whether it was found to have the resource <paramref name="arn"/>, with a policy or without.</summary>
    public bool HasResource(string arn) => _resourcePolicies.ContainsKey(arn) || _resourceTags.ContainsKey(arn);

    /// <summary>Adds a user, group, role or managed policy.</summary>
    /// <param name="list">The list of the authorization details that it belongs to.</param>
    /// <param name="arn">Its ARN; a second one of the same ARN is the same one.</param>
    /// <param name="json">It, as JSON.</param>
    public void AddEntity(string list, string arn, byte[] json)
    {
        if (!_entities.TryGetValue(list, out var entities))
        {
            _entities.Add(list, entities = new(StringComparer.Ordinal));
        }

        entities[arn] = json;
    }

    /// <summary>Adds the policy of a resource; null where the resource certainly has none.</summary>
    public void AddResourcePolicy(string arn, byte[]? document) => _resourcePolicies[arn] = document ?? "null"u8.ToArray();

    public void AddResourceTags(string arn, IEnumerable<KeyValuePair<string, string>> tags) => _resourceTags[arn] = CollectedJson.Of(writer =>
    {
        writer.WriteStartObject();
        foreach (var (key, value) in tags)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    });

    public void AddEndpoint(string id, string? vpcId, string? kind, string? policyDocument) => _endpoints[id] = CollectedJson.Of(writer =>
    {
        writer.WriteStartObject();
        if (vpcId is not null)
        {
            writer.WriteString("VpcId", vpcId);
        }

        if (kind is not null)
        {
            writer.WriteString("VpcEndpointType", kind);
        }

        if (policyDocument is not null)
        {
            writer.WritePropertyName("PolicyDocument");
            CollectedJson.WriteDocument(writer, policyDocument);
        }

        writer.WriteEndObject();
    });

    /// <summary>Adds the switches of a bucket, or, under the account's id, of the account: those that are on, in <paramref name="on"/>.</summary>
    public void AddPublicAccessBlock(string key, IReadOnlyCollection<string> on) => _publicAccessBlocks[key] = CollectedJson.Of(writer =>
    {
        writer.WriteStartObject();
        foreach (var name in PublicAccessSwitches.Names)
        {
            writer.WriteBoolean(name, on.Contains(name));
        }

        writer.WriteEndObject();
    });

    /// <summary>Adds what could not be read.</summary>
    public void Miss(UnavailableEvidence what, bool mayPass = false)
    {
        if (!_unavailable.Contains(what))
        {
            _unavailable.Add(what);
        }

        HasPassingFaults |= mayPass;
    }

    /// <summary>Adds to why <paramref name="what"/> could not be read.</summary>
    public void Explain(UnavailableEvidence what, string more)
    {
        for (var i = 0; i < _unavailable.Count; i++)
        {
            if (_unavailable[i].Kind == what.Kind && _unavailable[i].Target == what.Target)
            {
                _unavailable[i] = _unavailable[i] with { Why = $"{_unavailable[i].Why}; {more}" };
            }
        }
    }

    /// <summary>The same of a call that failed.</summary>
    public void Miss(UnavailableEvidence what, AwsCallException exception) => Miss(what.Because(exception), exception.IsPassing);

    /// <summary>Adds what a fragment has of the account.</summary>
    /// <param name="account">The account, as a snapshot has it.</param>
    /// <param name="withEntities">Whether its users and roles count; not where all of them are there already.</param>
    /// <param name="mayPass">Whether what it lacks may be had the next time.</param>
    public void Add(JsonElement account, bool withEntities, bool mayPass)
    {
        foreach (var list in withEntities ? s_lists : [])
        {
            foreach (var entity in account.Member("AuthorizationDetails").Items(list))
            {
                AddEntity(list, entity.Text("Arn") ?? "", CollectedJson.Of(entity.WriteTo));
            }
        }

        Add(account, "ResourcePolicies", _resourcePolicies);
        Add(account, "ResourceTags", _resourceTags);
        Add(account, "VpcEndpoints", _endpoints);
        Add(account, "S3PublicAccessBlock", _publicAccessBlocks);
        foreach (var item in account.Items("Unavailable"))
        {
            Miss(EvidenceMembers.Read(item), mayPass);
        }
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteMembers(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes its members into an object that is there already.</summary>
    public void WriteMembers(Utf8JsonWriter writer)
    {
        if (_entities.Count > 0)
        {
            writer.WriteStartObject("AuthorizationDetails");
            WriteEntities(writer);
            writer.WriteEndObject();
        }

        WriteRest(writer);
    }

    /// <summary>Writes all but the authorization details, which whoever streams them has written before.</summary>
    public void WriteRest(Utf8JsonWriter writer)
    {
        WriteMap(writer, "ResourcePolicies", _resourcePolicies);
        WriteMap(writer, "ResourceTags", _resourceTags);
        WriteMap(writer, "VpcEndpoints", _endpoints);
        WriteMap(writer, "S3PublicAccessBlock", _publicAccessBlocks);
        WriteUnavailable(writer);
    }

    private static void Add(JsonElement account, string name, SortedDictionary<string, byte[]> map)
    {
        if (account.Member(name) is { ValueKind: JsonValueKind.Object } members)
        {
            foreach (var member in members.EnumerateObject())
            {
                map[member.Name] = CollectedJson.Of(member.Value.WriteTo);
            }
        }
    }

    private void WriteEntities(Utf8JsonWriter writer)
    {
        foreach (var list in s_lists)
        {
            writer.WriteStartArray(list);
            foreach (var entity in _entities.GetValueOrDefault(list)?.Values ?? Enumerable.Empty<byte[]>())
            {
                writer.WriteRawValue(entity, skipInputValidation: true);
            }

            writer.WriteEndArray();
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, string name, SortedDictionary<string, byte[]> map)
    {
        // An empty map would say that there is nothing, and not that nothing was asked for.
        if (map.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(name);
        foreach (var (key, json) in map)
        {
            writer.WritePropertyName(key);
            writer.WriteRawValue(json);
        }

        writer.WriteEndObject();
    }

    private void WriteUnavailable(Utf8JsonWriter writer)
    {
        if (_unavailable.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("Unavailable");
        foreach (var item in _unavailable)
        {
            EvidenceMembers.Write(writer, item);
        }

        writer.WriteEndArray();
    }
}
