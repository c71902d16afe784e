using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>New load balancers: the request's <c>type</c> says of which kind, and a classic one has a name alone.</summary>
/// <remarks>Source: Elastic Load Balancing API Reference (2015-12-01), CreateLoadBalancer; Service Authorization Reference, "AWS Elastic Load Balancing V2".</remarks>
internal static class LoadBalancers
{
    internal static List<FoundResource>? Find(CatalogAction action, ResourceSearch search)
    {
        if (action.Service != "elasticloadbalancing" || action.Name != "CreateLoadBalancer" || search.Parameters.Text("name") is not { Length: > 0 } name)
        {
            return null;
        }

        var kind = search.Parameters.Text("type") switch
        {
            "network" => "net",
            "gateway" => "gwy",
            _ => "app",
        };
        var place = search.Place;
        return [new(search.Identify($"arn:{place.Partition}:elasticloadbalancing:{place.Region}:{place.AccountId ?? "*"}:loadbalancer/{kind}/{name}/*"), Certainty.Likely,
            RequestMessages.FromParameters)];
    }
}
