using System.Buffers;

namespace AccessUndenied.Aws.Fetching.Buckets;

/// <summary>A bucket and the beginning of keys in it, written <c>s3://bucket/prefix</c>; the prefix is taken as it stands.</summary>
internal readonly record struct S3Location(string Bucket, string Prefix)
{
    private const string Scheme = "s3://";
    private const int ShortestBucket = 3;
    private const int LongestBucket = 255;
    private static readonly SearchValues<char> s_bucketLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_");

    public static bool IsOne(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text can be the name of a bucket.</summary>
    /// <remarks>Source: S3 User Guide, "Bucket naming rules"; names with capitals and underscores are older than the rules.</remarks>
    public static bool IsBucketName(ReadOnlySpan<char> text) => text.Length is >= ShortestBucket and <= LongestBucket && !text.ContainsAnyExcept(s_bucketLetters);

    public static bool TryParse(string text, out S3Location location)
    {
        location = default;
        if (!IsOne(text))
        {
            return false;
        }

        var rest = text.AsSpan(Scheme.Length);
        var slash = rest.IndexOf('/');
        var bucket = slash < 0 ? rest : rest[..slash];
        if (!IsBucketName(bucket))
        {
            return false;
        }

        location = new(bucket.ToString(), slash < 0 ? "" : rest[(slash + 1)..].ToString());
        return true;
    }

    public override string ToString() => $"{Scheme}{Bucket}/{Prefix}";
}
