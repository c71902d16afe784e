using System.Collections.Frozen;
using AccessUndenied.Aws.Catalog;

namespace AccessUndenied.Aws.Simulation;

/// <summary>What single services rule for themselves, as data.</summary>
/// <remarks>
/// Rules, each with its page of AWS: docs/rules/services.md (SVC-02), docs/rules/kms.md (KMS-05, KMS-12), docs/rules/s3.md (S3-10, S3-11)
/// and docs/rules/organization.md (RCP-04, RCP-06), read in mid 2026.
/// </remarks>
internal static class ServiceRules
{
    private static readonly FrozenSet<string> s_ownAccountOnly = Set(
        "iam:PassRole",
        "s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy",
        "sqs:AddPermission", "sqs:CancelMessageMoveTask", "sqs:CreateQueue", "sqs:DeleteQueue", "sqs:ListMessageMoveTasks", "sqs:ListQueues",
        "sqs:ListQueueTags", "sqs:RemovePermission", "sqs:SetQueueAttributes", "sqs:StartMessageMoveTask", "sqs:TagQueue", "sqs:UntagQueue");

    private static readonly FrozenSet<string> s_bucketPolicyActions = Set("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy");

    private static readonly FrozenSet<string> s_keyActionsAcrossAccounts = Set(
        "kms:CreateGrant", "kms:Decrypt", "kms:DeriveSharedSecret", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyPair",
        "kms:GenerateDataKeyPairWithoutPlaintext", "kms:GenerateDataKeyWithoutPlaintext", "kms:GenerateMac", "kms:GetPublicKey", "kms:ReEncryptFrom",
        "kms:ReEncryptTo", "kms:RetireGrant", "kms:Sign", "kms:Verify", "kms:VerifyMac", "kms:GetKeyRotationStatus", "kms:ListGrants", "kms:RevokeGrant");

    private static readonly FrozenSet<string> s_aliasActions = Set("kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias");

    private static readonly FrozenSet<string> s_withoutPermission = Set("sts:GetCallerIdentity", "sts:GetSessionToken");

    // Calls of apps on behalf of people, which are not signed, so that no policy has to allow them and those of the owner's organization can deny them.
    // https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html
    // https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-public-server-side.html
    private static readonly FrozenSet<string> s_withoutSignature = Set(
        "cognito-identity:GetId", "cognito-identity:GetOpenIdToken", "cognito-identity:GetCredentialsForIdentity", "cognito-identity:UnlinkIdentity",
        "cognito-idp:InitiateAuth", "cognito-idp:RespondToAuthChallenge", "cognito-idp:SignUp", "cognito-idp:ConfirmSignUp", "cognito-idp:ResendConfirmationCode",
        "cognito-idp:ForgotPassword", "cognito-idp:ConfirmForgotPassword", "cognito-idp:RevokeToken", "cognito-idp:GetTokensFromRefreshToken");

    /// <summary>The actions that need no permission (DEP-01).</summary>
    public static IReadOnlyList<string> WithoutPermission => s_withoutPermission.Items;

    private static readonly FrozenSet<string> s_resourceControlled = Set(
        "aoss", "appconfig", "appstream", "autoscaling", "autoscaling-plans", "budgets", "clouddirectory", "cloudfront", "cloudsearch", "cloudtrail-data",
        "codeartifact", "codebuild", "codecommit", "codepipeline", "cognito-identity", "cognito-idp", "comprehend", "comprehendmedical",
        "compute-optimizer", "cost-optimization-hub", "dax", "dsql", "dynamodb", "ecr", "ecr-public", "es", "events", "firehose", "fis", "fms", "gamelift",
        "health", "inspector-scan", "kendra", "kinesisvideo", "kms", "logs", "memorydb", "networkmonitor", "notifications", "opensearch",
        "pca-connector-ad", "personalize", "polly", "pricing", "resource-groups", "rolesanywhere", "s3", "secretsmanager", "servicediscovery", "signin",
        "sqs", "sts", "support", "swf", "textract", "timestream-influxdb", "transcribe", "transfer", "translate", "wafv2", "workspaces", "xray");

    /// <summary>Whether a caller of another account is refused whatever the policies say (XACC-07).</summary>
    public static bool WorksInOwnAccountOnly(ReadOnlySpan<char> action) =>
        Contains(s_ownAccountOnly, action) || (IsService(action, "kms") && !Contains(s_keyActionsAcrossAccounts, action));

    /// <summary>Whether the action needs no permission and no policy can take it away (DEP-01).</summary>
    public static bool NeedsNoPermission(ReadOnlySpan<char> action) => Contains(s_withoutPermission, action);

    /// <summary>Whether anybody may make the call without a signature, as long as no policy denies it.</summary>
    public static bool NeedsNoSignature(ReadOnlySpan<char> action) => Contains(s_withoutSignature, action);

    /// <summary>Whether the root user of the bucket's owner may do it whatever the bucket policy denies (S3-10).</summary>
    public static bool IsBucketPolicyAction(ReadOnlySpan<char> action) => Contains(s_bucketPolicyActions, action);

    public static bool IsAliasAction(ReadOnlySpan<char> action) => Contains(s_aliasActions, action);

    /// <summary>Whether resource control policies have a say in the action's service (RCP-06, RCP-07).</summary>
    public static bool IsResourceControlled(ReadOnlySpan<char> action) =>
        Contains(s_resourceControlled, ActionName.ServiceOf(action)) && !action.Equals("kms:RetireGrant", StringComparison.OrdinalIgnoreCase);

    public static bool IsService(ReadOnlySpan<char> action, ReadOnlySpan<char> service) =>
        ActionName.ServiceOf(action).Equals(service, StringComparison.OrdinalIgnoreCase);

    private static FrozenSet<string> Set(params string[] items) => items.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

#if NET9_0_OR_GREATER
    private static bool Contains(FrozenSet<string> set, ReadOnlySpan<char> item) => set.GetAlternateLookup<ReadOnlySpan<char>>().Contains(item);
#else
    private static bool Contains(FrozenSet<string> set, ReadOnlySpan<char> item)
    {
        foreach (var known in set.Items)
        {
            if (item.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
#endif
}
