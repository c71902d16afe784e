using AccessUndenied.Aws.Events;
using System.Text.Json;

namespace AccessUndenied.Aws.Requests.Companions;

/// <summary>The values of a request's parameter by its path.</summary>
/// <remarks>
/// Shape: member names with dots, compared without regard to case; lists and EC2's <c>items</c> are looked into. <c>a|b</c>: the first that has values;
/// a last name may end with <c>*</c>. A member that holds an object or a list counts as there, with its name as its value.
/// <c>~role</c>: every ARN of a role under a member whose name says that it is one. <c>additionalEventData:path</c> looks there instead.
/// </remarks>
internal static class ParameterPath
{
    internal const string AnyRole = "~role";

    private const string AdditionalData = "additionalEventData:";
    private const int MostValues = 25;
    private const int DeepestLevel = 12;

    // Wrappers that records put between a member and what it holds.
    private static readonly string[] s_wrappers = ["items", "item", "member", "content"];

    internal static List<string> Values(ResourceSearch search, string paths)
    {
        var values = new List<string>();
        if (paths == AnyRole)
        {
            AddRoles(values, search);
            return values;
        }

        foreach (var path in paths.Split('|'))
        {
            Add(values, search, path);
            if (values.Count > 0)
            {
                break;
            }
        }

        return values;
    }

    /// <summary>The one of <paramref name="paths"/> that has values.</summary>
    internal static string WhereFound(ResourceSearch search, string paths)
    {
        var all = paths.Split('|');
        return Array.Find(all, path => Values(search, path).Count > 0) ?? all[0];
    }

    private static void Add(List<string> values, ResourceSearch search, string path)
    {
        if (!path.StartsWith(AdditionalData, StringComparison.Ordinal))
        {
            if (search.Parameters.AreKnown)
            {
                Collect(search.Parameters.Element, path.Split('.'), 0, values, 0);
            }
        }
        else if (RecordParts.AdditionalEventData(search.Record) is { } data)
        {
            Collect(data, path[AdditionalData.Length..].Split('.'), 0, values, 0);
        }
    }

    private static void AddRoles(List<string> values, ResourceSearch search)
    {
        foreach (var member in search.Members)
        {
            if (IsRoleMember(member.Folded) && Arn.TryParse(member.Value, out var arn) && arn is { Service: "iam", ResourceType: "role" } && !values.Contains(member.Value))
            {
                values.Add(member.Value);
            }
        }
    }

    /// <summary>Whether a member of this name holds a role.</summary>
    internal static bool IsRoleMember(string folded) =>
        folded.EndsWith("role", StringComparison.Ordinal) || folded.EndsWith("rolearn", StringComparison.Ordinal) || folded is "rolename" or "deliverlogspermissionarn";

    private static void Collect(JsonElement element, string[] path, int at, List<string> values, int level)
    {
        if (values.Count >= MostValues || level > DeepestLevel)
        {
            return;
        }

        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, path, at, values, level + 1);
            }
        }
        else if (at < path.Length)
        {
            CollectMember(element, path, at, values, level);
        }
        else
        {
            AddLeaf(element, path[^1], values, level);
        }
    }

    private static void CollectMember(JsonElement element, string[] path, int at, List<string> values, int level)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (path[at].EndsWith('*'))
        {
            foreach (var property in element.EnumerateObject())
            {
                if (ParameterReader.NameOf(property) is { } name && name.AsSpan().StartsWith(path[at].AsSpan()[..^1], StringComparison.OrdinalIgnoreCase))
                {
                    Collect(property.Value, path, at + 1, values, level + 1);
                }
            }

            return;
        }

        var found = ParameterReader.Find(element, path[at]);
        if (found.ValueKind != JsonValueKind.Undefined)
        {
            Collect(found, path, at + 1, values, level + 1);
            return;
        }

        foreach (var wrapper in s_wrappers)
        {
            if (ParameterReader.Find(element, wrapper) is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } wrapped)
            {
                Collect(wrapped, path, at, values, level + 1);
            }
        }
    }

    private static void AddLeaf(JsonElement element, string name, List<string> values, int level)
    {
        if (ParameterReader.TextOf(element) is { } text)
        {
            if (text.Length > 0)
            {
                values.Add(text);
            }

            return;
        }

        if (element.ValueKind == JsonValueKind.String)
        {
            // Hidden, but there.
            values.Add(Redaction.Word);
            return;
        }

        foreach (var wrapper in s_wrappers)
        {
            if (ParameterReader.Find(element, wrapper) is { ValueKind: not JsonValueKind.Undefined } wrapped)
            {
                Collect(wrapped, [name], 1, values, level + 1);
                return;
            }
        }

        if (element.ValueKind == JsonValueKind.Object && element.EnumerateObject().Any())
        {
            values.Add(name);
        }
    }
}
