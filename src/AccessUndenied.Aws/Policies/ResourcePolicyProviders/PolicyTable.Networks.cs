using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

internal static partial class PolicyTable
{
    private static readonly AwsService s_lattice = new("VPC Lattice", "vpc-lattice", "vpc-lattice", AwsProtocol.RestJson, "2022-11-30");
    private static readonly AwsService s_mediaPackage = new("MediaPackageV2", "mediapackagev2", "mediapackagev2", AwsProtocol.RestJson, "2022-12-25");
    private static readonly AwsService s_firewall = new("Network Firewall", "network-firewall", "network-firewall", AwsProtocol.Json10, "2020-11-12")
    {
        Target = "NetworkFirewall_20201112",
    };

    private static readonly AwsService s_waf = new("WAFV2", "wafv2", "wafv2", AwsProtocol.Json11, "2019-07-29") { Target = "AWSWAF_20190729" };

    private static PolicyRow[] Networks { get; } =
    [
        new(
            new("API Gateway", "apigateway", "apigateway", AwsProtocol.RestJson, "2015-07-09"),
            "execute-api", "{api}", "GetRestApi", "GET /restapis/{api}", "policy")
        {
            Words = "REST APIs; allowed on `/restapis/*` alone, since elsewhere it would show API keys",
            Always = new("id"),
            OwnPermission = "apigateway:GET",
            IsEscaped = true,
            Page = "https://docs.aws.amazon.com/apigateway/latest/api/API_GetRestApi.html",
        },
        .. new[] { ("service/{id}", "VPC Lattice services"), ("servicenetwork/{id}", "VPC Lattice service networks") }.Select(kind =>
            new PolicyRow(s_lattice, "vpc-lattice", kind.Item1, "GetAuthPolicy", "GET /authpolicy/{arn}", "policy")
            {
                Words = kind.Item2,
                None = ["ResourceNotFoundException"],
                Always = new("state"),
                InForce = ("state", "Active"),
                Page = "https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_GetAuthPolicy.html",
            }),
        new(s_lattice, "vpc-lattice", "resourceconfiguration/{id}", "GetResourcePolicy", "GET /resourcepolicy/{arn}", "policy")
        {
            Words = "VPC Lattice resource configurations",
            None = ["ResourceNotFoundException"],
            Page = "https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_GetResourcePolicy.html",
        },
        OfResolver("resolver-rule/{id}", "rules of Route 53 Resolver", "GetResolverRulePolicy", "ResolverRulePolicy", "UnknownResourceException"),
        OfResolver(
            "resolver-query-log-config/{id}", "configurations of Route 53 Resolver's query logs", "GetResolverQueryLogConfigPolicy", "ResolverQueryLogConfigPolicy",
            "UnknownResourceException"),
        OfResolver("firewall-rule-group/{id}", "rule groups of DNS firewalls", "GetFirewallRuleGroupPolicy", "FirewallRuleGroupPolicy", "ResourceNotFoundException"),
        new(
            new("Elastic Load Balancing v2", "elasticloadbalancing", "elasticloadbalancing", AwsProtocol.Query, "2015-12-01")
            {
                IsFipsForGovernment = true,
                HasFipsDualStackForGovernment = true,
            },
            "elasticloadbalancing", "truststore/{name}/{id}", "GetResourcePolicy", "ResourceArn={arn}", "Policy")
        {
            Words = "trust stores of load balancers",
            None = ["ResourceNotFound"],
            Page = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_GetResourcePolicy.html",
        },
        .. new[] { ("firewall-policy/{name}", "firewall policies"), ("stateful-rulegroup/{name}", "stateful rule groups"), ("stateless-rulegroup/{name}", "stateless rule groups") }
            .Select(kind => new PolicyRow(s_firewall, "network-firewall", kind.Item1, "DescribeResourcePolicy", "ResourceArn={arn}", "Policy")
            {
                Words = kind.Item2,
                None = ["ResourceNotFoundException"],
                Page = "https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_DescribeResourcePolicy.html",
            }),
        .. new[] { ("regional/rulegroup/{name}/{id}", "rule groups of WAF in a region"), ("global/rulegroup/{name}/{id}", "rule groups of WAF for CloudFront") }
            .Select(kind => new PolicyRow(s_waf, "wafv2", kind.Item1, "GetPermissionPolicy", "ResourceArn={arn}", "Policy")
            {
                Words = kind.Item2,
                None = ["WAFNonexistentItemException"],
                Page = "https://docs.aws.amazon.com/waf/latest/APIReference/API_GetPermissionPolicy.html",
            }),
        new(
            s_mediaPackage, "mediapackagev2", "channelGroup/{group}/channel/{channel}/originEndpoint/{endpoint}", "GetOriginEndpointPolicy",
            "GET /channelGroup/{group}/channel/{channel}/originEndpoint/{endpoint}/policy", "Policy")
        {
            Words = "origin endpoints of media channels",
            None = ["ResourceNotFoundException"],
            Page = "https://docs.aws.amazon.com/mediapackage/latest/APIReference/API_GetOriginEndpointPolicy.html",
        },
        new(s_mediaPackage, "mediapackagev2", "channelGroup/{group}/channel/{channel}", "GetChannelPolicy", "GET /channelGroup/{group}/channel/{channel}/policy", "Policy")
        {
            Words = "media channels",
            None = ["ResourceNotFoundException"],
            Page = "https://docs.aws.amazon.com/mediapackage/latest/APIReference/API_GetChannelPolicy.html",
        },
    ];

    private static PolicyRow OfResolver(string resource, string words, string operation, string policy, string none) => new(
        new("Route53Resolver", "route53resolver", "route53resolver", AwsProtocol.Json11, "2018-04-01")
        {
            IsFipsForGovernment = true,
            HasFipsDualStackForGovernment = true,
            Target = "Route53Resolver",
        },
        "route53resolver", resource, operation, "Arn={arn}", policy)
    {
        Words = words,
        None = [none],
        Page = $"https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_{operation}.html",
    };
}
