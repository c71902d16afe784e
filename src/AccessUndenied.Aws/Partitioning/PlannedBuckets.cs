using System.Collections.Concurrent;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Fetching.Buckets;

namespace AccessUndenied.Aws.Partitioning;

/// <summary>Finds the objects of partitions in their buckets, each of which is looked for once.</summary>
internal sealed class PlannedBuckets(AwsConnection? connection, bool paysForRequests)
{
    /// <summary>How many objects are read at a time: what is waited for is the network.</summary>
    public const int ObjectsAtOnce = 8;

    private readonly ConcurrentDictionary<string, TrailBucket> _buckets = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">Nothing says how AWS is reached.</exception>
    /// <exception cref="FormatException">It is no place in S3.</exception>
    public TrailObject Open(PlannedObject planned)
    {
        var reached = connection ?? throw new InvalidOperationException(EventMessages.NoConnection(planned.Name));
        var place = S3Location.TryParse(planned.Path, out var found) ? found : throw new FormatException(EventMessages.NoPartition);
        var bucket = _buckets.GetOrAdd(place.Bucket, name => new(reached, name, paysForRequests));
        return new BucketObject(bucket, new(place.Prefix, planned.Length ?? 0, planned.Stamp ?? ""), planned.IsFirst);
    }
}
