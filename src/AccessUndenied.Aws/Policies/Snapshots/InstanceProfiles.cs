using System.Text.Json;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>The roles in an account's instance profiles, which the authorization details list with each role.</summary>
/// <remarks>Source: IAM API Reference, <c>RoleDetail</c>, <c>InstanceProfileList</c>. A profile holds one role at most, and its name is unique in the account.</remarks>
internal static class InstanceProfiles
{
    /// <summary>The role by the profile's name; names compare without regard to case, as IAM has them unique.</summary>
    public static Dictionary<string, string> Index(List<EntityEntry> entities)
    {
        var roles = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entity in entities)
        {
            if (entity.Kind == EntityKind.Role && entity.Json.Bytes.Span.IndexOf("InstanceProfileName"u8) >= 0)
            {
                AddRole(roles, entity);
            }
        }

        return roles;
    }

    // A role that cannot be read to its end is told of where its policies are asked for.
    private static void AddRole(Dictionary<string, string> roles, EntityEntry role)
    {
        try
        {
            var cursor = new SnapshotCursor(role.Json);
            cursor.EnterObject("an object");
            while (cursor.NextMember())
            {
                if (cursor.Is("InstanceProfileList"u8))
                {
                    AddProfiles(ref cursor, roles, role.Arn);
                }
                else
                {
                    cursor.Skip();
                }
            }
        }
        catch (Exception exception) when (exception is SnapshotFormatException or JsonException or InvalidOperationException)
        {
            return;
        }
    }

    private static void AddProfiles(ref SnapshotCursor cursor, Dictionary<string, string> roles, string role)
    {
        if (!cursor.EnterArray("an array of instance profiles"))
        {
            return;
        }

        while (cursor.NextObject("an instance profile, an object"))
        {
            while (cursor.NextMember())
            {
                if (cursor.Is("InstanceProfileName"u8))
                {
                    if (cursor.Text() is { } name)
                    {
                        roles[name] = role;
                    }
                }
                else
                {
                    cursor.Skip();
                }
            }
        }
    }
}
