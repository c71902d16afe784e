namespace AccessUndenied.Aws.Requests;

/// <summary>What users are told about how a request was found, and about refusals that are no matter of policies.</summary>
internal static class RequestMessages
{
    public const string BlockPublicAcls =
        "S3 Block Public Access (BlockPublicAcls) refused a public ACL; no policy decides that: drop the ACL or change the setting";

    public const string BlockPublicPolicy =
        "S3 Block Public Access (BlockPublicPolicy) refused a public policy; no policy decides that: narrow the policy or change the setting";

    public const string BlockPublicAccess = "S3 Block Public Access refused the call; no policy decides that: see the bucket's and the account's settings";

    public const string CustomerKeysBlocked =
        "the bucket refuses uploads that are encrypted with customer-provided keys (SSE-C); that is a setting of the bucket, not a policy";

    public const string LakeFormation = "Lake Formation refused the call with grants of its own, which are no IAM policies; see its permissions";

    public const string WrongPassword = "the user name or password was wrong, so nothing was authorized yet";

    public const string FailedSignIn = "the sign-in failed, so nothing was authorized yet";

    public const string KeyHidden =
        "KMS hides whether a key exists: it lies in another account or region, is gone, or the caller may not use it";
}
