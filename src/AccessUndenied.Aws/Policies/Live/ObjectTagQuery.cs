using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>An S3 object whose tags a policy may ask for.</summary>
/// <param name="Arn">The object.</param>
/// <param name="Bucket">Its bucket.</param>
/// <param name="Key">Its key.</param>
/// <param name="Region">The region of the record; the bucket may be in another one.</param>
internal readonly record struct ObjectTagQuery(string Arn, string Bucket, string Key, string? Region)
{
    public string BucketArn => Arn[..^(Key.Length + 1)];

    /// <summary>The query for <paramref name="request"/>; null where no tags of an object have a say in it.</summary>
    public static ObjectTagQuery? Of(AuthorizationRequest request)
    {
        const string Buckets = ":s3:::";
        var arn = request.Resource.Value ?? "";
        var start = arn.IndexOf(Buckets, StringComparison.Ordinal);
        if (start < 0 || ObjectTags.AreOfVersion(request.Action) || arn.AsSpan().ContainsAny('*', '?'))
        {
            return null;
        }

        var name = arn.AsSpan(start + Buckets.Length);
        var slash = name.IndexOf('/');
        return slash > 0 && slash < name.Length - 1 && ActionCatalog.Default.FindAction(request.Action)?.Supplies(ObjectTags.ConditionKey + "k") == true
            ? new(arn, name[..slash].ToString(), name[(slash + 1)..].ToString(), request.Resource.Region)
            : null;
    }
}
