using System.Collections.Frozen;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Finds a resource's owner and reduces the resource to what decides which policies it has.</summary>
internal static class CarrierSearch
{
    public static ResourceKey Of(Snapshot snapshot, AuthorizationRequest request, string? caller)
    {
        var resource = request.Resource;
        if (resource.AccountId is { } management && management != caller && OrganizationCalls.IsOfManagementAccount(request.Action))
        {
            return new(resource.Value ?? "*", management, ResourceUse.Delegation);
        }

        if (resource.IsAny)
        {
            // Such actions count as the caller's own (EVAL-13, RCP-05).
            return new("*", resource.AccountId ?? caller, ResourceUse.Ordinary);
        }

        var arn = Arn.OrNone(resource.Value);
        var owner = resource.AccountId ?? OwnerOf(snapshot, resource.Value, arn, caller);
        return arn.Service switch
        {
            "s3" when arn.AccountId.IsEmpty && arn.Resource.Contains('/') && ObjectTags.AreOfVersion(request.Action) => new(resource.Value, owner, ResourceUse.ObjectVersion),
            "s3" when arn.AccountId.IsEmpty => new(WithoutKey(snapshot, resource.Value, arn, owner), owner, ResourceUse.Ordinary),
            "iam" => new(resource.Value, owner, UseOfEntity(request.Action)),
            "kms" => new(resource.Value, owner, IsAboutAlias(request.Action) ? ResourceUse.AliasItself : ResourceUse.Ordinary),
            _ => new(resource.Value, owner, ResourceUse.Ordinary),
        };
    }

    private static string? OwnerOf(Snapshot snapshot, string resource, Arn arn, string? caller)
    {
        if (AccountIds.IsAccountId(arn.AccountId))
        {
            return arn.AccountId.ToString();
        }

        // AWS's managed policies count as the caller's own (EVAL-13).
        if (!arn.IsArn || arn.AccountId.SequenceEqual("aws"))
        {
            return caller;
        }

        var carrier = PolicyCarriers.Of(resource);
        var listed = snapshot.FindOwner(resource) ?? (carrier.IsNone ? null : snapshot.FindOwner(carrier.Arn));
        if (listed is not null)
        {
            return listed.Id;
        }

        // Buckets alone are shared between accounts under names without an account, and one whose name is not known is anybody's; APIs, hosted zones and the like are seen by their owners.
        return arn.Service.SequenceEqual("s3") ? null : caller;
    }

    private static string WithoutKey(Snapshot snapshot, string resource, Arn arn, string? owner)
    {
        var slash = arn.Resource.IndexOf('/');
        if (slash < 0)
        {
            return resource;
        }

        var account = owner is null ? null : snapshot.FindAccount(owner);
        return account?.FindTags(resource) is null && account?.HasMissed(resource) != true ? resource[..(arn.ResourceStart + slash + 1)] : resource;
    }

    private static ResourceUse UseOfEntity(string action)
    {
        if (action.StartsWith("sts:", StringComparison.OrdinalIgnoreCase))
        {
            return ResourceUse.Trust;
        }

        return BoundaryActions.TellOfPresentOne(action) ? ResourceUse.BoundaryOfEntity : ResourceUse.Ordinary;
    }

    private static bool IsAboutAlias(string action) =>
        action.EndsWith("Alias", StringComparison.OrdinalIgnoreCase) || action.EndsWith(":ListAliases", StringComparison.OrdinalIgnoreCase);
}
