using AccessUndenied.Aws.Catalog;
using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>S3's own words for its resources: <c>bucketName</c>, <c>key</c>, access points in the place of buckets.</summary>
/// <remarks>Rules REQ-05, REQ-22, CTX-04 and S3-01.</remarks>
internal static class S3Resources
{
    private const string DirectoryBucketSuffix = "--x-s3";

    internal static List<FoundResource>? Find(CatalogAction action, ResourceSearch search)
    {
        if (action.Service is not ("s3" or "s3express" or "s3-object-lambda") || search.Parameters.Text("bucketName") is not { Length: > 0 } bucket)
        {
            return OfPrefix(action, search);
        }

        var key = search.Parameters.Text("key") ?? search.Parameters.Text("keyName");
        var ofObject = TakesObject(action);
        if (action.Service == "s3" && !ofObject && !Takes(action, "bucket"))
        {
            return null;
        }

        var (text, note) = Name(bucket, action.Service, search.Place);
        if (ofObject)
        {
            note ??= key is null ? RequestMessages.OpenPlaces("object") : null;
            text += (text.Contains(":accesspoint/", StringComparison.Ordinal) ? "/object/" : "/") + (key ?? "*");
        }

        return [new(search.Identify(text), ofObject && key is null ? Certainty.Guess : Certainty.Likely, RequestMessages.FromParameters, note)];
    }

    /// <summary>The object behind the access point through which it is asked for; null where the call goes to no access point, or is not for an object.</summary>
    /// <remarks>
    /// The record lists the bucket's object and the bucket too, and the access point without the object: policies name <c>accesspoint/name/object/key</c>.
    /// Source: S3 User Guide, "Configuring IAM policies for using access points". https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
    /// </remarks>
    internal static List<FoundResource>? OfAccessPoint(CatalogAction action, ResourceSearch search)
    {
        const string Type = "accesspoint/";
        if (action.Service != "s3" || !TakesObject(action) || (search.Parameters.Text("key") ?? search.Parameters.Text("keyName")) is not { Length: > 0 } key)
        {
            return null;
        }

        foreach (var text in search.Record.Resources.Select(resource => resource.Arn).Append(search.Parameters.Text("bucketName")))
        {
            if (Arn.TryParse(text, out var arn) && arn.Service is "s3" && arn.Resource.StartsWith(Type, StringComparison.Ordinal) && !arn.Resource[Type.Length..].Contains('/'))
            {
                return [new(search.Identify($"{text}/object/{key}"), Certainty.Likely, RequestMessages.FromParameters)];
            }
        }

        return null;
    }

    /// <summary>What the bucket behind an access point is asked for, and the access point; null where the call goes to none, or the bucket is of the caller's own account.</summary>
    /// <remarks>
    /// A call through an access point must be allowed by its policy and by that of the bucket, which another account owns here (S3-12).
    /// Source: S3 User Guide, "Configuring IAM policies for using access points". https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
    /// </remarks>
    internal static (FoundResource Bucket, string AccessPoint, string AccountId)? BehindAccessPoint(CatalogAction action, ResourceSearch search)
    {
        if (action.Service != "s3" || !(TakesObject(action) || Takes(action, "bucket")))
        {
            return null;
        }

        (string Arn, string AccountId)? point = null;
        (string Arn, string? AccountId)? bucket = null;
        foreach (var resource in search.Record.Resources)
        {
            if (!Arn.TryParse(resource.Arn, out var arn) || arn.Service is not "s3")
            {
                continue;
            }

            if (arn.Resource.StartsWith("accesspoint/", StringComparison.Ordinal) && AccountIds.IsAccountId(arn.AccountId))
            {
                point ??= (resource.Arn!, arn.AccountId.ToString());
            }
            else if (arn.AccountId.IsEmpty && !arn.Resource.Contains('/'))
            {
                bucket ??= (resource.Arn!, resource.AccountId);
            }
        }

        var key = search.Parameters.Text("key") ?? search.Parameters.Text("keyName");
        if (point is not { } through || bucket is not { AccountId: { } owner } behind || !AccountIds.IsAccountId(owner)
            || owner == search.Principal.AccountId || (TakesObject(action) && key is null))
        {
            return null;
        }

        var asked = search.Identify(TakesObject(action) ? $"{behind.Arn}/{key}" : behind.Arn, owner);
        return (new(asked, Certainty.Likely, RequestMessages.FromResources), through.Arn, through.AccountId);
    }

    internal static bool IsDirectoryBucket(string? bucket) => bucket?.EndsWith(DirectoryBucketSuffix, StringComparison.Ordinal) == true;

    /// <summary>The ARN of <c>bucket/key</c> as <c>x-amz-copy-source</c> has it; null when it says nothing.</summary>
    /// <remarks>Shape: <c>[/]bucket/key[?versionId=…]</c>, percent-encoded, or an access point's ARN with <c>/object/key</c>.</remarks>
    internal static string? CopySource(string? text, string partition, out bool hasVersion)
    {
        hasVersion = false;
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var version = text.IndexOf("?versionId=", StringComparison.OrdinalIgnoreCase);
        hasVersion = version >= 0;
        var source = Uri.UnescapeDataString(version < 0 ? text : text[..version]).TrimStart('/');
        if (source.StartsWith("arn:", StringComparison.Ordinal))
        {
            return source;
        }

        return source.IndexOf('/', StringComparison.Ordinal) > 0 ? $"arn:{partition}:s3:::{source}" : null;
    }

    private static bool TakesObject(CatalogAction action) => Takes(action, "object");

    private static bool Takes(CatalogAction action, string type)
    {
        for (var i = 0; i < action.ResourceTypes.Count; i++)
        {
            if (action.ResourceTypes[i].Name == type)
            {
                return true;
            }
        }

        return false;
    }

    private static (string Text, Note? Note) Name(string bucket, string service, in ArnPlace place)
    {
        if (bucket.StartsWith("arn:", StringComparison.Ordinal))
        {
            return (bucket, null);
        }

        if (service == "s3express" || IsDirectoryBucket(bucket))
        {
            return ($"arn:{place.Partition}:s3express:{place.Region}:{place.AccountId ?? "*"}:bucket/{bucket}", null);
        }

        // An access point's alias looks like a bucket's name; which access point it stands for is not in the record.
        var note = bucket.EndsWith("-s3alias", StringComparison.Ordinal) ? RequestMessages.AccessPointAlias(bucket) : null;
        return ($"arn:{place.Partition}:s3:::{bucket}", note);
    }

    private static List<FoundResource>? OfPrefix(CatalogAction action, ResourceSearch search)
    {
        if (action.Service != "s3" || !TakesObject(action))
        {
            return null;
        }

        foreach (var resource in search.Record.Resources)
        {
            if (resource.ArnPrefix is { } prefix && Arn.TryParse(prefix, out _))
            {
                return [new(search.Identify(prefix + "*", resource.AccountId), Certainty.Guess, RequestMessages.FromResources, RequestMessages.OpenPlaces("object"))];
            }
        }

        return null;
    }
}
