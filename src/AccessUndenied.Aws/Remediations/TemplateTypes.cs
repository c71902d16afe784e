using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Remediations;

/// <summary>The resource types of every kind of subject.</summary>
/// <remarks>
/// Sources. Terraform: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ and the type without <c>aws_</c>, sections
/// "Argument Reference" (what is required, what "forces new resource") and "Import". <c>aws_organizations_policy</c> is a service control policy
/// where it states no <c>type</c>; <c>aws_iam_policy</c> has the path <c>/</c> where it states none, and a <c>description</c> that cannot change.
/// CloudFormation: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ and the page of the type, "Required" and "Update
/// requires: Replacement", with <c>primaryIdentifier</c> and <c>createOnlyProperties</c> of the type's schema.
/// | type                                 | required                  | update means replacement            | identifier            |
/// | AWS::IAM::UserPolicy (Role-, Group-) | PolicyName, UserName      | PolicyName, UserName                | PolicyName, UserName  |
/// | AWS::IAM::ManagedPolicy              | PolicyDocument            | ManagedPolicyName, Path, Description | PolicyArn            |
/// | AWS::Organizations::Policy           | Name, Type, Content       | Type                                | Id                    |
/// | AWS::S3::BucketPolicy                | Bucket, PolicyDocument    | Bucket                              | Bucket                |
/// | AWS::SQS::QueueInlinePolicy          | Queue, PolicyDocument     | Queue                               | Queue                 |
/// | AWS::SNS::TopicInlinePolicy          | TopicArn, PolicyDocument  | TopicArn                            | TopicArn              |
/// | AWS::SecretsManager::ResourcePolicy  | SecretId, ResourcePolicy  | SecretId                            | Id                    |
/// Of AWS::IAM::Role, AWS::KMS::Key, AWS::ECR::Repository, AWS::DynamoDB::Table, AWS::EC2::VPCEndpoint and AWS::SSO::PermissionSet the policy is
/// one property among others, and nothing that names the resource may be set beside it: a name that the template did not state means a replacement.
/// </remarks>
internal static class TemplateTypes
{
    private const string ServiceControl = "SERVICE_CONTROL_POLICY";
    private const string ResourceControl = "RESOURCE_CONTROL_POLICY";

    private static readonly string[] s_described = ["description", "tags", "tags_all"];

    public static TemplateType Of(PolicyChange change, ChangeSubject subject) => subject.Kind switch
    {
        SubjectKind.User => Inline("user", "User", subject),
        SubjectKind.Role => Inline("role", "Role", subject),
        SubjectKind.Group => Inline("group", "Group", subject),
        SubjectKind.Managed => Managed(subject),
        SubjectKind.NewBoundary => new()
        {
            Terraform = "aws_iam_policy",
            Arguments = [("name", subject.PolicyName + "-own")],
            CloudFormation = "AWS::IAM::ManagedPolicy",
            Properties = [("ManagedPolicyName", subject.PolicyName + "-own")],
        },
        SubjectKind.PermissionSet => new()
        {
            Terraform = "aws_ssoadmin_permission_set_inline_policy",
            Argument = "inline_policy",
            CloudFormation = "AWS::SSO::PermissionSet",
            Property = "InlinePolicy",
            IsPart = true,
        },
        SubjectKind.NewServiceControl or SubjectKind.Organization => OfOrganization(subject, change.Layer == PolicyLayer.ResourceControl ? ResourceControl : ServiceControl),
        SubjectKind.VpcEndpoint => new()
        {
            Terraform = "aws_vpc_endpoint_policy",
            Arguments = [("vpc_endpoint_id", subject.Holder)],
            ImportId = subject.Holder,
            CloudFormation = "AWS::EC2::VPCEndpoint",
            IsPart = true,
        },
        SubjectKind.Trust => new() { CloudFormation = "AWS::IAM::Role", Property = "AssumeRolePolicyDocument", IsPart = true },
        _ => OfResource(subject),
    };

