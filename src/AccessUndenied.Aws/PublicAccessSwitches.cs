namespace AccessUndenied.Aws;

/// <summary>The switches of S3 Block Public Access, by AWS's names.</summary>
/// <remarks>
/// Source: <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">
/// Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage"</see>.
/// </remarks>
internal static class PublicAccessSwitches
{
    /// <summary>Only AWS services and the owner's account use a bucket whose policy is public.</summary>
    public const string RestrictPublicBuckets = nameof(RestrictPublicBuckets);

    /// <summary>Public bucket policies are refused.</summary>
    public const string BlockPublicPolicy = nameof(BlockPublicPolicy);

    /// <summary>Public ACLs are refused.</summary>
    public const string BlockPublicAcls = nameof(BlockPublicAcls);

    /// <summary>Public ACLs count for nothing.</summary>
    public const string IgnorePublicAcls = nameof(IgnorePublicAcls);

    /// <summary>All four, in the order in which AWS lists them.</summary>
    public static readonly IReadOnlyList<string> Names = [BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets];
}
