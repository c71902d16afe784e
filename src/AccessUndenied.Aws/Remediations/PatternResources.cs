using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Resources with a wildcard of AWS's own, because the name that AWS will give is not known when permission is asked for.</summary>
/// <remarks>
/// Everywhere else an asterisk is a character of a name, which whoever calls may have chosen.
/// Source: the guides of the services, in which policies for creating such resources end with <c>/*</c> or <c>:*</c>, and the Service Authorization Reference.
/// </remarks>
internal static class PatternResources
{
    // The service, and the start of the resource up to which the caller says nothing; the last part is the star.
    private static readonly (string Service, string Type, string Page)[] s_types =
    [
        ("ec2", "", "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ExamplePolicies_EC2.html"),
        ("elasticloadbalancing", "", "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/load-balancer-authentication-access-control.html"),
        ("autoscaling", "", "https://docs.aws.amazon.com/autoscaling/ec2/userguide/control-access-using-iam.html"),
        ("apigateway", "", "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-iam-policy-examples.html"),
        ("logs", "log-group:", "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html"),
        ("cloudformation", "stack/", "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html"),
        ("cloudformation", "stackset/", "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html"),
        ("wafv2", "", "https://docs.aws.amazon.com/waf/latest/developerguide/security_iam_service-with-iam.html"),
        ("ecs", "task-definition/", "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_id-based-policy-examples.html"),
        ("imagebuilder", "", "https://docs.aws.amazon.com/imagebuilder/latest/userguide/security_iam_id-based-policy-examples.html"),
        ("rds", "auto-backup:", "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/security_iam_id-based-policy-examples.html"),
        ("cloudfront", "", "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/security_iam_service-with-iam.html"),
        ("rds", "", "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/security_iam_id-based-policy-examples.html"),
        ("redshift", "", "https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-iam-access-control-identity-based.html"),
        ("elasticache", "", "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/IAM.ResourceLevelPermissions.html"),
        ("memorydb", "", "https://docs.aws.amazon.com/memorydb/latest/devguide/iam.resourcelevelpermissions.html"),
        ("dms", "", "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.FineGrainedAccess.html"),
        ("globalaccelerator", "", "https://docs.aws.amazon.com/global-accelerator/latest/dg/security_iam_service-with-iam.html"),
    ];

    // Calls that list or make something, for which the guides have the star; in other calls the caller names what it means.
    private static readonly string[] s_making = ["Describe", "List", "Run", "Create", "Request", "Allocate", "Import", "Copy", "Register", "AddTags", "TagResource", "Purchase", "Provision",
        "Launch", "PutMethod", "POST", "PUT", "GET"];

    public static bool Contains(AuthorizationRequest request)
    {
        if (request.HasNamedWildcards || !Arn.TryParse(request.Resource.Value, out var arn) || arn.Region.IndexOfAny('*', '?') >= 0 || arn.AccountId.IndexOfAny('*', '?') >= 0)
        {
            return false;
        }

        var (service, resource) = (arn.Service.ToString(), arn.Resource.ToString());
        if (HasGivenPart(service, resource) || (request.IsOfRefusal && HasOpenEnd(resource)))
        {
            return true;
        }

        var action = ActionName.NameOf(request.Action).ToString();
        var makes = service is "logs" or "ecs" || Array.Exists(s_making, verb => action.StartsWith(verb, StringComparison.OrdinalIgnoreCase));
        return makes && Array.Exists(s_types, type => type.Service == service && resource.StartsWith(type.Type, StringComparison.Ordinal)) && HasWholeStars(resource);
    }

    /// <summary>The resource as a policy names it where a wildcard in it is AWS's own: wildcards and variables of names are escaped; null where none is AWS's.</summary>
    public static string? PatternOf(AuthorizationRequest request)
    {
        var resource = request.Resource.ToString();
        return Contains(request) ? resource.Replace("${", "${$}{", StringComparison.Ordinal)
            : Secrets.IsNamedOpenly(resource) ? Escaped(resource[..^Secrets.OpenSuffix.Length]) + Secrets.OpenSuffix
            : null;
    }

    /// <summary>Whether the name of what is meant is known, and AWS's own part of it alone is not, whatever is done with it.</summary>
    public static bool IsNamedUpToGivenPart(AuthorizationRequest request)
    {
        if (request.HasNamedWildcards || !Arn.TryParse(request.Resource.Value, out var arn))
        {
            return false;
        }

        var (service, resource) = (arn.Service.ToString(), arn.Resource.ToString());
        return Array.Exists(s_types, type => type.Service == service && resource.StartsWith(type.Type, StringComparison.Ordinal)) && HasWholeStars(resource)
            && resource.Split('/', ':') is [_, not "*", _, ..];
    }

    private static string Escaped(string name) => name.Replace("${", "$\0{", StringComparison.Ordinal)
        .Replace("*", "${*}", StringComparison.Ordinal).Replace("?", "${?}", StringComparison.Ordinal).Replace("$\0{", "${$}{", StringComparison.Ordinal);

    // The random part that AWS puts into the names of secrets and of Auto Scaling groups.
    private static bool HasGivenPart(string service, string resource)
    {
        const string Group = "autoScalingGroup:*:autoScalingGroupName/";
        var name = service == "autoscaling" && resource.StartsWith(Group, StringComparison.Ordinal) ? resource[Group.Length..]
            : service == "secretsmanager" && resource.EndsWith(Secrets.OpenSuffix, StringComparison.Ordinal) ? resource[..^Secrets.OpenSuffix.Length]
            : null;
        return name?.AsSpan().IndexOfAny('*', '?') < 0;
    }

    // What a service writes below a path that its page names; the names before it have no star of their own.
    private static bool HasOpenEnd(string resource) =>
        resource[^1] == '*' && resource.Length > 1 && resource[^2] is '/' or ':' && resource.AsSpan()[..^1].IndexOfAny('*', '?') < 0;

    private static bool HasWholeStars(string resource)
    {
        var parts = resource.Split('/', ':');
        return parts.Length > 1 && parts[0] != "*" && parts.Contains("*") && parts.All(part => part == "*" || part.AsSpan().IndexOfAny('*', '?') < 0);
    }
}
