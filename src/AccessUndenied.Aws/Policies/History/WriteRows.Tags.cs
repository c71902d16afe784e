using static AccessUndenied.Aws.Policies.History.WriteKind;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>The rows of the calls that set and take away tags of resources.</summary>
/// <remarks>
/// The carrier is the parameter that names the resources, by their ARNs or as the row says; the document is the parameter that has the tags, or their keys.
/// A service that has no row is one whose operations are called <c>TagResource</c> and <c>UntagResource</c>, as those of most are.
/// </remarks>
internal static partial class WriteRows
{
    /// <summary>In place of a service: every service that has no row of its own.</summary>
    public const string AnySource = "*";

    // Under these names every service takes the ARN.
    private const string AnyArn = "resourceArn|arn|resource|resourceName|resourceId|resourceARN";

    private const string TagsPage = Docs + "tag-editor/latest/userguide/tagging.html";
    private const string Added = "tags|tagList|tagsToAdd";
    private const string Removed = "tagKeys|tagKeyList|tagsToRemove|tags";

    /// <summary>A call that changes tags of something, in a way that is not known.</summary>
    public static WriteRow AnyTags { get; } = new(AnySource, "", LoseTags, AnyArn, "", TagsPage);

    /// <summary>A call that changes the policy of a resource, in a way that is not known.</summary>
    public static WriteRow AnyPolicy { get; } = new(AnySource, "", LosePolicy, AnyArn, "", Docs + "IAM/latest/UserGuide/access_policies_identity-vs-resource.html");

    public static IReadOnlyList<WriteRow> Tags { get; } =
    [
        .. Rows(AnySource, "",
            ("TagResource", TagResource, AnyArn, Added),
            ("UntagResource", UntagResource, AnyArn, Removed),
            ("AddTagsToResource", TagResource, AnyArn, Added),
            ("RemoveTagsFromResource", UntagResource, AnyArn, Removed)).Select(row => row with { Page = TagsPage }),
        .. Rows("acm", Docs + "acm/latest/APIReference/",
            ("AddTagsToCertificate", TagResource, "certificateArn", "tags"),
            ("RemoveTagsFromCertificate", UntagResource, "certificateArn", "tags")),
        .. Rows("cloudtrail", Docs + "awscloudtrail/latest/APIReference/", ("AddTags", TagResource, "resourceId", "tagsList"), ("RemoveTags", UntagResource, "resourceId", "tagsList")),
        .. Rows("ec2", EndpointPages, ("CreateTags", TagResource, "ids", "tagSet"), ("DeleteTags", UntagResource, "ids", "tagSet")),
        .. Rows("elasticfilesystem", FilePages,
            ("TagResource", TagResource, "typed", "tags"),
            ("UntagResource", UntagResource, "typed", "tagKeys"),
            ("CreateTags", TagResource, FileSystem, "tags"),
            ("DeleteTags", UntagResource, FileSystem, "tagKeys")),
        .. Rows("elasticloadbalancing", Docs + "elasticloadbalancing/latest/APIReference/", ("AddTags", TagResource, "resourceArns", "tags"), ("RemoveTags", UntagResource, "resourceArns", "tagKeys")),
        .. Rows("es", Docs + "opensearch-service/latest/APIReference/", ("AddTags", TagResource, "arn", "tagList"), ("RemoveTags", UntagResource, "arn", "tagKeys")),
        .. Rows("glacier", Docs + "amazonglacier/latest/dev/", ("AddTagsToVault", TagResource, Archive, "tags"), ("RemoveTagsFromVault", UntagResource, Archive, "tagKeys")),
        .. Rows("kinesis", Docs + "kinesis/latest/APIReference/",
            ("AddTagsToStream", TagResource, "arn:{partition}:kinesis:{region}:{account}:stream/{streamARN|streamName}", "tags"),
            ("RemoveTagsFromStream", UntagResource, "arn:{partition}:kinesis:{region}:{account}:stream/{streamARN|streamName}", "tagKeys")),
        .. Rows("kms", KmsPages, ("TagResource", TagResource, Key, "tags"), ("UntagResource", UntagResource, Key, "tagKeys")),
        .. Rows("logs", Docs + "AmazonCloudWatchLogs/latest/APIReference/",
            ("TagLogGroup", TagResource, Group + "{logGroupName}", "tags"),
            ("UntagLogGroup", UntagResource, Group + "{logGroupName}", "tags")),
        .. Rows("rds", Docs + "AmazonRDS/latest/APIReference/", ("AddTagsToResource", TagResource, "resourceName", "tags"), ("RemoveTagsFromResource", UntagResource, "resourceName", "tagKeys")),
        .. Rows("redshift", Docs + "redshift/latest/APIReference/", ("CreateTags", TagResource, "resourceName", "tags"), ("DeleteTags", UntagResource, "resourceName", "tagKeys")),
        .. Rows("s3", S3Pages, ("PutBucketTagging", PutTags, Bucket, "tagging"), ("DeleteBucketTagging", DeleteTags, Bucket, "")),
        .. Rows("sagemaker", Docs + "sagemaker/latest/APIReference/", ("AddTags", TagResource, "resourceArn", "tags"), ("DeleteTags", UntagResource, "resourceArn", "tagKeys")),
        .. Rows("secretsmanager", SecretPages, ("TagResource", TagResource, Secret, "tags"), ("UntagResource", UntagResource, Secret, "tagKeys")),
        .. Rows("sqs", QueuePages, ("TagQueue", TagResource, Queue, "tags"), ("UntagQueue", UntagResource, Queue, "tagKeys")),
        .. Rows("ssm", Docs + "systems-manager/latest/APIReference/",
            ("AddTagsToResource", TagResource, "typed", "tags"),
            ("RemoveTagsFromResource", UntagResource, "typed", "tagKeys")),
        .. Rows("tagging", Docs + "resourcegroupstagging/latest/APIReference/",
            ("TagResources", TagResource, "resourceARNList", "tags"),
            ("UntagResources", UntagResource, "resourceARNList", "tagKeys")),
    ];
}
