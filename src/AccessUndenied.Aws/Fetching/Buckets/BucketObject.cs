using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Text;

namespace AccessUndenied.Aws.Fetching.Buckets;

/// <summary>An object of a bucket.</summary>
/// <param name="bucket">The bucket.</param>
/// <param name="key">The object.</param>
/// <param name="isFirst">Whether it comes first in its listing: where not even that may be read, nothing is.</param>
internal sealed class BucketObject(TrailBucket bucket, ListedKey key, bool isFirst) : TrailObject
{
    public override string Name { get; } = VisibleText.Of($"s3://{bucket.Name}/{key.Key}");

    public override long? Length => key.Length;

    public override string? Stamp => key.ETag;

    internal override string? PassedOver => key.Length == 0 ? EventMessages.Empty : null;

    internal override PlannedObject ToPlan() => new(Name, $"s3://{bucket.Name}/{key.Key}", key.Length, key.ETag, IsNamed: false, PassedOver, Fault: null, isFirst);

    public override async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var stream = new ObjectStream(bucket, key, cancellationToken);
        try
        {
            await stream.BeginAsync().ConfigureAwait(false);
            return stream;
        }
        catch (AwsCallException exception)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            var message = BucketMessages.CannotGet(Name, exception);
            throw exception.Fault is AwsFault.Expired or AwsFault.NoCredentials || (exception.Fault == AwsFault.Denied && isFirst)
                ? new AwsAccessException(message, exception)
                : new CloudTrailFormatException(message, exception);
        }
    }
}
