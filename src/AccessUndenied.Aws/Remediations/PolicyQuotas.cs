using System.Collections.Frozen;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>How long policies may be, in characters without white space, and how many there may be in one place.</summary>
/// <remarks>
/// Rules: LIM-01, LIM-02, LIM-06. Sources:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM User Guide, "IAM and AWS STS quotas"</see>: inline policies count together,
/// per user, group and role; 10 managed policies can be attached to each by default, which can be raised.
/// <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html">Organizations User Guide, "Quotas and service limits"</see>: ten service control
/// policies at each node and 10,240 characters each, since May 2026; five resource control policies and 5,120.
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html">S3 User Guide, "Bucket policies"</see>: 20 KB.
/// </remarks>
internal static class PolicyQuotas
{
    private const int OfRole = 10_240;
    private const int OfManagedPolicy = 6_144;

    // Of a queue's policy.
    private const int MostPrincipals = 50;
    private const int MostConditions = 10;
    private const int MostActions = 7;

    // Rule: LIM-08. Of other services no page says more than the 20 KB that most take.
    private static readonly FrozenDictionary<string, (int Characters, int? Statements)> s_byService = new Dictionary<string, (int, int?)>
    {
        ["sqs"] = (8_192, 20), // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html
        ["kms"] = (32_768, null), // https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
        ["sns"] = (30_720, null), // https://docs.aws.amazon.com/general/latest/gr/sns.html
        ["events"] = (10_240, null), // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
        ["glue"] = (10_240, null), // https://docs.aws.amazon.com/glue/latest/webapi/API_PutResourcePolicy.html
        ["ecr"] = (10_240, null), // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html
        ["elasticfilesystem"] = (20_000, null), // https://docs.aws.amazon.com/efs/latest/ug/API_PutFileSystemPolicy.html
        ["logs"] = (5_120, null), // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html
        ["execute-api"] = (8_192, null), // https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
        ["apigateway"] = (8_192, null),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static int? LongestPolicy(PolicyLayer layer, PolicyOrigin origin) => layer switch
    {
        PolicyLayer.Identity => origin == PolicyOrigin.Inline ? OfRole : OfManagedPolicy,
        PolicyLayer.PermissionsBoundary => OfManagedPolicy,
        PolicyLayer.Session or PolicyLayer.RoleTrust => 2_048,
        PolicyLayer.ServiceControl => 10_240,
        PolicyLayer.ResourceControl => 5_120,
        PolicyLayer.VpcEndpoint or PolicyLayer.Resource => 20_480,
        _ => null,
    };

    /// <summary>The same for the policy of one resource, whose service may have a limit of its own.</summary>
    public static int? LongestPolicy(PolicyLayer layer, PolicyOrigin origin, string? target) =>
        layer == PolicyLayer.Resource && OfService(target) is { } own ? own.Characters : LongestPolicy(layer, origin);

    /// <summary>How many statements the policy of <paramref name="target"/> may have; null where no limit is known.</summary>
    public static int? MostStatements(PolicyLayer layer, string? target) => layer == PolicyLayer.Resource ? OfService(target)?.Statements : null;

    /// <summary>What of a queue's policy is beyond what SQS accepts besides its length and statements.</summary>
    /// <remarks>Source: <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html"/>.</remarks>
    public static string? Beyond(PolicyLayer layer, string? target, string document)
    {
        if (layer != PolicyLayer.Resource || Arn.OrNone(target ?? "") is not { IsArn: true, Service: "sqs" })
        {
            return null;
        }

        var statements = PolicyDocument.Parse(document).Statements;
        var principals = statements.Sum(statement => statement.Principals?.Entries.Count ?? 0);
        var conditions = statements.Sum(statement => statement.Conditions.Count);
        var actions = statements.Select(statement => statement.Actions?.Values.Count ?? 0).DefaultIfEmpty().Max();
        return principals > MostPrincipals ? $"{principals} principals, more than the {MostPrincipals}"
            : conditions > MostConditions ? $"{conditions} conditions, more than the {MostConditions}"
            : actions > MostActions ? $"{actions} actions in a statement, more than the {MostActions}"
            : null;
    }

    private static (int Characters, int? Statements)? OfService(string? target) =>
        Arn.OrNone(target ?? "") is { IsArn: true } arn && s_byService.TryGetValue(arn.Service.ToString(), out var own) ? own : null;

    /// <summary>What the inline policies of <paramref name="entity"/>, an ARN, may have together; null where it is no user, group or role.</summary>
    public static int? LongestTogether(PolicyLayer layer, string? entity)
    {
        if (layer != PolicyLayer.Identity || Arn.OrNone(entity ?? "") is not { IsArn: true, Service: "iam" } arn)
        {
            return null;
        }

        return arn.Resource switch
        {
            var name when name.StartsWith("user/", StringComparison.Ordinal) => 2_048,
            var name when name.StartsWith("group/", StringComparison.Ordinal) => 5_120,
            var name when name.StartsWith("role/", StringComparison.Ordinal) => OfRole,
            _ => null,
        };
    }

    /// <summary>How many policies of <paramref name="layer"/> a node of the organization carries at most; null for other layers.</summary>
    public static int? MostPolicies(PolicyLayer layer) => layer switch
    {
        PolicyLayer.ServiceControl => 10,
        PolicyLayer.ResourceControl => 5,
        _ => null,
    };
}
