using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>What of a caller decides which policies it has: all its sessions share them.</summary>
internal readonly record struct PrincipalKey(PrincipalKind Kind, string? Entity, bool IsExact, string? UniqueId, string? AccountId)
{
    public static PrincipalKey Of(Principal principal) => new(
        principal.Kind,
        principal.EntityId ?? principal.Kind switch
        {
            PrincipalKind.User or PrincipalKind.Role => principal.Id,
            PrincipalKind.RoleSession => principal.Name,
            _ => null,
        },
        principal.EntityIsExact && (principal.EntityId is not null || principal.Kind is PrincipalKind.User or PrincipalKind.Role),
        principal.UniqueId,
        principal.AccountId);

    // One of the texts tells callers apart well enough; hashing all of them costs more than it saves.
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Entity ?? UniqueId ?? AccountId ?? "") + (int)Kind;
}
