using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>What carries the policies that have, had or will have a say in a request, each with the layer in which it has it.</summary>
internal static class RelevantCarriers
{
    /// <summary>Finds them for <paramref name="request"/>.</summary>
    public static Dictionary<string, PolicyLayer> Of(HistoryIndex index, AuthorizationRequest request, PolicySet policies, Func<string, bool> isControl)
    {
        var carriers = new Dictionary<string, PolicyLayer>(StringComparer.Ordinal);
        var principal = policies.ResolvedPrincipal ?? request.Principal;
        if (CallerOf(principal) is { } caller)
        {
            AddEntity(index, carriers, caller);
        }

        foreach (var group in policies.CallerGroups.Select(PolicySlot.OfArn).OfType<string>())
        {
            AddEntity(index, carriers, group);
        }

        foreach (var policy in policies.Identity.Concat(policies.SessionPolicies).Select(policy => policy.Id).OfType<string>())
        {
            carriers.TryAdd(policy, PolicyLayer.Identity);
        }

        foreach (var policy in policies.PermissionsBoundaries.Select(policy => policy.Id).OfType<string>())
        {
            carriers.TryAdd(policy, PolicyLayer.PermissionsBoundary);
        }

        AddResource(carriers, request, policies);
        if (request.NetworkEndpointId is { } endpoint)
        {
            carriers.TryAdd(endpoint, PolicyLayer.VpcEndpoint);
        }

        AddOrganization(index, carriers, request, policies, isControl);
        return carriers;
    }

    /// <summary>The carrier that stands for a caller; null for one that is no user or role.</summary>
    public static string? CallerOf(Principal principal)
    {
        if (PolicySlot.OfArn(principal.EntityId) is { } entity)
        {
            return entity;
        }

        return principal is { AccountId: { } account, Name: { } name, Kind: PrincipalKind.RoleSession or PrincipalKind.Role }
            ? PolicySlot.OfEntity(account, Snapshots.EntityKind.Role, name) : PolicySlot.OfArn(principal.Id);
    }

    /// <summary>The carriers that a request names by itself.</summary>
    public static IEnumerable<string> NamedBy(AuthorizationRequest request)
    {
        string?[] named = [CallerOf(request.Principal), PolicySlot.OfArn(request.Resource.Value), request.Resource.Value, request.NetworkEndpointId, request.Resource.AccountId,
        request.Principal.AccountId];
        return named.OfType<string>().Concat(request.Resource.Value is { } arn && Snapshots.PolicyCarriers.Of(arn).Arn is { } carrier ? [carrier] : []);
    }

    /// <summary>The carriers that have a say through what a change did.</summary>
    public static IEnumerable<string> NamedBy(SlotChange change) => change.Slot.Kind switch
    {
        _ when (change.From ?? change.To) is { } other => [other.Carrier],
        SlotKind.Attachment or SlotKind.OrganizationAttachment when change.Slot.Name.Length > 0 => [change.Slot.Name],
        SlotKind.Boundary or SlotKind.OrganizationParent when change.Value is { } value => [value],
        SlotKind.Membership => [PolicySlot.OfEntity(change.Slot.Carrier[..12], Snapshots.EntityKind.Group, change.Slot.Name)],
        _ => [],
    };

    // Also what was attached at another time, and the groups the user was in.
    private static void AddEntity(HistoryIndex index, Dictionary<string, PolicyLayer> carriers, string entity)
    {
        if (!carriers.TryAdd(entity, PolicyLayer.Identity))
        {
            return;
        }

        foreach (var slot in index.SlotsOf(entity))
        {
            if (slot.Kind == SlotKind.Attachment)
            {
                carriers.TryAdd(slot.Name, PolicyLayer.Identity);
            }
            else if (slot.Kind == SlotKind.Membership && entity.Length > 12)
            {
                AddEntity(index, carriers, PolicySlot.OfEntity(entity[..12], Snapshots.EntityKind.Group, slot.Name));
            }
        }

        foreach (var change in index.EventsOf(entity).SelectMany(change => change.Changes).Where(change => change.Slot.Kind == SlotKind.Boundary && change.Value is not null))
        {
            carriers.TryAdd(change.Value!, PolicyLayer.PermissionsBoundary);
        }
    }

    private static void AddResource(Dictionary<string, PolicyLayer> carriers, AuthorizationRequest request, PolicySet policies)
    {
        if (policies.ResourceCarrierId is { } carrier)
        {
            var isRole = PolicySlot.OfArn(carrier) is { } role && role != carrier;
            carriers.TryAdd(isRole ? PolicySlot.OfArn(carrier)! : carrier, isRole ? PolicyLayer.RoleTrust : PolicyLayer.Resource);
        }

        // Its tags may have a say, too.
        if (request.Resource.Value is { } own && PolicySlot.OfArn(own) is null)
        {
            carriers.TryAdd(own, PolicyLayer.Resource);
        }

        if ((policies.ResourceAccountId ?? request.Resource.AccountId) is { } account && request.Action.StartsWith("s3:", StringComparison.OrdinalIgnoreCase))
        {
            carriers.TryAdd(account, PolicyLayer.Resource);
        }
    }

    private static void AddOrganization(
        HistoryIndex index, Dictionary<string, PolicyLayer> carriers, AuthorizationRequest request, PolicySet policies, Func<string, bool> isControl)
    {
        foreach (var (nodes, layer) in new[] { (policies.CallerNodes, PolicyLayer.ServiceControl), (policies.ResourceNodes, PolicyLayer.ResourceControl) })
        {
            foreach (var node in nodes)
            {
                carriers.TryAdd(node, layer);
                foreach (var slot in index.SlotsOf(node).Where(slot => slot.Kind == SlotKind.OrganizationAttachment && slot.Name.Length > 0))
                {
                    carriers.TryAdd(slot.Name, isControl(slot.Name) ? PolicyLayer.ResourceControl : PolicyLayer.ServiceControl);
                }
            }
        }

        foreach (var policy in policies.ServiceControl.Concat(policies.ResourceControl).SelectMany(node => node.Policies))
        {
            // The ARN ends in the id by which calls name it.
            if (policy.Id is { } arn)
            {
                var id = arn[(arn.LastIndexOf('/') + 1)..];
                carriers.TryAdd(id, isControl(id) ? PolicyLayer.ResourceControl : PolicyLayer.ServiceControl);
            }
        }
    }
}
