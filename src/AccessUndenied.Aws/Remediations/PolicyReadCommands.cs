namespace AccessUndenied.Aws.Remediations;

/// <summary>The commands that read the policy that stands where another is to be written.</summary>
/// <remarks>Source: AWS CLI Command Reference, the pages of the commands named here; https://docs.aws.amazon.com/cli/latest/reference/.</remarks>
internal static class PolicyReadCommands
{
    /// <summary>The command; null where nothing could be read.</summary>
    public static AwsCommand? Of(ChangeSubject subject)
    {
        var holder = subject.Holder;
        return subject.Kind switch
        {
            SubjectKind.User => Inline("user"),
            SubjectKind.Role => Inline("role"),
            SubjectKind.Group => Inline("group"),
            SubjectKind.Managed => new AwsCommand("iam get-policy-version").With("policy-arn", subject.Arn)
                .WithOutput("version-id", new AwsCommand("iam get-policy").With("policy-arn", subject.Arn).Printing("Policy.DefaultVersionId")).Printing("PolicyVersion.Document", "json"),
            SubjectKind.PermissionSet => new AwsCommand("sso-admin get-inline-policy-for-permission-set").WithVariable("instance-arn", "INSTANCE_ARN")
                .WithVariable("permission-set-arn", "PERMISSION_SET_ARN").Printing("InlinePolicy"),
            SubjectKind.Organization => new AwsCommand("organizations describe-policy").With("policy-id", subject.Arn).Printing("Policy.Content"),
            SubjectKind.VpcEndpoint => new AwsCommand("ec2 describe-vpc-endpoints").With("vpc-endpoint-ids", holder).Printing("VpcEndpoints[0].PolicyDocument"),
            SubjectKind.Trust => new AwsCommand("iam get-role").With("role-name", holder).Printing("Role.AssumeRolePolicyDocument", "json"),
            SubjectKind.Bucket => new AwsCommand("s3api get-bucket-policy").With("bucket", holder).Printing("Policy"),
            SubjectKind.Key => new AwsCommand("kms get-key-policy").With("key-id", holder).With("policy-name", "default").Printing("Policy"),
            SubjectKind.Queue => new AwsCommand("sqs get-queue-attributes").WithOutput("queue-url", QueueUrl(holder)).With("attribute-names", "Policy").Printing("Attributes.Policy"),
            SubjectKind.Topic => new AwsCommand("sns get-topic-attributes").With("topic-arn", holder).Printing("Attributes.Policy"),
            SubjectKind.Secret => new AwsCommand("secretsmanager get-resource-policy").With("secret-id", holder).Printing("ResourcePolicy"),
            SubjectKind.Repository => new AwsCommand("ecr get-repository-policy").With("repository-name", holder).Printing("policyText"),
            SubjectKind.Table => new AwsCommand("dynamodb get-resource-policy").With("resource-arn", holder).Printing("Policy"),
            _ => null,
        };

        AwsCommand Inline(string kind) =>
            new AwsCommand($"iam get-{kind}-policy").With($"{kind}-name", holder).With("policy-name", subject.PolicyName).Printing("PolicyDocument", "json");
    }

    public static AwsCommand QueueUrl(string name) => new AwsCommand("sqs get-queue-url").With("queue-name", name).Printing("QueueUrl");
}
