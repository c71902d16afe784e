using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Knows which calls use the KMS key of their resource, with the permissions of the caller (DEP-11).</summary>
/// <remarks>Source: the pages on encryption at rest of each service, named beside its rows.</remarks>
internal static class EncryptedResources
{
    private static readonly (string Action, string Key)[] s_calls =
    [
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
        ("s3:GetObject", "kms:Decrypt"), ("s3:GetObjectVersion", "kms:Decrypt"), ("s3:PutObject", "kms:GenerateDataKey (and kms:Decrypt for uploads in parts)"),

        // https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
        ("secretsmanager:GetSecretValue", "kms:Decrypt"), ("secretsmanager:BatchGetSecretValue", "kms:Decrypt"),
        ("secretsmanager:PutSecretValue", "kms:GenerateDataKey and kms:Decrypt"), ("secretsmanager:CreateSecret", "kms:GenerateDataKey and kms:Decrypt"),
        ("secretsmanager:UpdateSecret", "kms:GenerateDataKey and kms:Decrypt"),

        // https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
        ("ssm:GetParameter", "kms:Decrypt"), ("ssm:GetParameters", "kms:Decrypt"), ("ssm:GetParametersByPath", "kms:Decrypt"),
        ("ssm:GetParameterHistory", "kms:Decrypt"), ("ssm:PutParameter", "kms:Encrypt or kms:GenerateDataKey"),

        // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
        ("sqs:SendMessage", "kms:GenerateDataKey and kms:Decrypt"), ("sqs:ReceiveMessage", "kms:Decrypt"),

        // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
        ("sns:Publish", "kms:GenerateDataKey and kms:Decrypt"),

        // https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html
        ("kinesis:PutRecord", "kms:GenerateDataKey"), ("kinesis:PutRecords", "kms:GenerateDataKey"), ("kinesis:GetRecords", "kms:Decrypt"),

        // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
        ("dynamodb:GetItem", "kms:Decrypt"), ("dynamodb:Query", "kms:Decrypt"), ("dynamodb:Scan", "kms:Decrypt"), ("dynamodb:PutItem", "kms:Decrypt"),
        ("dynamodb:UpdateItem", "kms:Decrypt"), ("dynamodb:CreateTable", "kms:DescribeKey and kms:CreateGrant"),

        // https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html
        ("ec2:AttachVolume", "kms:Decrypt and kms:CreateGrant"), ("ec2:CreateVolume", "kms:GenerateDataKeyWithoutPlaintext and kms:CreateGrant"),
        ("ec2:RunInstances", "kms:GenerateDataKeyWithoutPlaintext and kms:CreateGrant"), ("ec2:CopySnapshot", "kms:ReEncrypt* and kms:CreateGrant"),
        ("ec2:StartInstances", "kms:CreateGrant"),

        // https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
        ("ecr:CreateRepository", "kms:DescribeKey and kms:CreateGrant"), ("ecr:GetDownloadUrlForLayer", "kms:Decrypt"),
    ];

    /// <summary>That the key may have refused; null where the call uses none, or was itself one of KMS.</summary>
    public static Note? Find(HintQuery query)
    {
        foreach (var (action, key) in s_calls)
        {
            if (action.Equals(query.Request.Action, StringComparison.OrdinalIgnoreCase))
            {
                var caller = query.Request.Principal;
                return HintMessages.MaybeKey(key, caller.Kind == PrincipalKind.Service ? caller.Id : null, query.Result.IsCrossAccount) with
                {
                    Actions = [.. key.Split(' ', '(').Where(word => word.StartsWith("kms:", StringComparison.Ordinal))],
                };
            }
        }

        return null;
    }
}
