using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Which policies have statements without a <c>Resource</c> element, and are refused with one.</summary>
/// <remarks>
/// Rules: TYPE-09, TYPE-12. All others name a resource. Those of S3, SNS, SQS, Lambda, Secrets Manager, DynamoDB, EFS and API Gateway name it by its ARN. Those of keys, and of domains and
/// repositories of CodeArtifact, may say <c>*</c> for what carries them, and its ARN does as well:
/// https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html and https://docs.aws.amazon.com/codeartifact/latest/ug/repo-policies.html. The examples for public
/// repositories have <c>*</c>: https://docs.aws.amazon.com/AmazonECR/latest/public/public-repository-policy-examples.html.
/// </remarks>
internal static class ResourceElements
{
    // SetRepositoryPolicy answers "Invalid repository policy provided"; the policy of a whole registry, which is none of a repository, names repositories.
    // https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html and https://github.com/awsdocs/amazon-ecr-user-guide/pull/20
    private static readonly (string Service, string Type)[] s_without = [("ecr", "repository/")];

    public static bool AreNamed(PolicyLayer layer, string? target) => layer switch
    {
        PolicyLayer.RoleTrust => false,
        PolicyLayer.Resource => Arn.OrNone(target) is not { IsArn: true } arn || !Array.Exists(s_without, row => IsFor(row, arn)),
        _ => true,
    };

    private static bool IsFor((string Service, string Type) row, Arn arn) => arn.Service.SequenceEqual(row.Service) && arn.Resource.StartsWith(row.Type, StringComparison.Ordinal);
}
