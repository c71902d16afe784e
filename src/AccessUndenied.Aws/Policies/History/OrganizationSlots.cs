using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Policies.Snapshots;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>The slots of an organization's nodes and policies, in both directions.</summary>
internal static class OrganizationSlots
{
    /// <summary>Reads what <paramref name="node"/> has into <paramref name="slots"/>.</summary>
    public static void Read(OrganizationNode node, Dictionary<PolicySlot, string> slots)
    {
        if (node.Parent is { } parent)
        {
            slots[new(SlotKind.OrganizationParent, node.Id)] = parent;
        }

        foreach (var id in PoliciesOf(node).Select(policy => policy.Id).OfType<string>())
        {
            slots[new(SlotKind.OrganizationAttachment, node.Id, id)] = id;
        }
    }

    /// <summary>The document of a policy that is attached anywhere; null where it is attached nowhere.</summary>
    public static string? DocumentOf(SnapshotContents contents, string policyId) =>
        policyId.StartsWith("p-", StringComparison.Ordinal) && Find(contents, policyId) is { Document: { } document } ? TextOf(document) : null;

    /// <summary>The policy as any node lists it.</summary>
    public static OrganizationPolicy? Find(SnapshotContents contents, string policyId)
    {
        foreach (var policy in contents.Nodes.Values.SelectMany(PoliciesOf))
        {
            if (policy.Id == policyId)
            {
                return policy;
            }
        }

        return null;
    }

    /// <summary>The node as it was at a moment.</summary>
    /// <param name="node">What is nearest to it in time.</param>
    /// <param name="isControl">Whether a policy is a resource control policy.</param>
    /// <param name="attachments">The node's attachments that changed.</param>
    /// <param name="resolve">What a slot held; null for one that has not changed.</param>
    /// <param name="describe">The policy of an id, as a node lists it, with the document of that moment.</param>
    public static OrganizationNode Write(
        OrganizationNode node, Func<string, bool> isControl, IEnumerable<PolicySlot> attachments, Func<PolicySlot, SlotState?> resolve, Func<string, JsonObject?> describe)
    {
        var ids = PoliciesOf(node).Select(policy => policy.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var slot in attachments.Where(slot => slot.Kind == SlotKind.OrganizationAttachment && slot.Name.Length > 0))
        {
            _ = resolve(slot) is { IsKnown: true, Value: not null } ? ids.Add(slot.Name) : ids.Remove(slot.Name);
        }

        JsonSlice Slice(bool ofResources) => EntitySlots.SliceOf(new JsonArray([.. ids.Where(id => isControl(id) == ofResources).Order(StringComparer.Ordinal).Select(describe).OfType<JsonNode>()]));
        return node with
        {
            Parent = resolve(new(SlotKind.OrganizationParent, node.Id)) is { IsKnown: true, Value: { } parent } ? parent : node.Parent,
            ServiceControl = node.ServiceControl is null ? null : Slice(false),
            ResourceControl = node.ResourceControl is null ? null : Slice(true),
        };
    }

    /// <summary>All policies of a node.</summary>
    public static IEnumerable<OrganizationPolicy> PoliciesOf(OrganizationNode node)
    {
        foreach (var list in (IEnumerable<JsonSlice?>)[node.ServiceControl, node.ResourceControl])
        {
            foreach (var policy in list is { } slice ? OrganizationPolicy.ReadList(slice) : [])
            {
                yield return policy;
            }
        }
    }

    private static string? TextOf(JsonSlice document)
    {
        using var json = JsonDocument.Parse(document.Bytes, new() { MaxDepth = SnapshotFile.MaxDepth });
        return DocumentText.Of(json.RootElement);
    }
}
