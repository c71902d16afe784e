using System.Text.Json;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.Requests;

/// <summary>The values of a request's parameters in the order of the record, whatever its nesting.</summary>
/// <remarks>
/// EC2's <c>xxxSet.items[]</c>, lists of <c>member</c>, a single <c>…Request</c> around all, and <c>{"content": …, "tag": 1}</c> are looked
/// through. Tags and filters are left out: they name no resource. Rules REQ-03 to REQ-06.
/// </remarks>
internal static class RequestMembers
{
    private const int DeepestLevel = 7;
    private const int MostMembers = 256;
    private const int MostItems = 100;
    private const int LongestValue = 2_048;

    internal static List<RequestMember> Of(JsonElement parameters)
    {
        var members = new List<RequestMember>();
        if (parameters.ValueKind == JsonValueKind.Object)
        {
            Add(members, parameters, "", "", 0, 0);
        }

        return members;
    }

    /// <summary>The parameters without the one member that wraps them all in newer EC2 calls.</summary>
    internal static JsonElement Unwrap(JsonElement parameters)
    {
        JsonElement? only = null;
        foreach (var property in parameters.EnumerateObject())
        {
            if (only is not null || property.Value.ValueKind != JsonValueKind.Object || ParameterReader.NameOf(property)?.EndsWith("Request", StringComparison.Ordinal) != true)
            {
                return parameters;
            }

            only = property.Value;
        }

        return only ?? parameters;
    }

    private static void Add(List<RequestMember> members, JsonElement element, string name, string folded, int depth, int level)
    {
        if (level > DeepestLevel || members.Count >= MostMembers)
        {
            return;
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    AddMember(members, property, name, folded, depth, level);
                }

                break;
            case JsonValueKind.Array:
                var items = 0;
                foreach (var item in element.EnumerateArray())
                {
                    if (++items > MostItems)
                    {
                        break;
                    }

                    Add(members, item, name, folded, depth, level + 1);
                }

                break;
            case JsonValueKind.String:
                if (ParameterReader.StringOf(element) is { Length: > 0 and <= LongestValue } text && !Redaction.Hides(text))
                {
                    members.Add(new(name, folded, Decoded(folded, text), depth - 1));
                }

                break;
            case JsonValueKind.Number:
                members.Add(new(name, folded, element.GetRawText(), depth - 1));
                break;
            default:
                break;
        }
    }

    // Records have the ARNs in paths of REST services as they were sent, and the header that names what is copied or renamed.
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html, https://docs.aws.amazon.com/AmazonS3/latest/API/API_RenameObject.html
    private static string Decoded(string folded, string text) => folded is "xamzcopysource" or "xamzrenamesource"
        ? Uri.UnescapeDataString(text.IndexOf("?versionId=", StringComparison.OrdinalIgnoreCase) is > 0 and var version ? text[..version] : text)
        : text.Contains("arn%3A", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(text) : text;

    private static void AddMember(List<RequestMember> members, JsonProperty property, string name, string folded, int depth, int level)
    {
        if (ParameterReader.NameOf(property) is not { } own)
        {
            return;
        }

        if (own is "items" or "item" or "member" or "content" && name.Length > 0)
        {
            Add(members, property.Value, name, folded, depth, level + 1);
        }
        else if (FoldedName.Of(own) is var ownFolded && !IsTagsOrFilters(ownFolded))
        {
            Add(members, property.Value, own, ownFolded, depth + 1, level + 1);
        }
    }

    private static bool IsTagsOrFilters(string folded) =>
        folded is "tags" or "tagset" or "tagspecificationset" or "tagspecifications" or "filters" or "filter" or "filterset" or "taglist" or "tagkeys";
}
