using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Tells of a resource what the snapshot knows and the record does not: an entity's path, the organization's management account.</summary>
internal static class ResourceResolution
{
    /// <summary>The resource with what <paramref name="snapshot"/> adds; null when it adds nothing.</summary>
    public static ResourceId? Resolve(Snapshot snapshot, AuthorizationRequest request)
    {
        if (OrganizationCalls.IsOfManagementAccount(request.Action))
        {
            return OfOrganization(snapshot, request);
        }

        return request.Resource.IsApproximate && Arn.OrNone(request.Resource.Value) is { Service: "iam" } arn ? OfEntity(snapshot, request.Resource, arn) : null;
    }

    // Names are unique in an account whatever their path (IAM User Guide, "IAM identifiers"), so a name is enough to find the entity.
    private static ResourceId? OfEntity(Snapshot snapshot, ResourceId resource, Arn arn)
    {
        var slash = arn.Resource.IndexOf('/');
        if (slash < 0 || snapshot.FindAccount(arn.AccountId.ToString()) is not { } account)
        {
            return null;
        }

        var name = arn.Resource[(slash + 1)..].ToString();
        var found = arn.Resource[..slash] switch
        {
            "user" => account.FindEntity(EntityKind.User, name)?.Arn,
            "role" => account.FindEntity(EntityKind.Role, name)?.Arn,
            "group" => account.FindEntity(EntityKind.Group, name)?.Arn,
            "policy" => account.FindEntity(EntityKind.ManagedPolicy, name)?.Arn,
            "instance-profile" => account.FindInstanceProfile(name),
            _ => null,
        };
        return found is not null && Arn.AccountOf(found) == account.Id ? resource with { Value = found, IsApproximate = false } : null;
    }

    private static ResourceId? OfOrganization(Snapshot snapshot, AuthorizationRequest request)
    {
        if (request.Principal.AccountId is not { } caller || snapshot.Organization.PlaceOf(caller) is not { ManagementAccountId: { } management } place)
        {
            return null;
        }

        var resource = request.Resource;
        if (resource.IsAny)
        {
            return resource with { AccountId = management, IsApproximate = false };
        }

        if (!resource.IsApproximate)
        {
            return null;
        }

        var text = resource.Value.Replace($":organizations::{caller}:", $":organizations::{management}:", StringComparison.Ordinal);
        return resource with
        {
            Value = place.OrganizationId is { } organization ? text.Replace("/o-*/", $"/{organization}/", StringComparison.Ordinal) : text,
            AccountId = management,
            IsApproximate = false,
        };
    }
}
