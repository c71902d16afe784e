using System.Collections.Frozen;
using System.Text.Json;
using System.Xml.Linq;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Writes what IAM answers in XML as the JSON that <c>aws iam get-account-authorization-details</c> prints.</summary>
internal static class IamJson
{
    private const string Item = "member";

    private static readonly FrozenSet<string> s_documents = new[] { "PolicyDocument", "AssumeRolePolicyDocument", "Document" }.ToFrozenSet(StringComparer.Ordinal);

    // An empty element does not tell whether it is a list.
    private static readonly FrozenSet<string> s_lists = new[]
    {
        "UserPolicyList", "GroupPolicyList", "RolePolicyList", "GroupList", "AttachedManagedPolicies", "Tags", "InstanceProfileList", "PolicyVersionList", "Roles",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_objects = new[] { "RoleLastUsed", "PermissionsBoundary" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_bare = new[]
    {
        "IsAttachable", "IsDefaultVersion", "AttachmentCount", "PermissionsBoundaryUsageCount", "MaxSessionDuration",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Writes an entity's members, and what <paramref name="more"/> adds to them.</summary>
    public static byte[] Of(XElement entity, Action<Utf8JsonWriter>? more = null) => CollectedJson.Of(writer =>
    {
        writer.WriteStartObject();
        WriteMembers(writer, entity);
        more?.Invoke(writer);
        writer.WriteEndObject();
    });

    public static void WriteMembers(Utf8JsonWriter writer, XElement element)
    {
        foreach (var member in element.Elements())
        {
            writer.WritePropertyName(member.Name.LocalName);
            WriteValue(writer, member);
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, XElement element)
    {
        var name = element.Name.LocalName;
        if (s_lists.Contains(name))
        {
            writer.WriteStartArray();
            foreach (var item in element.Elements())
            {
                WriteValue(writer, item);
            }

            writer.WriteEndArray();
        }
        else if (s_documents.Contains(name))
        {
            CollectedJson.WriteDocument(writer, element.Value);
        }
        else if (element.HasElements || (s_objects.Contains(name) && element.Value.Length == 0))
        {
            writer.WriteStartObject();
            WriteMembers(writer, element);
            writer.WriteEndObject();
        }
        else if (s_bare.Contains(name) && IsBare(element.Value))
        {
            writer.WriteRawValue(element.Value);
        }
        else
        {
            writer.WriteStringValue(element.Value);
        }
    }

    private static bool IsBare(string text) => text is "true" or "false" || (text.Length is > 0 and < 10 && text.All(char.IsAsciiDigit));
}
