using System.Collections.Frozen;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>The services whose resources' tags the tagging service tells by their ARNs.</summary>
/// <remarks>Source: Resource Groups Tagging API Reference, "Services that support the Resource Groups Tagging API"; mid 2026.</remarks>
internal static class TaggedServices
{
    private static readonly FrozenSet<string> s_services = new[]
    {
        "acm", "athena", "backup", "cloudtrail", "codeartifact", "codebuild", "dynamodb", "ec2", "ecr", "ecs", "eks", "elasticfilesystem", "es", "events", "glacier", "glue",
        "kinesis", "kms", "lambda", "logs", "rds", "redshift", "s3", "sagemaker", "secretsmanager", "sns", "sqs", "ssm", "states",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool Has(Arn arn) =>
        s_services.Contains(arn.Service.ToString())
        && !(arn.Service is "kms" && arn.ResourceType is "alias")
        && !(arn.Service is "s3" && !arn.AccountId.IsEmpty);
}
