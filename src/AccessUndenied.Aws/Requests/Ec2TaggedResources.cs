using System.Collections.Frozen;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>What <c>CreateTags</c>, <c>DeleteTags</c> and <c>CreateFlowLogs</c> are about: ids of any kind, which the id's beginning tells.</summary>
/// <remarks>Source: Amazon EC2 User Guide, "Resource IDs"; Service Authorization Reference, "Amazon EC2", formats of the types.</remarks>
internal static class Ec2TaggedResources
{
    private const int MostResources = 100;

    // The log, which is made, and the networks whose traffic it is to hold. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
    private const string FlowLogs = "CreateFlowLogs";

    private static readonly FrozenDictionary<string, string> s_types = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["acl"] = "network-acl",
        ["ami"] = "image",
        ["cgw"] = "customer-gateway",
        ["cr"] = "capacity-reservation",
        ["dopt"] = "dhcp-options",
        ["eigw"] = "egress-only-internet-gateway",
        ["eipalloc"] = "elastic-ip",
        ["eni"] = "network-interface",
        ["fl"] = "vpc-flow-log",
        ["fleet"] = "fleet",
        ["h"] = "dedicated-host",
        ["i"] = "instance",
        ["igw"] = "internet-gateway",
        ["key"] = "key-pair",
        ["lt"] = "launch-template",
        ["nat"] = "natgateway",
        ["pcx"] = "vpc-peering-connection",
        ["pg"] = "placement-group",
        ["pl"] = "prefix-list",
        ["rtb"] = "route-table",
        ["sfr"] = "spot-fleet-request",
        ["sg"] = "security-group",
        ["sgr"] = "security-group-rule",
        ["sir"] = "spot-instances-request",
        ["snap"] = "snapshot",
        ["subnet"] = "subnet",
        ["tgw"] = "transit-gateway",
        ["tgw-attach"] = "transit-gateway-attachment",
        ["tgw-rtb"] = "transit-gateway-route-table",
        ["vgw"] = "vpn-gateway",
        ["vol"] = "volume",
        ["vpc"] = "vpc",
        ["vpce"] = "vpc-endpoint",
        ["vpce-svc"] = "vpc-endpoint-service",
        ["vpn"] = "vpn-connection",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal static List<FoundResource>? Find(CatalogAction action, ResourceSearch search)
    {
        if (action.Service != "ec2" || action.Name is not ("CreateTags" or "DeleteTags" or FlowLogs))
        {
            return null;
        }

        var found = new List<FoundResource>();
        if (action.Name == FlowLogs)
        {
            found.Add(new(search.Identify($"arn:{search.Place.Partition}:ec2:{search.Place.Region}:{search.Place.AccountId ?? "*"}:vpc-flow-log/*"), Certainty.Likely, RequestMessages.FromType));
        }
        foreach (var member in search.Members)
        {
            if (member.Folded is "resourceid" or "resources" or "resource" && found.Count < MostResources && ArnOf(member.Value, search.Place) is { } arn)
            {
                found.Add(new(search.Identify(arn), Certainty.Likely, RequestMessages.FromParameters));
            }
        }

        return found.Count > 0 ? found : null;
    }

    /// <summary>The ARN of what has an id of this kind; null where the beginning of the id is not known.</summary>
    internal static string? ArnOf(string id, in ArnPlace place)
    {
        if (id.LastIndexOf('-') is not (> 0 and var dash) || !s_types.TryGetValue(id[..dash], out var type))
        {
            return null;
        }

        // Images and snapshots carry no account.
        var account = type is "image" or "snapshot" ? "" : place.AccountId ?? "*";
        return $"arn:{place.Partition}:ec2:{place.Region}:{account}:{type}/{id}";
    }
}
