using System.Text.Json;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Which role a call passes that names an instance profile: the authorization details list the profiles with each role.</summary>
/// <remarks>Source: IAM API Reference, <c>RoleDetail</c>, <c>InstanceProfileList</c>. A profile holds one role at most, and its name is unique in the account.</remarks>
internal static class PassedRoles
{
    private const string ProfileType = "instance-profile/";

    /// <summary>The role that <paramref name="request"/> is about; null where it names it, or the snapshot does not tell.</summary>
    public static ResourceId? Resolve(Snapshot snapshot, AuthorizationRequest request)
    {
        if (request.ResourceNamedBy is not { AccountId: { } owner } named || ArnFields.Parse(named.Value) is not { Service: "iam" } arn || !arn.Resource.StartsWith(ProfileType, StringComparison.Ordinal))
        {
            return null;
        }

        var name = named.Value[(named.Value.LastIndexOf('/') + 1)..];
        return snapshot.FindAccount(owner)?.RoleOfProfile(name) is { } role ? request.Resource with { Value = role, AccountId = owner } : null;
    }

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
