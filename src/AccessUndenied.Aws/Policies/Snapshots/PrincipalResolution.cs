using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Tells of a caller what the snapshot knows and the record does not: its ARN with path, its unique id.</summary>
internal static class PrincipalResolution
{
    /// <summary>The caller with what <paramref name="entity"/> adds; null when it adds nothing.</summary>
    public static Principal? Resolve(Principal principal, EntityEntry? entity)
    {
        if (entity is null)
        {
            return null;
        }

        if (principal.Kind == PrincipalKind.Account)
        {
            return ByUniqueId(principal, entity);
        }

        var addsEntity = !principal.EntityIsExact || principal.EntityId is null;
        var addsId = principal.UniqueId is null && entity.UniqueId is not null;
        return addsEntity || addsId
            ? principal with { EntityId = entity.Arn, EntityIsExact = true, UniqueId = principal.UniqueId ?? entity.UniqueId, Name = principal.Name ?? entity.Name }
            : null;
    }

    // The copy of a record in another account has nothing of the caller but AROA…:session or AIDA… (UID-07).
    private static Principal ByUniqueId(Principal principal, EntityEntry entity)
    {
        var account = Arn.AccountOf(entity.Arn);
        var session = principal.SessionName ?? SessionIn(principal.UniqueId, entity) ?? SessionIn(principal.Id, entity);
        var resolved = principal with { EntityId = entity.Arn, EntityIsExact = true, UniqueId = entity.UniqueId, Name = entity.Name, AccountId = principal.AccountId ?? account };
        if (entity.Kind == EntityKind.User)
        {
            return resolved with { Kind = PrincipalKind.User, Id = entity.Arn };
        }

        if (session is null)
        {
            return resolved with { Kind = PrincipalKind.Role, Id = entity.Arn };
        }

        var partition = Arn.OrNone(entity.Arn).Partition.ToString();
        return resolved with
        {
            Kind = PrincipalKind.RoleSession,
            Id = $"arn:{partition}:sts::{account}:assumed-role/{entity.Name}/{session}",
            SessionName = session,
        };
    }

    private static string? SessionIn(string? id, EntityEntry entity) =>
        id is not null && entity.UniqueId is { } unique && id.Length > unique.Length + 1 && id[unique.Length] == ':' && id.StartsWith(unique, StringComparison.Ordinal)
            ? id[(unique.Length + 1)..]
            : null;
}