    private static TemplateType OfResource(ChangeSubject subject) => subject.Kind switch
    {
        SubjectKind.Bucket => new()
        {
            Terraform = "aws_s3_bucket_policy",
            Arguments = [("bucket", subject.Holder)],
            ImportId = subject.Holder,
            CloudFormation = "AWS::S3::BucketPolicy",
            Properties = [("Bucket", subject.Holder)],
            Identifier = [("Bucket", subject.Holder)],
        },

        // The provider keeps the key's id; its ARN in that place would be another key to it.
        SubjectKind.Key => new()
        {
            Terraform = "aws_kms_key_policy",
            Arguments = [("key_id", LastOf(subject.Arn))],
            ImportId = LastOf(subject.Arn),
            CloudFormation = "AWS::KMS::Key",
            Property = "KeyPolicy",
            IsPart = true,
        },
        SubjectKind.Queue => new()
        {
            Terraform = "aws_sqs_queue_policy",
            Arguments = [("queue_url", QueueUrl(subject.Arn))],
            ImportId = QueueUrl(subject.Arn),
            CloudFormation = "AWS::SQS::QueueInlinePolicy",
            Properties = [("Queue", QueueUrl(subject.Arn))],
            Identifier = [("Queue", QueueUrl(subject.Arn))],
        },
        SubjectKind.Topic => new()
        {
            Terraform = "aws_sns_topic_policy",
            Arguments = [("arn", subject.Arn)],
            ImportId = subject.Arn,
            CloudFormation = "AWS::SNS::TopicInlinePolicy",
            Properties = [("TopicArn", subject.Arn)],
            Identifier = [("TopicArn", subject.Arn)],
        },
        SubjectKind.Secret => new()
        {
            Terraform = "aws_secretsmanager_secret_policy",
            Arguments = [("secret_arn", subject.Arn)],
            ImportId = subject.Arn,
            CloudFormation = "AWS::SecretsManager::ResourcePolicy",
            Properties = [("SecretId", subject.Arn)],
            Property = "ResourcePolicy",
            Identifier = [("Id", subject.Arn)],
        },
        SubjectKind.Repository => new()
        {
            Terraform = "aws_ecr_repository_policy",
            Arguments = [("repository", subject.Holder)],
            ImportId = subject.Holder,
            CloudFormation = "AWS::ECR::Repository",
            Property = "RepositoryPolicyText",
            IsPart = true,
        },
        SubjectKind.Table => new()
        {
            Terraform = "aws_dynamodb_resource_policy",
            Arguments = [("resource_arn", subject.Arn)],
            ImportId = subject.Arn,
            CloudFormation = "AWS::DynamoDB::Table",
            Property = "ResourcePolicy",
            IsPart = true,
        },
        _ => new(),
    };

    private static TemplateType Inline(string argument, string property, ChangeSubject subject) => new()
    {
        Terraform = $"aws_iam_{argument}_policy",
        Arguments = [("name", subject.PolicyName), (argument, subject.Holder)],
        ImportId = $"{subject.Holder}:{subject.PolicyName}",
        CloudFormation = $"AWS::IAM::{property}Policy",
        Properties = [("PolicyName", subject.PolicyName), ($"{property}Name", subject.Holder)],
        Identifier = [("PolicyName", subject.PolicyName), ($"{property}Name", subject.Holder)],
    };

    private static TemplateType Managed(ChangeSubject subject)
    {
        var path = PathOf(subject.Arn);
        return new()
        {
            Terraform = "aws_iam_policy",
            Arguments = [("name", subject.PolicyName), ("path", path)],
            ImportId = subject.Arn,
            Untold = s_described,
            CloudFormation = "AWS::IAM::ManagedPolicy",
            Properties = [("ManagedPolicyName", subject.PolicyName), ("Path", path)],
            Identifier = [("PolicyArn", subject.Arn)],
        };
    }

    private static TemplateType OfOrganization(ChangeSubject subject, string type) => new()
    {
        Terraform = "aws_organizations_policy",
        Arguments = [("name", subject.PolicyName), ("type", type)],
        Argument = "content",
        ImportId = subject.Arn,
        Untold = s_described,
        CloudFormation = "AWS::Organizations::Policy",
        Properties = [("Name", subject.PolicyName), ("Type", type)],
        Property = "Content",
        Identifier = [("Id", subject.Arn)],
    };

    // arn:aws:iam::123456789012:policy/team/name
    private static string PathOf(string arn)
    {
        var (first, last) = (arn.IndexOf('/', StringComparison.Ordinal), arn.LastIndexOf('/'));
        return last > first ? arn[first..(last + 1)] : "/";
    }

    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html
    private static string QueueUrl(string arn) =>
        Arn.FieldsOf(arn) is [_, var partition, _, var region, var account, var name] ? $"https://sqs.{region}.{Clients.AwsEndpoints.SuffixOf(partition)}/{account}/{name}" : arn;

    private static string LastOf(string arn) => arn[(arn.LastIndexOf('/') + 1)..];
}
