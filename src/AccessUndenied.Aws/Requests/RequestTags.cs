using System.Text.Json;

namespace AccessUndenied.Aws.Requests;

/// <summary>The tags that a request carries, in whatever shape its service writes them.</summary>
/// <remarks>
/// Shapes: <c>tags[]{key,value}</c>, also <c>Key</c> and <c>tagKey</c>; <c>tags{}</c>; <c>tagSet.items[]</c>;
/// <c>tagSpecificationSet.items[]{resourceType,tags[]}</c>; <c>x-amz-tagging</c> as a query string; <c>tagKeys[]</c> on untag calls.
/// Source: rules GK-36, GK-37.
/// </remarks>
internal sealed class RequestTags
{
    private const int DeepestLevel = 6;
    private const int MostTags = 200;

    private static readonly string[] s_members =
        ["tags", "tagList", "tagSet", "tagSpecificationSet", "tagSpecifications", "tagSpecification", "x-amz-tagging", "tagging", "addTags", "newTags", "tagsToAdd", "hostedZoneTags"];

    private static readonly string[] s_keyMembers = ["tagKeys", "tagKeyList", "tagsToRemove", "removeTags", "removeTagKeys"];
    private static readonly string[] s_wrappers = ["items", "item", "member", "tags", "tag", "tagSet", "tagList"];

    private readonly List<KeyValuePair<string, string>> _tags = [];
    private readonly string? _resourceType;

    private RequestTags(string? resourceType) => _resourceType = resourceType;

    /// <summary>The names and values, in the record's order.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Tags => _tags;

    /// <summary>Names given without a value, in a call that takes tags away.</summary>
    internal List<string> BareKeys { get; } = [];

    internal bool IsEmpty => _tags.Count == 0 && BareKeys.Count == 0;

    /// <summary>Reads the tags of a request.</summary>
    /// <param name="parameters">The request's parameters.</param>
    /// <param name="resourceType">EC2's name of the kind of resource asked about, for calls that tag several kinds differently; null for all.</param>
    internal static RequestTags Of(in ParameterReader parameters, string? resourceType = null)
    {
        var tags = new RequestTags(resourceType);
        if (parameters.AreKnown)
        {
            tags.Search(parameters.Element, 0);
        }

        return tags;
    }

    /// <summary>The value of the tag; null when the request does not carry it. Keys compare without regard to case (GK-05).</summary>
    internal string? this[ReadOnlySpan<char> key]
    {
        get
        {
            foreach (var tag in _tags)
            {
                if (key.Equals(tag.Key, StringComparison.OrdinalIgnoreCase))
                {
                    return tag.Value;
                }
            }

            return null;
        }
    }

    private void Search(JsonElement element, int level)
    {
        foreach (var property in element.EnumerateObject())
        {
            var name = ParameterReader.NameOf(property);
            if (Is(s_members, name))
            {
                Add(property.Value, level + 1);
            }
            else if (Is(s_keyMembers, name))
            {
                AddKeys(property.Value);
            }
            else if (level == 0 && property.Value.ValueKind == JsonValueKind.Object)
            {
                // DistributionConfigWithTags and the like.
                Search(property.Value, level + 1);
            }
        }
    }

    private void Add(JsonElement element, int level)
    {
        if (level > DeepestLevel || _tags.Count >= MostTags)
        {
            return;
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Add(item, level + 1);
                }

                break;
            case JsonValueKind.Object:
                AddObject(element, level);
                break;
            case JsonValueKind.String:
                AddQuery(ParameterReader.StringOf(element) ?? "");
                break;
            default:
                break;
        }
    }

    private void AddObject(JsonElement element, int level)
    {
        if (ParameterReader.TextOf(ParameterReader.Find(element, "resourceType")) is { } type && _resourceType is not null
            && !type.Equals(_resourceType, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var key = ParameterReader.TextOf(ParameterReader.Find(element, "key")) ?? ParameterReader.TextOf(ParameterReader.Find(element, "tagKey"));
        if (key is not null && element.EnumerateObject().Count() <= 3)
        {
            var value = ParameterReader.TextOf(ParameterReader.Find(element, "value")) ?? ParameterReader.TextOf(ParameterReader.Find(element, "tagValue"));
            _tags.Add(new(key, value ?? ""));
            return;
        }

        foreach (var property in element.EnumerateObject())
        {
            var name = ParameterReader.NameOf(property);
            if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                if (Is(s_wrappers, name))
                {
                    Add(property.Value, level + 1);
                }
            }
            else if (name is not null and not "resourceType" and not "ResourceType" && ParameterReader.TextOf(property.Value) is { } text)
            {
                _tags.Add(new(name, text));
            }
        }
    }

    private void AddQuery(string query)
    {
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (pair, "") : (pair[..equals], pair[(equals + 1)..]);
            _tags.Add(new(Decode(name), Decode(value)));
        }
    }

    private void AddKeys(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                AddKeys(property.Value);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                if ((ParameterReader.TextOf(item) ?? ParameterReader.TextOf(ParameterReader.Find(item, "key"))) is { } key)
                {
                    BareKeys.Add(key);
                }
            }
        }
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static bool Is(string[] names, string? name)
    {
        foreach (var candidate in names)
        {
            if (candidate.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
