using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>What a call names beside its resource and that is another account's, such as the KMS key that an object is to be encrypted with.</summary>
/// <remarks>
/// Condition keys of many services have such a name for their value (<c>s3:x-amz-server-side-encryption-aws-kms-key-id</c>, <c>secretsmanager:KmsKeyArn</c>,
/// <c>sagemaker:VolumeKmsKey</c>, <c>s3tables:KMSKeyArn</c>), which is told by the value: an ARN has the account of its owner. Whoever holds data to ransom has it
/// encrypted with a key of its own. Sources: Service Authorization Reference, the condition keys of each service; Amazon S3 User Guide, "Using server-side encryption with AWS KMS keys"
/// (<see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html"/>).
/// </remarks>
internal static class ForeignKeys
{
    /// <summary>The key of another account that <paramref name="request"/> has for <paramref name="key"/>; null where it is none, or its account is not known.</summary>
    public static string? Of(AuthorizationRequest request, string key)
    {
        if (CallerChosenKeys.TellsWhoCalls(key) || request.Context[key] is not { IsKnown: true } values)
        {
            return null;
        }

        for (var i = 0; i < values.Count; i++)
        {
            if (Arn.OrNone(values[i]) is { IsArn: true, Service: "kms" } arn && AccountIds.IsAccountId(arn.AccountId) && arn.AccountId.ToString() is var owner
                && owner != request.Principal.AccountId && owner != OutsideCallers.OwnerOf(request))
            {
                return values[i];
            }
        }

        return null;
    }
}
