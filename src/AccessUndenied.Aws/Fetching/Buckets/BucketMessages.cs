using AccessUndenied.Aws.Clients;
using AccessUndenied.Text;

namespace AccessUndenied.Aws.Fetching.Buckets;

/// <summary>Every sentence about buckets that a user can be shown.</summary>
internal static class BucketMessages
{
    public static string NotALocation(string text) => $"'{VisibleText.Of(text)}' names no part of a bucket; it has the form s3://bucket/prefix";

    public static string NoObjects(string location) => $"{location}: no object's key begins so; check the prefix, which is taken as it stands, and the account";

    public static string CannotList(string location, string bucket, AwsCallException fault) => fault.Fault switch
    {
        AwsFault.Denied => $"{location}: the credentials do not allow s3:ListBucket on arn:aws:s3:::{bucket}; allow it, and s3:GetObject on the objects in it{Says(fault)}{PayHint}",
        AwsFault.NotFound => $"{location}: there is no such bucket{Says(fault)}; check its name",
        _ => $"{location}: {fault.Message}",
    };

    public static string CannotGet(string name, AwsCallException fault) => fault switch
    {
        { Fault: AwsFault.Denied } when IsAboutKey(fault) =>
            $"{name}: the object is encrypted, and the credentials do not allow kms:Decrypt with its key; allow it in the key's policy and to the caller{Says(fault)}",
        { Fault: AwsFault.Denied } => $"{name}: the credentials do not allow s3:GetObject on this object; allow it, and kms:Decrypt with its key where it is encrypted with one{Says(fault)}{PayHint}",
        { Code: "PreconditionFailed" } => $"{name}: the object was changed since it was listed; run this again",
        { Code: "InvalidObjectState" } => $"{name}: the object is archived (S3 Glacier); restore it, and run this again",
        { Fault: AwsFault.NotFound } when name.Contains("/./", StringComparison.Ordinal) || name.Contains("/../", StringComparison.Ordinal) =>
            $"{name}: a part of the object's key is '.' or '..', and keys of this form cannot be asked for; copy the object to another key",
        { Fault: AwsFault.NotFound } => $"{name}: the object was deleted since it was listed",
        _ => $"{name}: {fault.Message}",
    };

    public static string OtherRegion(string bucket, string why) =>
        $"the bucket {bucket} is in another region, and which one is not known ({why.TrimEnd('.')}); name it (AwsConnectionOptions.Region, --region)";

    private const string PayHint = "; where the bucket is Requester Pays, agree to pay (PaysForRequests, --request-payer)";

    private static bool IsAboutKey(AwsCallException fault) =>
        fault.InnerException?.Message is { } text && (text.Contains("kms:", StringComparison.OrdinalIgnoreCase) || text.Contains("KMS", StringComparison.Ordinal));

    private static string Says(AwsCallException fault) => fault.InnerException?.Message is { Length: > 0 } text ? $" (AWS says: {VisibleText.Of(AwsWords.Of(text)).TrimEnd('.')})" : "";
}
