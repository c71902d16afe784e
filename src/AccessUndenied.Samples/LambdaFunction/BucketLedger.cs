using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;

namespace AccessUndenied.Samples.LambdaFunction;

/// <summary>Keeps an object for each event in a bucket: first the claim, then that it is done.</summary>
/// <remarks>The bucket lets its objects expire after some days. Source: S3 User Guide, "Conditional writes".</remarks>
public sealed class BucketLedger : IDeliveryLedger
{
    private const string Done = "done";

    private readonly IAmazonS3 _s3;
    private readonly string _bucket;

    /// <summary>A ledger in <paramref name="bucket"/>.</summary>
    public BucketLedger(IAmazonS3 s3, string bucket)
    {
        _s3 = s3;
        _bucket = bucket;
    }

    /// <inheritdoc/>
    public async Task<bool> TryClaimAsync(string eventId, string attemptId, CancellationToken cancellationToken)
    {
        try
        {
            // Of several that try at once, S3 lets one write.
            await _s3.PutObjectAsync(new() { BucketName = _bucket, Key = KeyOf(eventId), ContentBody = attemptId, IfNoneMatch = "*" }, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            using var claim = await _s3.GetObjectAsync(_bucket, KeyOf(eventId), cancellationToken);
            using var reader = new StreamReader(claim.ResponseStream, Encoding.UTF8);
            return await reader.ReadToEndAsync(cancellationToken) == attemptId;
        }
    }

    /// <inheritdoc/>
    public Task CompleteAsync(string eventId, CancellationToken cancellationToken) =>
        _s3.PutObjectAsync(new PutObjectRequest { BucketName = _bucket, Key = KeyOf(eventId), ContentBody = Done }, cancellationToken);

    // An id is whatever the sender wrote; its hash is a safe name.
    private static string KeyOf(string eventId) => $"events/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(eventId)))}";
}
