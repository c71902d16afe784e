using System.Globalization;
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
    private readonly TimeSpan _hold;
    private readonly TimeProvider _time;

    /// <summary>A ledger in <paramref name="bucket"/>.</summary>
    /// <param name="s3">Reaches the bucket.</param>
    /// <param name="bucket">The bucket's name.</param>
    /// <param name="hold">How long an attempt can last at most: the function's timeout. A claim that is older is nobody's.</param>
    /// <param name="time">Tells the time.</param>
    public BucketLedger(IAmazonS3 s3, string bucket, TimeSpan hold, TimeProvider time)
    {
        _s3 = s3;
        _bucket = bucket;
        _hold = hold;
        _time = time;
    }

    /// <inheritdoc/>
    public async Task<EventClaim> ClaimAsync(string eventId, string attemptId, CancellationToken cancellationToken)
    {
        // Of several that try at once, S3 lets one write.
        if (await TryWriteAsync(new() { Key = KeyOf(eventId), ContentBody = Claim(attemptId), IfNoneMatch = "*" }, cancellationToken))
        {
            return EventClaim.First;
        }

        using var standing = await _s3.GetObjectAsync(_bucket, KeyOf(eventId), cancellationToken);
        using var reader = new StreamReader(standing.ResponseStream, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(cancellationToken);
        if (text == Done)
        {
            return EventClaim.Done;
        }

        if (!IsOf(text, attemptId) && !IsOver(text))
        {
            return EventClaim.Held;
        }

        return await TryWriteAsync(new() { Key = KeyOf(eventId), ContentBody = Claim(attemptId), IfMatch = standing.ETag }, cancellationToken)
            ? EventClaim.Again
            : EventClaim.Held;
    }

    /// <inheritdoc/>
    public Task CompleteAsync(string eventId, CancellationToken cancellationToken) =>
        _s3.PutObjectAsync(new PutObjectRequest { BucketName = _bucket, Key = KeyOf(eventId), ContentBody = Done }, cancellationToken);

    private async Task<bool> TryWriteAsync(PutObjectRequest request, CancellationToken cancellationToken)
    {
        request.BucketName = _bucket;
        try
        {
            await _s3.PutObjectAsync(request, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    private string Claim(string attemptId) => string.Create(CultureInfo.InvariantCulture, $"{_time.GetUtcNow().ToUnixTimeMilliseconds()} {attemptId}");

    private static bool IsOf(string claim, string attemptId) => claim.EndsWith($" {attemptId}", StringComparison.Ordinal);

    private bool IsOver(string claim) =>
        !long.TryParse(claim.AsSpan(0, Math.Max(0, claim.IndexOf(' ', StringComparison.Ordinal))), NumberStyles.None, CultureInfo.InvariantCulture, out var since)
        || _time.GetUtcNow().ToUnixTimeMilliseconds() - since > _hold.TotalMilliseconds;

    // An id is whatever the sender wrote; its hash is a safe name.
    private static string KeyOf(string eventId) => $"events/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(eventId)))}";
}
