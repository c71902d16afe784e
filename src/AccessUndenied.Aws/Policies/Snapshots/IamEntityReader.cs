using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Reads one entity of the authorization details.</summary>
/// <remarks>Source: IAM API Reference, <c>GetAccountAuthorizationDetails</c>.</remarks>
internal static class IamEntityReader
{
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html
    private const int MostVersions = 5;

    public static IamEntity Read(JsonSlice json)
    {
        var entity = new IamEntity();
        try
        {
            var cursor = new SnapshotCursor(json);
            cursor.EnterObject("an object");
            ReadMembers(ref cursor, entity);
        }
        catch (SnapshotFormatException exception)
        {
            entity.Problem = exception.Message;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            entity.Problem = $"{json.Place}: {SnapshotMessages.NotText(exception)}";
        }

        return entity;
    }

    private static void ReadMembers(ref SnapshotCursor cursor, IamEntity entity)
    {
        var versions = new List<PolicyVersion>();
        string? defaultVersion = null;
        var seen = new MembersSeen();
        while (cursor.NextMember())
        {
            seen.Add(ref cursor);
            if (cursor.Is("UserPolicyList"u8) || cursor.Is("GroupPolicyList"u8) || cursor.Is("RolePolicyList"u8))
            {
                ReadInlinePolicies(ref cursor, entity.InlinePolicies);
            }
            else if (cursor.Is("AttachedManagedPolicies"u8))
            {
                ReadReferences(ref cursor, entity.AttachedPolicies);
            }
            else if (cursor.Is("GroupList"u8))
            {
                ReadTexts(ref cursor, entity.Groups);
            }
            else if (cursor.Is("InstanceProfileList"u8))
            {
                ReadInstanceProfiles(ref cursor, entity.InstanceProfiles);
            }
            else if (cursor.Is("Tags"u8))
            {
                ReadTags(ref cursor, entity.Tags);
            }
            else if (cursor.Is("PermissionsBoundary"u8))
            {
                entity.BoundaryArn = ReadBoundary(ref cursor);
            }
            else if (cursor.Is("AssumeRolePolicyDocument"u8))
            {
                entity.TrustPolicy = NotNull(cursor.Value());
            }
            else if (cursor.Is("PolicyVersionList"u8))
            {
                ReadVersions(ref cursor, versions);
            }
            else if (cursor.Is("DefaultVersionId"u8))
            {
                defaultVersion = cursor.Text();
            }
            else if (cursor.Is("AttachmentCount"u8))
            {
                entity.AttachmentCount = ReadCount(ref cursor);
            }
            else if (cursor.Is("PermissionsBoundaryUsageCount"u8))
            {
                entity.BoundaryCount = ReadCount(ref cursor);
            }
            else
            {
                cursor.Skip();
            }
        }

        ChooseVersion(entity, versions, defaultVersion);
    }

    private static void ReadInlinePolicies(ref SnapshotCursor cursor, List<IamEntity.NamedDocument> policies)
    {
        if (!cursor.EnterArray("an array of inline policies"))
        {
            return;
        }

        while (cursor.NextObject("an inline policy, an object"))
        {
            string? name = null;
            JsonSlice? document = null;
            while (cursor.NextMember())
            {
                if (cursor.Is("PolicyName"u8))
                {
                    name = cursor.Text();
                }
                else if (cursor.Is("PolicyDocument"u8))
                {
                    document = NotNull(cursor.Value());
                }
                else
                {
                    cursor.Skip();
                }
            }

            policies.Add(new(name ?? "", document));
        }
    }

    private static void ReadInstanceProfiles(ref SnapshotCursor cursor, List<string> profiles)
    {
        if (!cursor.EnterArray("an array of instance profiles"))
        {
            return;
        }

        while (cursor.NextObject("an instance profile, an object"))
        {
            while (cursor.NextMember())
            {
                if (cursor.Is("Arn"u8))
                {
                    profiles.Add(cursor.Text() ?? "");
                }
                else
                {
                    cursor.Skip();
                }
            }
        }
    }

    private static void ReadReferences(ref SnapshotCursor cursor, List<IamEntity.NamedPolicy> policies)
    {
        if (!cursor.EnterArray("an array of attached policies"))
        {
            return;
        }

        while (cursor.NextObject("an attached policy, an object"))
        {
            string? name = null;
            string? arn = null;
            while (cursor.NextMember())
            {
                if (cursor.Is("PolicyName"u8))
                {
                    name = cursor.Text();
                }
                else if (cursor.Is("PolicyArn"u8))
                {
                    arn = cursor.Text();
                }
                else
                {
                    cursor.Skip();
                }
            }

            policies.Add(new(name ?? NameIn(arn), arn ?? throw cursor.Fault(SnapshotMessages.Lacks("PolicyArn"))));
        }
    }

