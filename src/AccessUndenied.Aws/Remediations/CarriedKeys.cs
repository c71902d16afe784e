using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Which operations can carry what a condition asks for, where one action is checked for several operations that differ in it.</summary>
/// <remarks>
/// That an action never has a key is the catalog's to say (<see cref="SuppliedKeys"/>). An operation that no row names is not known here, and
/// nothing is said of it. Source: the page of each row; for S3 also each operation's page in the Amazon S3 API Reference.
/// </remarks>
internal static class CarriedKeys
{
    private const string S3Api = "https://docs.aws.amazon.com/AmazonS3/latest/API/";
    private const string S3Guide = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/";
    private const string Iam = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";
    private const string StsApi = "https://docs.aws.amazon.com/STS/latest/APIReference/";

    // Operations that make an object, or start to.
    private static readonly string[] s_starting = ["PutObject", "PostObject", "CopyObject", "CreateMultipartUpload"];
    private static readonly string[] s_federated = ["AssumeRole", "AssumeRoleWithWebIdentity", "AssumeRoleWithSAML"];

    private static readonly Row[] s_rows =
    [
        // The parts of an upload take over what its start was given: tags, ACL, class, encryption and lock.
        new("s3", ["s3:RequestObjectTag/", "s3:RequestObjectTagKeys"], [.. s_starting, "PutObjectTagging"], S3Guide + "tagging-and-policies.html"),
        new("s3", ["s3:x-amz-acl", "s3:x-amz-grant-"], [.. s_starting, "PutObjectAcl", "CreateBucket", "PutBucketAcl"], S3Guide + "acl-overview.html"),
        new("s3", ["s3:x-amz-storage-class"], s_starting, S3Api + "API_CreateMultipartUpload.html"),
        new("s3", ["s3:x-amz-server-side-encryption", "s3:x-amz-server-side-encryption-aws-kms-key-id"], s_starting, S3Api + "API_UploadPart.html"),
        new("s3", ["s3:x-amz-server-side-encryption-customer-algorithm"],
            [.. s_starting, "UploadPart", "UploadPartCopy", "CompleteMultipartUpload", "ListParts", "GetObject", "HeadObject", "GetObjectAttributes", "SelectObjectContent"],
            S3Guide + "ServerSideEncryptionCustomerKeys.html"),
        new("s3", ["s3:object-lock-mode", "s3:object-lock-retain-until-date", "s3:object-lock-remaining-retention-days"], [.. s_starting, "PutObjectRetention"], S3Guide + "object-lock-managing.html"),
        new("s3", ["s3:object-lock-legal-hold"], [.. s_starting, "PutObjectLegalHold"], S3Guide + "object-lock-managing.html"),
        new("s3", ["s3:x-amz-copy-source"], ["CopyObject", "UploadPartCopy"], S3Api + "API_CopyObject.html"),
        new("s3", ["s3:x-amz-metadata-directive"], ["CopyObject"], S3Api + "API_CopyObject.html"),
        new("s3", ["s3:if-match", "s3:if-none-match"], ["PutObject", "CompleteMultipartUpload"], S3Guide + "conditional-writes-enforce.html"),

        // That a bucket is there at all is asked with the same action as for its list.
        new("s3", ["s3:prefix", "s3:delimiter", "s3:max-keys"], ["ListObjects", "ListObjectsV2", "ListObjectVersions", "ListVersions", "ListMultipartUploads"], S3Api + "API_HeadBucket.html"),

        // An external ID is a parameter of AssumeRole alone; what else tells of a session stands in the token or the assertion (see CallerWays).
        new("sts", ["sts:ExternalId"], ["AssumeRole"], StsApi + "API_AssumeRole.html"),
        new("sts", ["sts:SourceIdentity", "sts:TransitiveTagKeys", "aws:RequestTag/", "aws:TagKeys"], [.. s_federated, "GetFederationToken", "AssumeRoot"], Iam + "id_session-tags.html"),
        new("sts", ["sts:RoleSessionName", "sts:DurationSeconds"], [.. s_federated, "AssumeRoot"], Iam + "reference_policies_iam-condition-keys.html"),
    ];

    // Operations of these services that carry none of the keys above, but for those that a row names.
    private static readonly string[] s_others =
    [
        "UploadPart", "UploadPartCopy", "CompleteMultipartUpload", "AbortMultipartUpload", "HeadBucket", "DeleteObject", "DeleteObjects", "GetObjectTorrent", "RestoreObject",
        "GetCallerIdentity", "GetSessionToken", "GetAccessKeyInfo", "DecodeAuthorizationMessage",
    ];

    public static bool CanCarry(AuthorizationRequest request, string key)
    {
        if (request.Operation is not { } operation)
        {
            return true;
        }

        foreach (var row in s_rows)
        {
            if (row.IsFor(request.Action, key))
            {
                return row.Operations.Contains(operation, StringComparer.Ordinal) || !IsListed(row.Service, operation);
            }
        }

        return true;
    }

    private static bool IsListed(string service, string operation) =>
        s_others.Contains(operation, StringComparer.Ordinal) || s_rows.Any(row => row.Service == service && row.Operations.Contains(operation, StringComparer.Ordinal));

    private sealed record Row(string Service, string[] Keys, string[] Operations, string Page)
    {
        public bool IsFor(string action, string key) => action.StartsWith(Service + ":", StringComparison.OrdinalIgnoreCase)
            && Array.Exists(Keys, entry => entry[^1] is '/' or '-' ? key.StartsWith(entry, StringComparison.OrdinalIgnoreCase) : key.Equals(entry, StringComparison.OrdinalIgnoreCase));
    }
}
