using AccessUndenied.Aws.Catalog;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Which resources of a bucket's policy an action can be checked on: those of objects on objects, and those of the bucket on the bucket.</summary>
/// <remarks>
/// <c>PutBucketPolicy</c> answers a statement in which an action has none of its kind with "Action does not apply to any resource(s) in statement". Sources: Amazon S3 User Guide,
/// "Policy resources for
/// Amazon S3" and "Policy actions for Amazon S3", <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html"/>; the answer of S3:
/// <see href="https://github.com/ministryofjustice/modernisation-platform/pull/10762"/>.
/// </remarks>
internal static class BucketStatements
{
    private const string Prefix = "s3:";
    private const string Bucket = "bucket";
    private const string Object = "object";

    /// <summary>Whether a call of <paramref name="action"/> can be checked on what <paramref name="resource"/>, a pattern, stands for; true where that is not known.</summary>
    public static bool CanActOn(string action, string resource)
    {
        if (!action.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || ActionCatalog.Default.FindAction(action) is not { ResourceTypes: { Count: > 0 } types }
            || Arn.FieldsOf(resource) is not [_, _, "s3", "", "", var name])
        {
            return true;
        }

        var slash = name.IndexOf('/');
        var wildcard = name.AsSpan().IndexOfAny('*', '?', '$');
        return slash >= 0 && (wildcard < 0 || slash < wildcard) ? types.Any(type => type.Name == Object)
            : wildcard >= 0 || types.Any(type => type.Name == Bucket);
    }
}
