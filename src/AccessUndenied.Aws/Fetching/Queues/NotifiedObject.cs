using System.Buffers;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Fetching.Buckets;
using AccessUndenied.Text;

namespace AccessUndenied.Aws.Fetching.Queues;

/// <summary>An object of which a message told; what a listing would have told of it is learned with its first bytes.</summary>
internal sealed class NotifiedObject(TrailBucket bucket, string key) : TrailObject
{
    public override string Name { get; } = VisibleText.Of($"s3://{bucket.Name}/{key}");

    // Its faults are those of its message.
    internal override bool IsWhole => true;

    public override async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var part = ArrayPool<byte>.Shared.Rent(ObjectStream.PartBytes);
        try
        {
            var (listed, count) = await bucket.BeginAsync(key, part.AsMemory(0, ObjectStream.PartBytes), cancellationToken).ConfigureAwait(false);
            var stream = new ObjectStream(bucket, listed, cancellationToken);
            stream.BeginWith(part, count);
            return stream;
        }
        catch (AwsCallException exception)
        {
            ArrayPool<byte>.Shared.Return(part);
            var message = BucketMessages.CannotGet(Name, exception);
            throw exception.Fault is AwsFault.Expired or AwsFault.NoCredentials ? new AwsAccessException(message, exception) : new CloudTrailFormatException(message, exception);
        }
    }
}
