using AccessUndenied.Results;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Says where and by whom a change is made.</summary>
/// <remarks>Source of the permissions: Service Authorization Reference, https://docs.aws.amazon.com/service-authorization/latest/reference/.</remarks>
internal static class ScriptHeading
{
    public static string Of(PolicyChange change, ChangeSubject subject)
    {
        if (subject.Kind == SubjectKind.Session)
        {
            return RemediationMessages.ForSession;
        }

        var isNewPolicy = change.Policy is null;
        var (owner, what, permission) = subject.Kind switch
        {
            SubjectKind.User => ("the account of the user", "its users", "iam:PutUserPolicy"),
            SubjectKind.Role or SubjectKind.UnnamedRole => ("the account of the role", "its roles", "iam:PutRolePolicy"),
            SubjectKind.Group => ("the account of the group", "its groups", "iam:PutGroupPolicy"),
            SubjectKind.Managed => ("the account of the policy", "its managed policies", "iam:CreatePolicyVersion"),
            SubjectKind.NewBoundary => ("the account of the caller", "its managed policies", "iam:CreatePolicy"),
            SubjectKind.PermissionSet => ("the account that administers IAM Identity Center", "its permission sets", "sso:PutInlinePolicyToPermissionSet"),
            SubjectKind.NewServiceControl => ("the management account of the organization", "its policies", "organizations:CreatePolicy, organizations:AttachPolicy"),
            SubjectKind.Organization => ("the management account of the organization", "its policies", "organizations:UpdatePolicy"),
            SubjectKind.VpcEndpoint => ("the account of the VPC endpoint", "its VPC endpoints", "ec2:ModifyVpcEndpoint"),
            SubjectKind.Trust => ("the account of the role", "whom its roles trust", "iam:UpdateAssumeRolePolicy"),
            SubjectKind.Bucket => ("the account of the bucket", "its bucket policies", "s3:PutBucketPolicy"),
            SubjectKind.Key => ("the account of the key", "its KMS keys", "kms:PutKeyPolicy"),
            SubjectKind.Queue => ("the account of the queue", "its queues", "sqs:SetQueueAttributes"),
            SubjectKind.Topic => ("the account of the topic", "its topics", "sns:SetTopicAttributes"),
            SubjectKind.Secret => ("the account of the secret", "its secrets", "secretsmanager:PutResourcePolicy"),
            SubjectKind.Repository => ("the account of the repository", "its repositories", "ecr:SetRepositoryPolicy"),
            SubjectKind.Table => ("the account of the table", "its tables", "dynamodb:PutResourcePolicy"),
            SubjectKind.Function => ("the account of the function", "its functions", "lambda:AddPermission"),
            _ => ("the account of the resource", "the resource's policy", "the permission of its service to write policies"),
        };
        var place = RemediationMessages.Place(change.AccountId, owner, subject.IsRegional ? change.Region : null, subject.IsRegional, what, permission);
        return subject.Kind switch
        {
            SubjectKind.Managed when !isNewPolicy => $"{place} {RemediationMessages.ManagedVersions}",
            SubjectKind.NewBoundary => $"{place} {RemediationMessages.SetBoundary}",
            SubjectKind.PermissionSet => $"{place} {RemediationMessages.PermissionSetVariables}",
            _ => place,
        };
    }
}
