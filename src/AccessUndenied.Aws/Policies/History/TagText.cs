using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>The tags of a resource as one object, keys as they are written: tags that differ in case alone are two.</summary>
internal static class TagText
{
    /// <summary>The tags with some more of them; null where one of both is no object.</summary>
    public static string? With(string? tags, string added)
    {
        if (DocumentText.Parse(tags ?? "{}") is not JsonObject all || DocumentText.Parse(added) is not JsonObject more)
        {
            return null;
        }

        foreach (var (key, value) in more)
        {
            all[key] = value?.DeepClone();
        }

        return all.ToJsonString();
    }

    /// <summary>The tags without some; one that comes with a value goes where it has that one.</summary>
    public static string? Without(string? tags, string removed)
    {
        if (DocumentText.Parse(tags ?? "{}") is not JsonObject all || DocumentText.Parse(removed) is not JsonObject less)
        {
            return null;
        }

        foreach (var (key, value) in less)
        {
            if (value is null || (all[key] is { } held && JsonNode.DeepEquals(held, value)))
            {
                all.Remove(key);
            }
        }

        return all.ToJsonString();
    }

    /// <summary>The tags that a parameter has: a list of keys and values in any of the forms that records have, or an object; null where it is none of these.</summary>
    /// <param name="element">The parameter.</param>
    /// <param name="areKeys">Whether keys may stand alone.</param>
    /// <param name="mayBeNone">Whether a call may name no tag. No other is made without one, so that a list without any is one that the record has not.</param>
    public static string? Read(JsonElement element, bool areKeys, bool mayBeNone)
    {
        var tags = new JsonObject();
        return TryAdd(tags, element, areKeys, 0) && (mayBeNone || tags.Count > 0) ? tags.ToJsonString() : null;
    }

    // {"TagSet": {"Tag": [{"Key": …, "Value": …}]}}, {"items": [{"key": …, "value": …}]}, [{"tagKey": …, "tagValue": …}], {"team": "web"}, ["team"]
    private static bool TryAdd(JsonObject tags, JsonElement element, bool areKeys, int depth)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            return element.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object ? TryAddTag(tags, item, areKeys) : areKeys && TryAddKey(tags, item));
        }

        if (element.ValueKind != JsonValueKind.Object || depth > 3)
        {
            return false;
        }

        if (KeyOf(element) is not null)
        {
            return TryAddTag(tags, element, areKeys);
        }

        foreach (var wrapper in (ReadOnlySpan<string>)["TagSet", "Tag", "items"])
        {
            if (ParameterReader.Find(element, wrapper) is { ValueKind: JsonValueKind.Array or JsonValueKind.Object } inner)
            {
                return TryAdd(tags, inner, areKeys, depth + 1);
            }
        }

        if (ParameterReader.Find(element, "TagSet") is { ValueKind: JsonValueKind.String })
        {
            return true;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (ParameterReader.NameOf(member) is not { } key || ParameterReader.TextOf(member.Value) is not { } value)
            {
                return false;
            }

            tags[key] = value;
        }

        return true;
    }

    private static string? KeyOf(JsonElement tag) => ParameterReader.TextOf(ParameterReader.Find(tag, "key")) ?? ParameterReader.TextOf(ParameterReader.Find(tag, "tagKey"));

    private static bool TryAddTag(JsonObject tags, JsonElement tag, bool areKeys)
    {
        if (KeyOf(tag) is not { } key)
        {
            return false;
        }

        var member = ParameterReader.Find(tag, "value") is { ValueKind: not JsonValueKind.Undefined } own ? own : ParameterReader.Find(tag, "tagValue");
        var value = ParameterReader.TextOf(member);
        if (value is null && !areKeys && member.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
        {
            return false;
        }

        tags[key] = value ?? (areKeys ? null : "");
        return true;
    }

    private static bool TryAddKey(JsonObject tags, JsonElement item)
    {
        if (ParameterReader.TextOf(item) is not { } key)
        {
            return false;
        }

        tags[key] = null;
        return true;
    }
}