    private static void ReadTexts(ref SnapshotCursor cursor, List<string> texts)
    {
        if (cursor.EnterArray("an array of names"))
        {
            while (cursor.NextText("a name, a string", out var text))
            {
                texts.Add(text);
            }
        }
    }

    private static void ReadTags(ref SnapshotCursor cursor, List<KeyValuePair<string, string>> tags)
    {
        if (!cursor.EnterArray("an array of tags"))
        {
            return;
        }

        while (cursor.NextObject("a tag, an object"))
        {
            string? key = null;
            string? value = null;
            while (cursor.NextMember())
            {
                if (cursor.Is("Key"u8))
                {
                    key = cursor.Text();
                }
                else if (cursor.Is("Value"u8))
                {
                    value = cursor.Text();
                }
                else
                {
                    cursor.Skip();
                }
            }

            tags.Add(new(key ?? throw cursor.Fault(SnapshotMessages.Lacks("Key")), value ?? ""));
        }
    }

    private static string? ReadBoundary(ref SnapshotCursor cursor)
    {
        if (!cursor.EnterObject("the permissions boundary, an object"))
        {
            return null;
        }

        string? arn = null;
        while (cursor.NextMember())
        {
            if (cursor.Is("PermissionsBoundaryArn"u8))
            {
                arn = cursor.Text();
            }
            else
            {
                cursor.Skip();
            }
        }

        return arn ?? throw cursor.Fault(SnapshotMessages.Lacks("PermissionsBoundaryArn"));
    }

    private static void ReadVersions(ref SnapshotCursor cursor, List<PolicyVersion> versions)
    {
        if (!cursor.EnterArray("an array of policy versions"))
        {
            return;
        }

        while (cursor.NextObject("a policy version, an object"))
        {
            var version = new PolicyVersion();
            while (cursor.NextMember())
            {
                if (cursor.Is("VersionId"u8))
                {
                    version = version with { Id = cursor.Text() };
                }
                else if (cursor.Is("IsDefaultVersion"u8))
                {
                    version = version with { IsDefault = cursor.Flag() };
                }
                else if (cursor.Is("Document"u8))
                {
                    version = version with { Document = NotNull(cursor.Value()) };
                }
                else if (cursor.Is("CreateDate"u8))
                {
                    version = version with { Created = ReadDate(ref cursor) };
                }
                else
                {
                    cursor.Skip();
                }
            }

            versions.Add(version);
        }
    }

    // Nor is a count that cannot be read any policy lost.
    private static int? ReadCount(ref SnapshotCursor cursor) =>
        Utf8Parser.TryParse(cursor.Value().Bytes.Span, out int count, out _) ? count : null;

    // A date that cannot be read is only a note lost, not a policy.
    private static DateTimeOffset? ReadDate(ref SnapshotCursor cursor)
    {
        var value = cursor.Value();
        var text = System.Text.Encoding.UTF8.GetString(value.Bytes.Span.Trim((byte)'"'));
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : null;
    }

    private static void ChooseVersion(IamEntity entity, List<PolicyVersion> versions, string? defaultVersion)
    {
        foreach (var version in versions)
        {
            if (version.IsDefault || (version.Id is not null && version.Id == defaultVersion) || (versions.Count == 1 && defaultVersion is null))
            {
                entity.DefaultDocument = version.Document;
                entity.DefaultVersionCreated = version.Created;
                entity.SpareVersion = versions.Count < MostVersions ? null
                    : versions.Where(other => other.Id != version.Id && NumberOf(other.Id) is not null).MinBy(other => NumberOf(other.Id)).Id;
                return;
            }
        }
    }

    // v1, v2, …: numbers are never given out again.
    private static int? NumberOf(string? version) =>
        version is ['v', .. var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static JsonSlice? NotNull(JsonSlice slice) => slice.IsNull ? null : slice;

    private static string NameIn(string? arn) => arn is null ? "" : arn[(arn.LastIndexOf('/') + 1)..];

    private readonly record struct PolicyVersion(string? Id, bool IsDefault, JsonSlice? Document, DateTimeOffset? Created);
}
