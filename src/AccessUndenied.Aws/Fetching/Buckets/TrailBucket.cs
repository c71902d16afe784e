using System.Globalization;
using AccessUndenied.Aws.Clients;
using Amazon.S3;
using Amazon.S3.Model;

namespace AccessUndenied.Aws.Fetching.Buckets;

/// <summary>Calls about one bucket, in whichever region it is; that is learned once.</summary>
internal sealed class TrailBucket(AwsConnection connection, string name, bool paysForRequests)
{
    private string? _region;

    public string Name => name;

    /// <summary>How long one try of a call may take.</summary>
    public TimeSpan TryTimeout => connection.Options.TryTimeout;

    private RequestPayer? Payer => paysForRequests ? RequestPayer.Requester : null;

    /// <summary>One page of a listing.</summary>
    /// <exception cref="AwsCallException">It did not go well.</exception>
    public Task<ListObjectsV2Response> ListAsync(string prefix, bool byFolder, string? token, CancellationToken cancellationToken) => RunAsync(
        "s3:ListBucket",
        async (s3, ended) =>
        {
            var page = await s3.ListObjectsV2Async(
                new ListObjectsV2Request
                {
                    BucketName = name, Prefix = prefix, Delimiter = byFolder ? "/" : null, ContinuationToken = token, Encoding = EncodingType.Url, RequestPayer = Payer,
                },
                ended).ConfigureAwait(false);
            return page.S3Objects?.Exists(item => item.Size is null || string.IsNullOrEmpty(item.ETag)) == true ? throw new BadAnswerException("Size or ETag of an object")
                : page.IsTruncated is null ? throw new BadAnswerException("IsTruncated")
                : page.IsTruncated == true && string.IsNullOrEmpty(page.NextContinuationToken) ? throw new BadAnswerException("NextContinuationToken")
                : page;
        },
        cancellationToken);

    /// <summary>Reads a part of an object that has not changed; what was read of it before a fault is not asked for again.</summary>
    /// <exception cref="AwsCallException">It did not go well.</exception>
    public Task<int> ReadAsync(ListedKey key, long start, Memory<byte> part, CancellationToken cancellationToken)
    {
        var have = 0;
        return RunAsync(
            "s3:GetObject",
            async (s3, ended) =>
            {
                using var limited = CancellationTokenSource.CreateLinkedTokenSource(ended);
                limited.CancelAfter(TryTimeout);
                using var answer = await s3.GetObjectAsync(
                    new GetObjectRequest
                    {
                        BucketName = name, Key = key.Key, EtagToMatch = key.ETag, ByteRange = new ByteRange(start + have, start + part.Length - 1), RequestPayer = Payer,
                    },
                    limited.Token).ConfigureAwait(false);
                if (answer.ContentRange != $"bytes {start + have}-{start + part.Length - 1}/{key.Length}" || answer.ETag != key.ETag)
                {
                    throw new BadAnswerException("the range that was asked for");
                }

                while (have < part.Length)
                {
                    var count = await answer.ResponseStream.ReadAsync(part[have..], limited.Token).ConfigureAwait(false);
                    have += count > 0 ? count : throw new IOException("the answer ends early");
                }

                return have;
            },
            cancellationToken);
    }

    /// <summary>Reads the first part of an object of which only the key is known, and learns the rest that a listing tells.</summary>
    /// <exception cref="AwsCallException">It did not go well.</exception>
    public async Task<(ListedKey Key, int Count)> BeginAsync(string key, Memory<byte> part, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync("s3:GetObject", (s3, ended) => BeginAsync(s3, key, part, ended), cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException exception) when (exception.Code == "InvalidRange")
        {
            // Not even the first byte is there.
            return (new(key, 0, ""), 0);
        }
    }

    private async Task<(ListedKey Key, int Count)> BeginAsync(IAmazonS3 s3, string key, Memory<byte> part, CancellationToken ended)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ended);
        limited.CancelAfter(TryTimeout);
        using var answer = await s3.GetObjectAsync(
            new GetObjectRequest { BucketName = name, Key = key, ByteRange = new ByteRange(0, part.Length - 1), RequestPayer = Payer }, limited.Token).ConfigureAwait(false);
        var total = answer.ContentRange is { } range && long.TryParse(range.AsSpan(range.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : -1;
        var wanted = (int)Math.Min(part.Length, total);
        if (wanted <= 0 || answer.ContentRange != $"bytes 0-{wanted - 1}/{total}" || string.IsNullOrEmpty(answer.ETag))
        {
            throw new BadAnswerException("the range that was asked for");
        }

        var have = 0;
        while (have < wanted)
        {
            var count = await answer.ResponseStream.ReadAsync(part[have..wanted], limited.Token).ConfigureAwait(false);
            have += count > 0 ? count : throw new IOException("the answer ends early");
        }

        return (new(key, total, answer.ETag), have);
    }

    private async Task<T> RunAsync<T>(string permission, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var access = await connection.ForUnnamedAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await access.RunAsync(permission, token => call(access.S3(_region), token), cancellationToken, isVital: true).ConfigureAwait(false);
        }
        catch (AwsCallException exception) when (exception.Code is "PermanentRedirect" or "MovedPermanently" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException")
        {
            _region = ExpectedIn(exception) ?? await FindRegionAsync(access, exception, cancellationToken).ConfigureAwait(false);
            return await access.RunAsync(permission, token => call(access.S3(_region), token), cancellationToken, isVital: true).ConfigureAwait(false);
        }
    }

    // "the region 'us-east-1' is wrong; expecting 'eu-west-1'".
    private static string? ExpectedIn(AwsCallException exception)
    {
        const string Before = "expecting '";
        var text = exception.InnerException?.Message ?? "";
        var at = text.IndexOf(Before, StringComparison.Ordinal);
        var end = at < 0 ? -1 : text.IndexOf('\'', at + Before.Length);
        return end > 0 && text[(at + Before.Length)..end] is var region && Partitions.IsRegionName(region) ? region : null;
    }

    private async Task<string> FindRegionAsync(AccountAccess access, AwsCallException redirect, CancellationToken cancellationToken)
    {
        try
        {
            var location = await access.RunAsync(
                "s3:GetBucketLocation", token => access.S3(_region).GetBucketLocationAsync(new GetBucketLocationRequest { BucketName = name }, token), cancellationToken).ConfigureAwait(false);

            // Source: S3 API Reference, "GetBucketLocation": empty for the first region, and EU for its second.
            return location.Location?.Value switch { null or "" => "us-east-1", "EU" => "eu-west-1", var region => region };
        }
        catch (AwsCallException exception)
        {
            throw new AwsCallException(AwsFault.Refused, redirect.Code, BucketMessages.OtherRegion(name, exception.Message), exception);
        }
    }
}
